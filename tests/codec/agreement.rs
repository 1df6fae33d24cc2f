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
        // serde_json is stricter where JSON itself is not: on numbers that no float holds, on halves
        // of surrogate pairs, on nesting by one level.
        Err(refused) => {
            let stricter = ["number out of range", "surrogate", "hex escape", "recursion limit"];
            let refused = refused.to_string();
            let agreed = ours.is_err() || stricter.iter().any(|words| refused.contains(words));
            return if agreed { Ok(()) } else { Err(format!("{refused} in {}", shown())) };
        }
    };
    // It reads most numbers as floats, and some of them not to the last digit.
    if !has_short_numbers(text) {
        return Ok(());
    }
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

/// Whether every number is one that serde_json reads as it is written.
fn has_short_numbers(text: &[u8]) -> bool {
    let numeral = |byte: &u8| byte.is_ascii_digit() || b".eE+-".contains(byte);
    text.split(|byte| !numeral(byte)).all(|number| {
        let number = std::str::from_utf8(number).unwrap();
        let power = number.find(['e', 'E']).map_or(0, |at| number.len() - at - 1);
        let short = number.len() <= 15 && power <= 2 && number != "-0";
        short || number.parse::<u64>().is_ok() || number.parse::<i64>().is_ok_and(|whole| whole < 0)
    })
}
