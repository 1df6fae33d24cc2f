//! What a service says of an event, taken apart into the fields that tell one event from another.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{digits, is_phone, joined, position};
use crate::webhook::Form;
use crate::webhook::contact::Contact;
use crate::webhook::fingerprint::Fingerprint;
use crate::webhook::members::{Member, each};
use crate::webhook::spelling::{Meaning, Normal, Spelling};

/// More names of one contact than these are not compared with each other.
const MOST_NAMES: usize = 16;

/// An event's fields in their normal forms.
pub(crate) struct Taken {
    fields: Vec<(&'static str, Normal)>,
    /// The ids and phone numbers that name the contact, each once.
    who: Vec<String>,
    /// The contact's user name, which counts where nothing else names the contact.
    username: Option<String>,
    /// Everything else.
    rest: Fingerprint,
    /// Whether a key came twice and said two things.
    pub(crate) is_torn: bool,
}

impl Taken {
    /// Takes good JSON apart.
    pub(crate) fn of(form: &Form, data: &str) -> Taken {
        let mut taken = Taken {
            fields: Vec::new(),
            who: Vec::new(),
            username: None,
            rest: Fingerprint::new(),
            is_torn: false,
        };
        let mut values: Vec<Normal> = form.fields.iter().map(|_| Normal::Nothing).collect();
        let outcome = each(data, &[], |Member { key, json }| {
            let mut spellings = form.fields.iter().zip(&mut values);
            match spellings.find(|(spelling, _)| spelling.key == key) {
                Some((spelling, value)) => taken.read(form, spelling, json, value),
                None if json == "null" || counts_attempts(&key) || is_name(form, &key, json) => {}
                None => taken.rest.add_json(&key, json),
            }
            Ok(())
        });
        if outcome.is_err() {
            // No object: all of it.
            taken.rest.add_json("", data);
        }
        for (spelling, value) in form.fields.iter().zip(values) {
            taken.choose(spelling, value);
        }
        taken
    }

    /// Reads the value of a key that is known.
    fn read(&mut self, form: &Form, spelling: &Spelling, json: &str, value: &mut Normal) {
        if let (Meaning::Contact, Some(shape)) = (spelling.meaning, form.contact) {
            let contact = Contact::read(shape, json);
            let holds = Normal::of(Meaning::Reference, json, &[]) != Normal::Nothing;
            if holds && contact.is_nobody() {
                self.rest.add_json(spelling.key, json);
            }
            for name in [contact.id, contact.phone].into_iter().flatten() {
                self.name(&name);
            }
            self.username = self.username.take().or(contact.username);
            return;
        }
        let normal = Normal::of(spelling.meaning, json, form.codes);
        let is_usual = |(field, usual): &(&str, &str)| {
            *field == spelling.field && normal == Normal::Known((*usual).to_owned())
        };
        if normal == Normal::Nothing || normal == *value || form.usual.iter().any(is_usual) {
            return;
        }
        if *value == Normal::Nothing {
            *value = normal;
        } else {
            self.is_torn = true;
            self.rest.add_json(spelling.key, json);
        }
    }

    /// The first of a field's spellings that is understood counts; what others say against it is kept, too.
    fn choose(&mut self, spelling: &Spelling, value: Normal) {
        match (spelling.field, value) {
            (_, Normal::Nothing) => {}
            ("who", Normal::Known(text)) => self.name(&text),
            ("username", Normal::Known(text)) => {
                self.username.get_or_insert(text);
            }
            (field, value) => {
                let Some(chosen) = self.field(field) else {
                    return self.fields.push((field, value));
                };
                if *chosen == value {
                    return;
                }
                let is_better = matches!((&*chosen, &value), (Normal::Odd(_), Normal::Known(_)));
                let lost = if is_better { core::mem::replace(chosen, value) } else { value };
                // Of several times the others are the delivery's.
                if field != "time" {
                    keep(&mut self.rest, spelling.key, &lost);
                }
            }
        }
    }

    fn field(&mut self, name: &str) -> Option<&mut Normal> {
        self.fields.iter_mut().find(|(field, _)| *field == name).map(|(_, value)| value)
    }

    /// A name of the contact; a phone number is the same in whatever way it is written.
    fn name(&mut self, text: &str) {
        let name = if is_phone(text) { digits(text) } else { text.to_owned() };
        if self.who.len() >= MOST_NAMES {
            self.rest.add("who", &name);
        } else if !self.who.contains(&name) {
            self.who.push(name);
        }
    }

    /// Takes a field out, if it is there and understood.
    pub(crate) fn take(&mut self, name: &str) -> Option<String> {
        let at = self
            .fields
            .iter()
            .position(|(field, value)| *field == name && matches!(value, Normal::Known(_)))?;
        match self.fields.swap_remove(at).1 {
            Normal::Known(text) => Some(text),
            _ => None,
        }
    }

    /// A field's value, or what tells one that is not understood from another.
    pub(crate) fn any(&mut self, name: &str) -> Option<String> {
        match self.field(name)? {
            Normal::Nothing => None,
            Normal::Known(text) => Some(text.clone()),
            Normal::Odd(print) => Some(joined(&["~", print])),
        }
    }

    /// Lets a field name the contact, too.
    pub(crate) fn names(&mut self, field: &str) {
        if let Some(text) = self.take(field) {
            self.name(&text);
        }
    }

    /// The fingerprint of all that was not taken out.
    pub(crate) fn rest(self) -> Fingerprint {
        let mut rest = self.rest;
        for (field, value) in &self.fields {
            keep(&mut rest, field, value);
        }
        if let Some(username) = self.username.filter(|_| self.who.is_empty()) {
            rest.add("username", &username);
        }
        for name in &self.who {
            rest.add("who", name);
        }
        rest
    }
}

fn keep(rest: &mut Fingerprint, name: &str, value: &Normal) {
    match value {
        Normal::Nothing => {}
        Normal::Known(text) => rest.add(name, text),
        Normal::Odd(print) => rest.add(&joined(&["~", name]), print),
    }
}

/// Whether a member is the event's name, which the key begins with.
fn is_name(form: &Form, key: &str, json: &str) -> bool {
    form.data.is_none() && form.name.contains(&key) && json.starts_with('"')
}

/// Whether a key counts the attempts of a delivery: its number moves between two deliveries of one event.
fn counts_attempts(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    ["attempt", "retry", "retries", "redeliver"].iter().any(|word| position(&key, word).is_some())
}
