//! Whether the codec and the oracle agree on a response.

use serde_json::Value;
use threadline::codec::{Reading, Tape, decode, to_json};
use threadline::http::Error;
use threadline::schema::Kind;

use crate::json::Json;
use crate::response_oracle::Reader;

/// They agree on the value and on its drift, or on the path to the fault, in both readings; else what they say
/// of it.
pub fn agree(kind: &'static Kind, text: &[u8]) -> Result<(), String> {
    agree_as(kind, text, Reading::Observed)?;
    agree_as(kind, text, Reading::Strict)
}

fn agree_as(kind: &'static Kind, text: &[u8], reading: Reading) -> Result<(), String> {
    let ours = decode(kind, text, reading).map_err(Error::from);
    let shown = || String::from_utf8_lossy(text);
    let mut reader = Reader { strict: reading == Reading::Strict, drift: Vec::new() };
    let oracle = match Json::read(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)) {
        Ok(json) => reader.response(kind, &json),
        // serde_json is stricter where JSON itself is not: on halves of surrogate pairs, on nesting by
        // one level.
        Err(error) => {
            let stricter = ["surrogate", "hex escape", "recursion limit"];
            let theirs = error.to_string();
            let agreed = ours.is_err() || stricter.iter().any(|words| theirs.contains(words));
            return if agreed { Ok(()) } else { Err(format!("{theirs} in {}", shown())) };
        }
    };
    match (&ours, &oracle) {
        (Ok(tape), Ok(value)) if built(kind, tape, text) == *value => {
            let sorted = |mut paths: Vec<String>| {
                paths.sort();
                paths.dedup();
                paths
            };
            let reported = sorted(tape.drift().map(|drift| drift.path).collect());
            let expected = sorted(reader.drift);
            if reported == expected || tape.drift().count() >= 64 {
                return Ok(());
            }
            Err(format!("ours reported {reported:?}, the oracle {expected:?}, of {}", shown()))
        }
        (Err(error), Err(path)) if error.path() == Some(path.as_str()) => Ok(()),
        _ => Err(format!("{reading:?}: ours {ours:?}, the oracle {oracle:?}, of {}", shown())),
    }
}

/// What comes out.
pub fn built(kind: &'static Kind, tape: &Tape, text: &[u8]) -> Value {
    serde_json::from_str(&to_json(tape, kind, text)).unwrap()
}
