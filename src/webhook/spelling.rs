//! What a value stands for, in whatever way a service may write it.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::codec::{Scanner, decimal, digits, is_phone, unescape};
use crate::webhook::fingerprint::{fingerprint, number};
use crate::webhook::instant::instant;
use crate::webhook::members::{Member, each};

/// A key under which a service writes a field. Where a field has several, the first one that holds something
/// counts.
#[derive(Debug)]
pub struct Spelling {
    /// The key.
    pub key: &'static str,
    /// The field's name in deduplication keys.
    pub field: &'static str,
    /// What stands there.
    pub meaning: Meaning,
}

impl Spelling {
    /// A key of a field.
    #[must_use]
    pub const fn new(key: &'static str, field: &'static str, meaning: Meaning) -> Self {
        Spelling { key, field, meaning }
    }
}

/// What stands under a key: which of its values mean the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// An id: text or a whole number. Zeros, an empty text and words like `null` only hold the place of one.
    Id,
    /// A time, of whatever form, precision and offset.
    Time,
    /// One of some words, in whatever letter case.
    Word,
    /// What became of a message: a word, or a number for it, by the form's `codes`.
    Outcome,
    /// Any text.
    Text,
    /// A phone number, or another address; or a list of them.
    Phone,
    /// `true` or `false`, or as a number.
    Flag,
    /// The opposite of such a flag.
    Opposite,
    /// An object that has an id, or the bare id; or a list of them.
    Reference,
    /// A contact: an object that has ids or a phone number, or a bare one.
    Contact,
    /// What does not say which event it is.
    Nothing,
}

/// A value in its normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Normal {
    /// Nothing stands there, or what only holds the place of something.
    Nothing,
    /// What it stands for.
    Known(String),
    /// Not understood: its fingerprint.
    Odd(String),
}

impl Normal {
    /// Reads a value that stands in good JSON.
    pub(crate) fn of(meaning: Meaning, json: &str, codes: &[(&str, &str)]) -> Normal {
        let odd = || Normal::Odd(fingerprint(json));
        if json == "null" || meaning == Meaning::Nothing {
            return Normal::Nothing;
        }
        match meaning {
            Meaning::Phone | Meaning::Reference if json.starts_with('[') => {
                return list(meaning, json);
            }
            Meaning::Reference if json.starts_with('{') => return reference(json),
            Meaning::Reference if json == "false" => return Normal::Nothing,
            Meaning::Flag | Meaning::Opposite => {
                return match flag(json) {
                    Some(flag) if flag == (meaning == Meaning::Flag) => {
                        Normal::Known("true".to_owned())
                    }
                    Some(_) => Normal::Known("false".to_owned()),
                    None => odd(),
                };
            }
            _ => {}
        }
        let Some(text) = scalar(json) else { return odd() };
        let is_nothing = match meaning {
            Meaning::Word | Meaning::Text => text.is_empty(),
            _ => is_placeholder(&text),
        };
        if is_nothing {
            return Normal::Nothing;
        }
        match meaning {
            Meaning::Time => instant(&text).map_or_else(odd, Normal::Known),
            Meaning::Word => Normal::Known(text.to_ascii_uppercase()),
            Meaning::Outcome => {
                let word = text.to_ascii_uppercase();
                let code = codes.iter().find(|(code, _)| *code == word);
                Normal::Known(code.map_or(word, |(_, meant)| (*meant).to_owned()))
            }
            Meaning::Phone if is_phone(&text) => Normal::Known(digits(&text)),
            _ => Normal::Known(text),
        }
    }
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

fn flag(json: &str) -> Option<bool> {
    match scalar(json).as_deref().unwrap_or(json) {
        "true" | "TRUE" | "True" => Some(true),
        "false" | "FALSE" | "False" => Some(false),
        number => {
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| number.bytes().any(|digit| digit != b'0'))
        }
    }
}

/// By the id of an object; where it has none, by all of it, if it holds anything.
fn reference(json: &str) -> Normal {
    let mut id = Normal::Nothing;
    let mut is_empty = true;
    let outcome = each(json, &[], |Member { key, json }| {
        let value = Normal::of(Meaning::Id, json, &[]);
        is_empty &= value == Normal::Nothing;
        if key == "id" {
            // One that comes twice says two things.
            id = if id == Normal::Nothing { value } else { Normal::Odd(String::new()) };
        }
        Ok(())
    });
    match id {
        _ if outcome.is_ok() && is_empty => Normal::Nothing,
        Normal::Known(id) => Normal::Known(id),
        _ => Normal::Odd(fingerprint(json)),
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
        let (mark, text) = match Normal::of(meaning, item, &[]) {
            Normal::Nothing => ("", String::new()),
            Normal::Known(text) => (":", text),
            Normal::Odd(text) => ("~", text),
        };
        if !mark.is_empty() {
            out.push_str(&decimal(text.len() as u64));
            out.push_str(mark);
            out.push_str(&text);
        }
        more = scan.more(b']').unwrap_or_default();
    }
    if out.is_empty() { Normal::Nothing } else { Normal::Known(out) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODES: &[(&str, &str)] = &[("3", "DELIVERED"), ("6", "ERROR")];

    fn normal(meaning: Meaning, json: &str) -> Normal {
        Normal::of(meaning, json, CODES)
    }

    #[test]
    fn what_means_the_same_has_one_normal_form() {
        use Meaning::{Flag, Id, Opposite, Outcome, Phone, Reference, Text, Time, Word};
        for (meaning, known, spellings) in [
            (Id, "7", &["7", "\"7\"", "7.0", "70e-1", "\" 7 \"", r#""\u0037""#] as &[&str]),
            (Id, "9007199254740993", &["9007199254740993", "\"9007199254740993\""]),
            (Id, "wamid.HBg+/==", &[r#""wamid.HBg+/==""#, r#""wamid.HBg+\/\u003d=""#]),
            (Time, "2026-03-01T10:00:00Z", &["1772359200", "\"2026-03-01T11:00:00.0+01:00\""]),
            (Word, "WHATSAPP", &["\"WhatsApp\"", "\" whatsapp\""]),
            (Outcome, "DELIVERED", &["3", "\"3 \"", "3.0", "\"delivered\""]),
            (Outcome, "5", &["5", "\"5\""]),
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
            (Meaning::Nothing, &["1", "{}", "\"x\""]),
        ] {
            for json in spellings {
                assert_eq!(normal(meaning, json), Normal::Nothing, "{meaning:?} {json}");
            }
        }
    }

    #[test]
    fn what_is_not_understood_is_told_apart_all_the_same() {
        use Meaning::{Flag, Id, Outcome, Phone, Reference, Time, Word};
        let mut found = std::collections::BTreeSet::new();
        for (meaning, json) in [
            (Id, "[7]"),
            (Word, r#"{"name":"SENT"}"#),
            (Outcome, r#"{"name":"EXPIRED"}"#),
            (Time, "\"yesterday\""),
            (Flag, "\"perhaps\""),
            (Reference, r#"{"name":"Ann"}"#),
            (Reference, r#"{"id":1,"id":2}"#),
            (Phone, "true"),
            (Phone, r#""\ud800""#),
        ] {
            match normal(meaning, json) {
                Normal::Odd(text) => assert!(found.insert(text), "{json}"),
                other => panic!("{json}: {other:?}"),
            }
        }
        // A member of a list, too.
        assert_ne!(normal(Phone, r#"["a,b"]"#), normal(Phone, r#"["a","b"]"#));
        assert_ne!(normal(Reference, r#"[{"name":"A"}]"#), normal(Reference, r#"[{"name":"B"}]"#));
    }
}
