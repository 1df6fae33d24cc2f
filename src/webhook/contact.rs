//! Who the contact of an event is, by whichever keys say so.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::is_phone;
use crate::schema::Shape;
use crate::webhook::members::members;
use crate::webhook::spelling::{is_placeholder, scalar};

/// Keys of a contact's name in a payload. Assumed; `name` alone could be the name of anything.
const NAMES: [&str; 2] = ["contactName", "profileName"];

/// WhatsApp's own ids of contacts: the digits of the phone number where there is one.
const WHATSAPP_IDS: [&str; 2] = ["waId", "wa_id"];

/// A contact, as the service wrote it. A phone number is only what can be one.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Contact {
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) username: Option<String>,
    pub(crate) phone: Option<String>,
}

impl Contact {
    /// The contact of an event: what stands under `contact`, the gaps filled from the ids and names beside it and
    /// from the side of the conversation that is the contact's. `shape` is the model, whose keys are taken;
    /// `side` has the keys of the sender or the recipient, the best first. Nothing where nobody is named.
    pub(crate) fn of(shape: &Shape, data: &str, side: &[&'static str]) -> Option<Contact> {
        let found = members(data, &["contact"]).unwrap_or_default();
        let own = found.first().copied().flatten();
        let mut contact = own.map(|json| Contact::read(shape, json)).unwrap_or_default();
        // The payload's own `id` is the message's.
        let ids: Vec<_> = keys(shape, "id").skip(1).collect();
        let usernames: Vec<_> = keys(shape, "username").collect();
        contact.fill(data, [&ids, side, &usernames, &NAMES]);
        Some(contact).filter(|contact| !contact.is_nobody())
    }

    /// A contact's own value: an object with the model's keys, or a text or a number that names it.
    pub(crate) fn read(shape: &Shape, json: &str) -> Contact {
        let mut contact = Contact::default();
        match usable(json) {
            Some(text) => contact.address(text),
            None => {
                let fields = ["id", "phone_number", "username", "name"];
                let keys = fields.map(|field| keys(shape, field).collect::<Vec<_>>());
                contact.fill(json, keys.each_ref().map(Vec::as_slice));
            }
        }
        contact
    }

    /// Fills the gaps from an object: by the keys of ids, of phone numbers or ids, of user names and of names.
    fn fill(&mut self, json: &str, keys: [&[&'static str]; 4]) {
        let all = keys.concat();
        let found = members(json, &all).unwrap_or_default();
        let best = |wanted: &[&'static str]| {
            let mut values = all.iter().zip(&found).filter(|(key, _)| wanted.contains(key));
            values.find_map(|(_, json)| usable((*json)?))
        };
        let [ids, addresses, usernames, names] = keys.map(best);
        fill(&mut self.id, ids);
        if let Some(text) = addresses {
            self.address(text);
        }
        fill(&mut self.phone, best(&WHATSAPP_IDS).filter(|id| is_phone(id)));
        fill(&mut self.username, usernames);
        fill(&mut self.name, names);
    }

    fn address(&mut self, text: String) {
        fill(if is_phone(&text) { &mut self.phone } else { &mut self.id }, Some(text));
    }

    /// What stands in a field of the model.
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

    /// Whether nothing says who it is: a name can be anybody's.
    pub(crate) fn is_nobody(&self) -> bool {
        self.id.is_none() && self.phone.is_none() && self.username.is_none()
    }
}

fn fill(gap: &mut Option<String>, text: Option<String>) {
    if gap.is_none() {
        *gap = text;
    }
}

/// A text or a number that does not only hold the place of one.
fn usable(json: &str) -> Option<String> {
    scalar(json).filter(|text| !is_placeholder(text))
}

/// The keys of a model's field, its own first.
fn keys(shape: &Shape, name: &str) -> impl Iterator<Item = &'static str> {
    let field = shape.fields.iter().find(|field| field.name == name);
    field.into_iter().flat_map(|field| {
        core::iter::once(field.wire).chain(field.aliases.iter().map(|alias| alias.key))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::qlara;
    use crate::schema::Table;

    const ID: &str = "US.13491208655302741918";

    fn of(data: &str) -> Option<[Option<String>; 4]> {
        let contact = Contact::of(qlara::Contact::SHAPE, data, &["source", "from"])?;
        Some([contact.id, contact.name, contact.username, contact.phone])
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
