//! Whether the codec and the oracle agree on a reply.

use serde_json::Value;
use threadline::codec::{Tape, decode, to_json};
use threadline::http::Error;
use threadline::schema::Kind;

use crate::json::Json;
use crate::oracle;

/// They agree on the value, or on the path to the fault; else what they say of it.
pub fn agree(kind: &'static Kind, text: &[u8]) -> Result<(), String> {
    let ours = decode(kind, text).map_err(Error::from);
    let shown = || String::from_utf8_lossy(text);
    let oracle = match Json::read(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text)) {
        Ok(json) => oracle::decoded(kind, &json, "$")
            .and_then(|value| if value.is_null() { Err("$".into()) } else { Ok(value) }),
        // serde_json is stricter where JSON itself is not: on halves of surrogate pairs, on nesting by
        // one level.
        Err(refused) => {
            let stricter = ["surrogate", "hex escape", "recursion limit"];
            let refused = refused.to_string();
            let agreed = ours.is_err() || stricter.iter().any(|words| refused.contains(words));
            return if agreed { Ok(()) } else { Err(format!("{refused} in {}", shown())) };
        }
    };
    match (&ours, &oracle) {
        (Ok(tape), Ok(value)) if built(kind, tape, text) == *value => Ok(()),
        (Err(error), Err(path)) if error.path.as_ref() == Some(path) => Ok(()),
        _ => Err(format!("ours {ours:?}, the oracle {oracle:?}, of {}", shown())),
    }
}

/// What comes out.
pub fn built(kind: &'static Kind, tape: &Tape, text: &[u8]) -> Value {
    serde_json::from_str(&to_json(tape, kind, text)).unwrap()
}
