//! Who the contact of an event is, by whichever keys say so.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::is_phone;
use crate::webhook::spelling::{Meaning, Slot, Spelling, is_placeholder, scalar};
use crate::webhook::taken::Taken;

/// The keys of an object that is a contact: those of the model.
const KEYS: &[Spelling] = &[
    Spelling::new("id", Slot::UserId, Meaning::Id),
    Spelling::new("userId", Slot::UserId, Meaning::Id),
    Spelling::new("user_id", Slot::UserId, Meaning::Id),
    Spelling::new("bsuid", Slot::UserId, Meaning::Id),
    Spelling::new("waId", Slot::WhatsappId, Meaning::Id),
    Spelling::new("wa_id", Slot::WhatsappId, Meaning::Id),
    Spelling::new("phoneNumber", Slot::Source, Meaning::Phone),
    Spelling::new("username", Slot::Username, Meaning::Text),
    Spelling::new("userName", Slot::Username, Meaning::Text),
    Spelling::new("user_name", Slot::Username, Meaning::Text),
    Spelling::new("name", Slot::Name, Meaning::Text),
];

/// A contact, as the service wrote it. A phone number is only what can be one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Contact {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) phone: Option<String>,
}

impl Contact {
    /// The contact of an event: what is under its own key, the gaps filled from the ids and names beside it and
    /// from the `side` of the conversation that is the contact's. Nothing where nobody is named: a name alone can be
    /// anybody's.
    pub(crate) fn of(event: &Taken<'_>, side: Slot) -> Option<Contact> {
        let mut contact = Contact::default();
        if let Some(json) = event.first(Slot::Contact) {
            match scalar(json) {
                Some(text) => contact.address(Some(text)),
                None => contact.fill(&Taken::of(KEYS, None, json), Slot::Source),
            }
        }
        contact.fill(event, side);
        let is_somebody =
            contact.id.is_some() || contact.phone.is_some() || contact.username.is_some();
        Some(contact).filter(|_| is_somebody)
    }

    /// Fills the gaps.
    fn fill(&mut self, from: &Taken<'_>, side: Slot) {
        fill(&mut self.id, from.text(Slot::UserId));
        let whatsapp = from.text(Slot::WhatsappId);
        let phone = whatsapp.clone().filter(|id| is_phone(id.as_bytes()));
        fill(&mut self.id, whatsapp);
        self.address(from.text(side));
        fill(&mut self.phone, phone);
        fill(&mut self.username, from.text(Slot::Username));
        fill(&mut self.name, from.text(Slot::Name));
    }

    fn address(&mut self, text: Option<String>) {
        let text = text.filter(|text| !is_placeholder(text));
        let is_phone = text.as_deref().is_some_and(|text| is_phone(text.as_bytes()));
        fill(if is_phone { &mut self.phone } else { &mut self.id }, text);
    }

    /// What a field of the model holds.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let text = match name {
            "id" => &self.id,
            "name" => &self.name,
            "username" => &self.username,
            "phone_number" => &self.phone,
            _ => return None,
        };
        text.as_deref()
    }
}

fn fill(gap: &mut Option<String>, text: Option<String>) {
    if gap.is_none() {
        *gap = text;
    }
}

/// All that names the contact of an event, in normal forms: ids and phone numbers, or the user name where there are
/// none. It is taken out of what the event says.
pub(crate) fn names(event: &mut Taken<'_>, side: Option<Slot>) -> Vec<String> {
    let mut names = Vec::new();
    let mut username = None;
    if let Some(json) = event.first(Slot::Contact).filter(|json| json.starts_with('{')) {
        let mut own = Taken::of(KEYS, None, json);
        own.names(&[Slot::UserId, Slot::WhatsappId, Slot::Source], &mut names);
        username = own.take(Slot::Username);
        // What names nobody is compared as it is.
        if !names.is_empty() || username.is_some() || own.is_empty() {
            event.forget(Slot::Contact);
        }
    }
    let side = side.unwrap_or(Slot::UserId);
    event.names(&[Slot::Contact, Slot::UserId, Slot::WhatsappId, side], &mut names);
    let beside = event.take(Slot::Username);
    event.forget(Slot::Name);
    if names.is_empty() {
        names.extend(username.or(beside));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qlara;
    use crate::schema::Table;

    const ID: &str = "US.13491208655302741918";

    fn of(data: &str) -> Option<[Option<String>; 4]> {
        let event = Taken::of(qlara::webhook::FORM.fields, None, data);
        let contact = Contact::of(&event, Slot::Source)?;
        Some([contact.id, contact.name, contact.username, contact.phone])
    }

    #[test]
    fn the_keys_of_a_contact_are_those_of_the_model_and_beside_it_all_but_its_own() {
        let mut known = Vec::new();
        for field in qlara::Contact::SHAPE.fields {
            known.push(field.wire);
            known.extend(field.aliases.iter().map(|alias| alias.key));
        }
        let sorted = |mut keys: Vec<&'static str>| {
            keys.sort_unstable();
            keys
        };
        assert_eq!(sorted(KEYS.iter().map(|spelling| spelling.key).collect()), sorted(known));
        for own in KEYS.iter().filter(|own| !matches!(own.key, "id" | "name" | "phoneNumber")) {
            let beside = qlara::webhook::FORM.fields.iter().find(|other| other.key == own.key);
            assert_eq!(beside.map(|beside| beside.slot), Some(own.slot), "{}", own.key);
        }
    }

    #[test]
    fn a_contact_is_known_by_whatever_names_it() {
        for (data, id, name, username, phone) in [
            (r#"{"source":"+39 333 1234567"}"#, "", "", "", "+39 333 1234567"),
            (r#"{"source":null,"from":393331234567}"#, "", "", "", "393331234567"),
            (r#"{"source":"US.13491208655302741918"}"#, ID, "", "", ""),
            (r#"{"from":"US.13491208655302741918","username":"jo"}"#, ID, "", "jo", ""),
            (
                r#"{"from":"393331234567","user_id":"US.13491208655302741918"}"#,
                ID,
                "",
                "",
                "393331234567",
            ),
            (r#"{"userId":"US.13491208655302741918"}"#, ID, "", "", ""),
            (r#"{"bsuid":"US.13491208655302741918","user_name":"jo"}"#, ID, "", "jo", ""),
            (r#"{"waId":"US.13491208655302741918"}"#, ID, "", "", ""),
            (r#"{"waId":"393331234567"}"#, "393331234567", "", "", "393331234567"),
            (
                r#"{"wa_id":"393331234567","from":"39333000000"}"#,
                "393331234567",
                "",
                "",
                "39333000000",
            ),
            (r#"{"contact":"US.13491208655302741918"}"#, ID, "", "", ""),
            (r#"{"contact":393331234567}"#, "", "", "", "393331234567"),
            (
                r#"{"contact":{"id":7,"name":"Jo","phoneNumber":393331234567}}"#,
                "7",
                "Jo",
                "",
                "393331234567",
            ),
            (r#"{"contact":{"phoneNumber":"US.13491208655302741918"}}"#, ID, "", "", ""),
            (
                r#"{"contact":{"bsuid":"US.13491208655302741918","userName":"jo"}}"#,
                ID,
                "",
                "jo",
                "",
            ),
            (r#"{"contact":{"name":"Jo"},"source":"393331234567"}"#, "", "Jo", "", "393331234567"),
            (r#"{"contactName":"Jo","source":"12345"}"#, "12345", "Jo", "", ""),
            (r#"{"username":"jo"}"#, "", "", "jo", ""),
            // What holds the place of an id names nobody.
            (r#"{"userId":0,"bsuid":"null","from":"39333000000"}"#, "", "", "", "39333000000"),
        ] {
            let expected = [id, name, username, phone]
                .map(|text| Some(text.to_owned()).filter(|text| !text.is_empty()));
            assert_eq!(of(data), Some(expected), "{data}");
        }
    }

    #[test]
    fn where_nobody_is_named_there_is_no_contact() {
        for data in [
            "{}",
            "[]",
            "7",
            r#"{"id":7,"messageId":7,"name":"Campaign"}"#,
            r#"{"contact":null,"source":"","from":0}"#,
            r#"{"contact":{"name":"Jo"},"profileName":"Jo"}"#,
            r#"{"contact":[{"id":7}],"userId":{}}"#,
            r#"{"destination":"393331234567"}"#,
        ] {
            assert_eq!(of(data), None, "{data}");
        }
    }
}
