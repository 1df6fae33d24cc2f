//! How a contact is written: by the phone number, and on WhatsApp by a user id beside it or in its place.

use crate::qlara::state::Contact;

impl Contact {
    /// The phone number, or the user id in its place.
    pub(crate) fn number_or_user_id(&self) -> Option<&str> {
        self.phone.as_deref().or(self.user_id)
    }
}
