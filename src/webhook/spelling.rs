//! What a value stands for, in whatever way a service may write it.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::codec::{Scanner, decimal, digits, is_phone, joined, unescape};
use crate::webhook::fingerprint::{fingerprint, number};
use crate::webhook::instant::instant;
use crate::webhook::members::each;

/// A key that says something of which event it is.
#[derive(Debug)]
pub struct Spelling {
    /// The key.
    pub key: &'static str,
    /// What it says. Of several keys for one thing the first counts that holds something.
    pub slot: Slot,
    /// Which of its values mean the same.
    pub meaning: Meaning,
}

impl Spelling {
    /// A key for something that may come under others, too.
    #[must_use]
    pub const fn new(key: &'static str, slot: Slot, meaning: Meaning) -> Self {
        Spelling { key, slot, meaning }
    }

    /// A key of its own.
    #[must_use]
    pub const fn own(key: &'static str, meaning: Meaning) -> Self {
        Spelling { key, slot: Slot::Own, meaning }
    }
}

/// What a key says of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// Something that no other key says.
    Own,
    /// What the event is about.
    Id,
    /// When it happened.
    Time,
    /// When it happened, of events that say nothing better.
    Date,
    /// What became of a message.
    State,
    /// The same in words.
    Description,
    /// What a message came in or went out over.
    Channel,
    /// The sender, by a phone number or an id.
    Source,
    /// The recipient, by a phone number or an id.
    Destination,
    /// The contact.
    Contact,
    /// The contact's id.
    UserId,
    /// WhatsApp's id of the contact: the digits of the phone number where there is one.
    WhatsappId,
    /// The contact's user name.
    Username,
    /// The contact's name, which can be anybody's.
    Name,
    /// The conversation of a message.
    Conversation,
    /// Whether a conversation has been read.
    Read,
}

/// Which values under a key mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// An id: text or a whole number. Zeros, an empty text and words like `null` only hold the place of one.
    Id,
    /// A time, of whatever form, precision and offset.
    Time,
    /// One of some words, in whatever letter case, or a number for it.
    Word,
    /// Any text.
    Text,
    /// A phone number or another address; or a list of them.
    Phone,
    /// `true` or `false`, or a number for it.
    Flag,
    /// The opposite of such a flag.
    Opposite,
    /// An object that has an id, or the bare id; or a list of them.
    Reference,
}

/// A value in its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Normal {
    /// Nothing is there, or only a placeholder.
    Nothing,
    /// What it stands for.
    Known(String),
    /// Not understood.
    Odd,
}

/// The normal form of a value in good JSON.
pub(crate) fn normal(meaning: Meaning, json: &str) -> Normal {
    let first = json.as_bytes().first();
    let text = match (meaning, first) {
        (_, Some(b'n')) => return Normal::Nothing,
        (Meaning::Phone | Meaning::Reference, Some(b'[')) => return list(meaning, json),
        (Meaning::Reference, Some(b'{')) => return reference(json),
        (Meaning::Reference, Some(b'f')) => return Normal::Nothing,
        (Meaning::Flag | Meaning::Opposite, Some(b't' | b'f')) => json.to_owned(),
        _ => match scalar(json) {
            Some(text) => text,
            None => return Normal::Odd,
        },
    };
    let says_nothing = match meaning {
        Meaning::Word | Meaning::Text | Meaning::Flag | Meaning::Opposite => text.is_empty(),
        _ => is_placeholder(&text),
    };
    if says_nothing {
        return Normal::Nothing;
    }
    Normal::Known(match meaning {
        Meaning::Time => match instant(&text) {
            Some(time) => time,
            None => return Normal::Odd,
        },
        Meaning::Word => text.to_ascii_uppercase(),
        Meaning::Phone => address(text),
        Meaning::Flag => flag(text, ["false", "true"]),
        Meaning::Opposite => flag(text, ["true", "false"]),
        _ => text,
    })
}

/// A phone number's digits, however it is written; anything else as it is.
pub(crate) fn address(text: String) -> String {
    if is_phone(text.as_bytes()) { digits(&text) } else { text }
}

/// A text without outer blanks, or a number's digits.
pub(crate) fn scalar(json: &str) -> Option<String> {
    match json.as_bytes().first()? {
        b'"' => {
            let text = unescape(json.strip_prefix('"')?.strip_suffix('"')?)?;
            Some(text.trim_ascii().to_owned())
        }
        b'-' | b'0'..=b'9' => Some(number(&mut Scanner::new(json))),
        _ => None,
    }
}

/// Whether an id only holds the place of one: nothing, zeros (a UUID of zeros, too), or a word for nothing.
pub(crate) fn is_placeholder(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0' | b'-'))
        || ["null", "undefined", "none", "nil", "nan", "n/a"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
}

/// Which of two words a flag stands for; itself if it is none.
fn flag(text: String, [off, on]: [&str; 2]) -> String {
    let is = |wanted: fn(u8) -> bool| text.bytes().all(wanted);
    if is(|byte| byte == b'0') || text.eq_ignore_ascii_case("false") {
        off.to_owned()
    } else if is(|byte| byte.is_ascii_digit()) || text.eq_ignore_ascii_case("true") {
        on.to_owned()
    } else {
        text
    }
}

/// An object by its id; nothing where it holds nothing.
fn reference(json: &str) -> Normal {
    let mut id = Normal::Nothing;
    let mut ids = 0_u32;
    let mut others = 0_u32;
    let _ = each(json, &[], &mut |key, json| {
        let value = normal(Meaning::Id, json);
        if value == Normal::Nothing {
            return;
        }
        if key == "id" {
            ids = ids.wrapping_add(1);
            id = value;
        } else {
            others = others.wrapping_add(1);
        }
    });
    match id {
        Normal::Known(id) if ids == 1 => Normal::Known(id),
        Normal::Nothing if others == 0 => Normal::Nothing,
        _ => Normal::Odd,
    }
}

/// The items that say something, each with its length: `["a,b"]` is not `["a","b"]`.
fn list(meaning: Meaning, json: &str) -> Normal {
    let mut out = String::new();
    let mut scan = Scanner::new(json);
    scan.step();
    let mut more = !scan.bracket(b']');
    while more {
        scan.blanks();
        let from = scan.at;
        if scan.skip().is_err() {
            break;
        }
        let item = json.get(from..scan.at).unwrap_or_default();
        let (mark, text) = match normal(meaning, item) {
            Normal::Nothing => ("", String::new()),
            Normal::Known(text) => (":", text),
            Normal::Odd => ("~", fingerprint(item)),
        };
        if !mark.is_empty() {
            out.push_str(&joined(&[&decimal(text.len() as u64), mark, &text]));
        }
        more = scan.more(b']').unwrap_or_default();
    }
    if out.is_empty() { Normal::Nothing } else { Normal::Known(out) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_the_same_has_one_normal_form() {
        use Meaning::{Flag, Id, Opposite, Phone, Reference, Text, Time, Word};
        for (meaning, known, spellings) in [
            (Id, "7", &["7", "\"7\"", "7.0", "70e-1", "\" 7 \"", r#""\u0037""#] as &[&str]),
            (Id, "9007199254740993", &["9007199254740993", "\"9007199254740993\""]),
            (Id, "wamid.HBg+/==", &[r#""wamid.HBg+/==""#, r#""wamid.HBg+\/\u003d=""#]),
            (Time, "2026-03-01T10:00:00Z", &["1772359200", "\"2026-03-01T11:00:00.0+01:00\""]),
            (Word, "WHATSAPP", &["\"WhatsApp\"", "\" whatsapp\""]),
            (Word, "5", &["5", "\"5\"", "\"5 \"", "5.0"]),
            (Text, "Ciao É", &["\"Ciao É\"", "\" Ciao \\u00c9\""]),
            (Phone, "393331234567", &["393331234567", "\"+39 333-1234567\""]),
            (Phone, "US.1", &["\"US.1\"", "\" US.1\""]),
            (Phone, "11:139333123453:a@b", &[r#"["139333 12345","",null,"a@b"]"#]),
            (Flag, "true", &["true", "1", "7", "\"true\"", "\"1\""]),
            (Opposite, "true", &["false", "0", "\"false\""]),
            (Reference, "55", &["55", "\"55\"", r#"{"name":"Ann","id":55}"#, r#"{"id":"55"}"#]),
            (Reference, "1:12:22", &[r#"[1,{"id":22},{},null]"#]),
        ] {
            for json in spellings {
                assert_eq!(normal(meaning, json), Normal::Known(known.into()), "{json}");
            }
        }
    }

    #[test]
    fn what_holds_the_place_of_something_is_nothing() {
        use Meaning::{Id, Phone, Reference, Text, Time, Word};
        for (meaning, spellings) in [
            (Id, &["null", "0", "\"0\"", "\"\"", "\" \"", "\"null\"", "\"Undefined\""] as &[&str]),
            (Id, &["\"00000000-0000-0000-0000-000000000000\"", "-0"]),
            (Time, &["null", "0", "\"\""]),
            (Word, &["null", "\" \""]),
            (Text, &["null", "\"\""]),
            (Phone, &["null", "\"\"", "0", "[]", "[null]"]),
            (Reference, &["null", "0", "false", "\"\"", "{}", "{ }", r#"{"id":0}"#, "[]", "[{}]"]),
        ] {
            for json in spellings {
                assert_eq!(normal(meaning, json), Normal::Nothing, "{meaning:?} {json}");
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_said_to_be_so() {
        use Meaning::{Id, Phone, Reference, Time, Word};
        for (meaning, json) in [
            (Id, "[7]"),
            (Id, "true"),
            (Word, r#"{"name":"SENT"}"#),
            (Time, "\"yesterday\""),
            (Reference, r#"{"name":"Ann"}"#),
            (Reference, r#"{"id":1,"id":2}"#),
            (Reference, r#"{"id":[1]}"#),
            (Phone, "true"),
            (Phone, r#""\ud800""#),
        ] {
            assert_eq!(normal(meaning, json), Normal::Odd, "{json}");
        }
        // A member of a list is distinguished from another one all the same.
        assert_ne!(normal(Phone, r#"["a,b"]"#), normal(Phone, r#"["a","b"]"#));
        assert_ne!(normal(Reference, r#"[{"name":"A"}]"#), normal(Reference, r#"[{"name":"B"}]"#));
    }
}
