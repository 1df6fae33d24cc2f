//! How a contact is written: by the phone number, and on WhatsApp by a user id beside it or in its place.

use serde_json::{Value, json};

use crate::fake::qlara::Spelling;
use crate::fake::qlara::state::Contact;

impl Contact {
    /// The phone number, or the user id in its place.
    pub(crate) fn number_or_user_id(&self) -> Option<&str> {
        self.phone.as_deref().or(self.user_id)
    }

    /// What stands where a payload has the contact's number.
    pub(crate) fn in_payload(&self, spelling: Spelling) -> Option<&str> {
        match spelling {
            Spelling::Flat => self.number_or_user_id(),
            Spelling::Nested | Spelling::Renamed | Spelling::Sparse => self.phone.as_deref(),
        }
    }

    /// A payload with what it says beside the number.
    pub(crate) fn beside(&self, spelling: Spelling, mut payload: Value) -> Value {
        let (id, username) = match spelling {
            Spelling::Flat => (None, "username"),
            Spelling::Nested => (Some("userId"), "username"),
            Spelling::Renamed => (Some("bsuid"), "userName"),
            Spelling::Sparse => (Some("user_id"), "user_name"),
        };
        if let Some(members) = payload.as_object_mut() {
            for (key, value) in [(id, self.user_id), (Some(username), self.username)] {
                if let (Some(key), Some(value)) = (key, value) {
                    members.insert(key.into(), json!(value));
                }
            }
        }
        payload
    }
}
