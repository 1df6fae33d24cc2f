use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{Reading, Tape, Word, decode, tag, to_json, unescape};
use crate::error::{Error, ErrorKind};
use crate::schema::{Field, Kind, Shape};
use crate::webhook::Form;
use crate::webhook::contact::Contact;
use crate::webhook::fingerprint::fingerprint;
use crate::webhook::key::key;
use crate::webhook::lossless::lossless;
use crate::webhook::members::members;
use crate::webhook::proof::{prove, verify};
use crate::webhook::spelling::{Slot, scalar};
use crate::webhook::taken::Taken;

/// What a verified delivery tells, as one of the form's models.
#[derive(Debug, Clone)]
pub struct Event {
    /// The event's model.
    pub kind: &'static Kind,
    /// The event.
    pub tape: Tape,
    /// What the tape points into: the body, and behind it what is nowhere in it.
    pub text: String,
}

impl Event {
    /// The event as JSON, in JavaScript's names.
    pub fn to_json(&self) -> String {
        to_json(&self.tape, self.kind, self.text.as_bytes())
    }
}

/// Reads a delivery. It must prove that the service sent it: by a secret in its body, or by the one that was
/// `given` beside it, as the form has it (see [`prove`]).
///
/// # Errors
/// `WebhookVerification` when it proves nothing; `Decode` when it does, but does not hold what it should, with
/// the path to the spot; `InvalidArgument` when no good secret is accepted.
pub fn read(
    form: &'static Form,
    body: &[u8],
    given: Option<&str>,
    accepted: &[String],
) -> Result<Event, Error> {
    read_as(form, body, given, accepted, Reading::Observed)
}

/// The same, as strictly as is wanted.
///
/// # Errors
/// As [`read`]; in a strict reading `Decode` for whatever is not as the event's table says.
pub fn read_as(
    form: &'static Form,
    body: &[u8],
    given: Option<&str>,
    accepted: &[String],
    reading: Reading,
) -> Result<Event, Error> {
    prove(form, given, accepted)?;
    let parts = Parts::of(form, body);
    if form.token.is_some() {
        let token = parts.as_ref().ok().and_then(|parts| parts.token.as_deref());
        verify(token, accepted).map_err(|mut error| {
            // What cannot be read proves nothing.
            if let (Err(fault), ErrorKind::WebhookVerification) = (&parts, error.kind) {
                error.message.clone_from(&fault.message);
                error.path.clone_from(&fault.path);
            }
            error
        })?;
    }
    parts?.event(form, reading)
}

/// A body, taken apart.
struct Parts<'a> {
    text: &'a str,
    /// The event's name.
    name: Option<String>,
    /// What is in the place of a name.
    unnamed: &'a str,
    /// The secret in the body.
    token: Option<String>,
    /// What the service says of the event, as it is written in the text.
    data: &'a str,
}

impl<'a> Parts<'a> {
    fn of(form: &Form, body: &'a [u8]) -> Result<Self, Error> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let text = core::str::from_utf8(body)
            .map_err(|_| Error::new(ErrorKind::Decode, "the webhook is not UTF-8"))?;
        let mut keys = form.name.to_vec();
        keys.extend(form.token);
        keys.extend(form.data);
        let found = members(text, &keys)?;
        let under = |key| {
            let at = keys.iter().position(|known| Some(*known) == key)?;
            found.get(at).copied().flatten()
        };
        Ok(Parts {
            text,
            name: form.name.iter().find_map(|key| string(under(Some(*key))?)),
            unnamed: form.name.iter().find_map(|key| under(Some(*key))).unwrap_or("null"),
            token: under(form.token).and_then(string),
            data: if form.data.is_some() { under(form.data).unwrap_or("null") } else { text },
        })
    }

    fn event(&self, form: &'static Form, reading: Reading) -> Result<Event, Error> {
        let (kind, name) = form
            .event(self.name.as_deref().unwrap_or_default())
            .ok_or_else(|| Error::new(ErrorKind::Internal, "no such event"))?;
        let tape = decode(kind, self.text.as_bytes(), reading)?;
        let units = self.text.chars().map(char::len_utf16).sum::<usize>() as u32;
        let mut event = Making { kind, tape, text: self.text.to_owned(), units };

        let said = Taken::of(form.fields, Some(form), self.data);
        let side = form.side(name);
        for key in form.capitals {
            if let Some(text) = said.json(key).and_then(string) {
                event.put(key, tag::TEXT, &text.to_ascii_uppercase());
            }
        }
        let code = said.json(CODE).and_then(scalar);
        if let Some((_, word)) = form.codes.iter().find(|(known, _)| code.as_deref() == Some(known))
        {
            event.put(STATUS, tag::TEXT, word);
        }
        let contact = side.and_then(|side| Contact::of(&said, side));
        if let (Some(contact), Some(shape)) = (contact, form.contact) {
            event.put_contact(shape, &contact);
        }
        event.put("type", tag::TEXT, name);
        if let Some(name) = &self.name {
            event.put("name", tag::TEXT, name);
        }
        let wire_name = self.name.clone().unwrap_or_else(|| fingerprint(self.unnamed));
        event.put("deduplication_key", tag::TEXT, &key(form, name, &wire_name, side, said));
        event.put("data", tag::JSON, &lossless(self.data));
        Ok(Event { kind, tape: event.tape, text: event.text })
    }
}

/// The keys of what became of a message: in words, and as a number.
const STATUS: &str = "status";
const CODE: &str = "statusCode";

/// An event that is being put together.
struct Making {
    kind: &'static Kind,
    tape: Tape,
    text: String,
    /// The text's length in UTF-16 units.
    units: u32,
}

impl Making {
    /// Gives a field, by its name or its key, a value that is not in the body.
    fn put(&mut self, field: &str, tag: u32, text: &str) {
        let word = self.word(tag, text);
        self.set(field, word);
    }

    /// A value that is not in the body.
    fn word(&mut self, tag: u32, text: &str) -> Word {
        let length = text.chars().map(char::len_utf16).sum::<usize>() as u32;
        let word = Word::new(tag, length, self.units);
        self.text.push_str(text);
        self.units = self.units.saturating_add(length);
        word
    }

    fn set(&mut self, field: &str, word: Word) {
        let is_it = |known: &Field| known.name == field || known.wire == field;
        let fields = shape(self.kind).map_or(&[] as &[_], |shape| shape.fields);
        let Some(at) = fields.iter().position(is_it) else { return };
        let from = (self.tape.root.payload as usize).saturating_add(at.saturating_mul(2));
        if let Some(slot) = self.tape.words.get_mut(from..from.saturating_add(2)) {
            slot.copy_from_slice(&[word.head, word.payload]);
        }
    }

    /// Gives the event its contact, in the model's form.
    fn put_contact(&mut self, shape: &Shape, contact: &Contact) {
        let mut words = Vec::new();
        for field in shape.fields {
            let text = contact.field(field.name);
            let word = text.map_or(Word::NULL, |text| self.word(tag::TEXT, text));
            words.extend_from_slice(&[word.head, word.payload]);
        }
        let base = self.tape.words.len() as u32;
        self.tape.words.extend(words);
        self.set("contact", Word::new(tag::OBJECT, shape.id.into(), base));
    }
}

impl Form {
    /// The model and the name of an event, by the name that the service gives it.
    fn event(&self, name: &str) -> Option<(&'static Kind, &'static str)> {
        let ours = self.spellings.iter().find(|(other, _)| other.eq_ignore_ascii_case(name));
        let ours = ours.map_or(name, |(_, ours)| ours);
        let known = self.events.iter().find_map(|kind| {
            let same = |name: &&&str| name.eq_ignore_ascii_case(ours);
            Some((kind, *names(kind).iter().find(same)?))
        });
        known.or_else(|| {
            let unknown = self.events.last()?;
            Some((unknown, *names(unknown).first()?))
        })
    }

    /// Where the contact of an event is.
    pub(crate) fn side(&self, name: &str) -> Option<Slot> {
        self.sides.iter().find(|(event, _)| *event == name).map(|(_, side)| *side)
    }
}

/// The names that events of a model go by: its first field, `type`, says them.
pub(crate) fn names(kind: &Kind) -> &'static [&'static str] {
    match shape(kind).and_then(|shape| shape.fields.first()).map(|field| field.kind) {
        Some(Kind::OneOf(names)) => names,
        _ => &[],
    }
}

fn shape(kind: &Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Object(shape) => Some(shape),
        _ => None,
    }
}

/// The text of a JSON string; nothing where it is anything else.
fn string(json: &str) -> Option<String> {
    unescape(json.strip_prefix('"')?.strip_suffix('"')?)
}
