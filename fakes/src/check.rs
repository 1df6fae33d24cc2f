//! A request checked against its operation's table.

use std::borrow::Cow;

use serde_json::{Map, Value};
use threadline::schema::{Field, Kind, Operation, Place, Shape};

use crate::addresses::addresses;
use crate::refusal::Refusal;
use crate::time;

type Given = Map<String, Value>;

/// What a request gives, by the names of the wire, wherever it travelled; after the check.
///
/// `body` is `None` when there is none. A message names the field as the wire has it.
pub(crate) fn check(
    operation: &Operation,
    in_path: &[(&'static str, &str)],
    query: &str,
    body: Option<Value>,
) -> Result<Value, Refusal> {
    let shape = operation.input;
    let mut given = Given::new();
    for (name, text) in in_path {
        let field = shape.fields.iter().find(|field| field.name == *name);
        let field = field.ok_or_else(|| Refusal::Broken(format!("the table lacks {name}")))?;
        take(&mut given, field, text)?;
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        // As servers read a query: a bare plus is a blank.
        let pair = pair.replace('+', "%20");
        let (key, text) = pair.split_once('=').unwrap_or((&pair, ""));
        let key = unescape(key)?;
        let mut fields = shape.fields.iter().filter(|field| field.place == Place::Query);
        let field = fields.find(|field| field.wire == key);
        let field = field.ok_or_else(|| Refusal::bad_data(&key, "is not known in the query"))?;
        take(&mut given, field, text)?;
    }
    let has_body = shape.fields.iter().any(|field| field.place == Place::Body);
    match (has_body, body) {
        (false, None) => {}
        (false, Some(_)) => return Err(Refusal::bad_data("body", "is not known here")),
        (true, None) => return Err(Refusal::bad_data("body", "is required")),
        (true, Some(body)) => {
            let Value::Object(members) = body else {
                return Err(Refusal::bad_data("body", "must be an object"));
            };
            for (key, value) in &members {
                member(shape, "", key, value)?;
            }
            given.extend(members);
        }
    }
    rules(shape, "", &given)?;
    Ok(Value::Object(given))
}

/// Takes a value that came as percent-encoded text.
fn take(given: &mut Given, field: &Field, text: &str) -> Result<(), Refusal> {
    let value = match field.kind {
        Kind::List(item) | Kind::OneOrMore(item) => {
            text.split(',').map(|text| plain(item, text)).collect::<Result<_, _>>()
        }
        ref kind => plain(kind, text),
    }?;
    check_value(&field.kind, field.wire, &value)?;
    match given.insert(field.wire.into(), value) {
        None => Ok(()),
        Some(_) => Err(Refusal::bad_data(field.wire, "is given twice")),
    }
}

/// A value that came as text; `null` when the text is not one of the kind.
fn plain(kind: &Kind, text: &str) -> Result<Value, Refusal> {
    let text = unescape(text)?;
    Ok(match kind {
        Kind::Id if is_plain_number(&text) => text.parse::<i64>().map_or(Value::Null, Value::from),
        Kind::Id => Value::Null,
        Kind::Seconds if is_plain_number(&text) => {
            text.parse::<u64>().map_or(Value::Null, Value::from)
        }
        Kind::Seconds => Value::Null,
        Kind::Bool => text.parse::<bool>().map_or(Value::Null, Value::from),
        _ => Value::String(text.into_owned()),
    })
}

fn is_plain_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn unescape(text: &str) -> Result<Cow<'_, str>, Refusal> {
    if !text.contains('%') {
        return Ok(Cow::Borrowed(text));
    }
    let broken = || Refusal::BadData("the target is not well percent-encoded".into());
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let code = digit().zip(digit()).map(|(high, low)| high * 16 + low);
        bytes.push(code.and_then(|code| u8::try_from(code).ok()).ok_or_else(broken)?);
    }
    String::from_utf8(bytes).map(Cow::Owned).map_err(|_| broken())
}

/// A member of the body, or of an object in it.
fn member(shape: &'static Shape, path: &str, key: &str, value: &Value) -> Result<(), Refusal> {
    let path = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let mut fields = shape.fields.iter().filter(|field| field.place == Place::Body);
    match fields.find(|field| field.wire == key) {
        Some(field) => check_value(&field.kind, &path, value),
        None => Err(Refusal::bad_data(&path, "is not known")),
    }
}

fn check_value(kind: &Kind, path: &str, value: &Value) -> Result<(), Refusal> {
    let wanted = match (kind, value) {
        (Kind::Bool, Value::Bool(_)) | (Kind::Text, Value::String(_)) => return Ok(()),
        (Kind::SomeText, Value::String(text)) if !text.is_empty() => return Ok(()),
        (Kind::Line, Value::String(text)) if !text.contains(char::is_control) => return Ok(()),
        (Kind::Opaque, Value::Number(id)) if id.is_u64() => return Ok(()),
        (Kind::Opaque, Value::String(id)) if !id.is_empty() => return Ok(()),
        (Kind::Json, Value::Object(_)) => return Ok(()),
        (Kind::Instant, Value::String(text)) if instant(text).is_some() => return Ok(()),
        // Ids count up; a fraction, a string or more than 63 bits name nothing.
        (Kind::Id, Value::Number(id)) if id.as_i64().is_some_and(|id| id >= 0) => return Ok(()),
        (Kind::Target, Value::String(text)) if is_target(text) => return Ok(()),
        (Kind::Count, Value::Number(count)) if count.is_u64() => return Ok(()),
        (Kind::Phone, Value::String(text)) if is_phone(text) => return Ok(()),
        (Kind::Addressees, Value::String(text)) if addresses(text).is_some() => {
            return Ok(());
        }
        (Kind::Seconds, Value::Number(time)) if time.as_u64().is_some_and(is_seconds) => {
            return Ok(());
        }
        (Kind::QuarterHour, Value::String(text)) if is_quarter_hour(text) => return Ok(()),
        (Kind::Timestamp, Value::String(text)) if time::parse(text).is_some() => return Ok(()),
        (Kind::Object(shape), Value::Object(members)) => {
            for (key, value) in members {
                member(shape, path, key, value)?;
            }
            return rules(shape, path, members);
        }
        (Kind::OneOrMore(_), Value::Array(items)) if items.is_empty() => {
            return Err(Refusal::bad_data(path, "must not be empty"));
        }
        (Kind::List(item) | Kind::OneOrMore(item), Value::Array(items)) => {
            for (at, value) in items.iter().enumerate() {
                check_value(item, &format!("{path}[{at}]"), value)?;
            }
            return Ok(());
        }
        (Kind::Bool, _) => "must be a boolean",
        (Kind::Id, _) => "must be a whole number",
        (Kind::Text, _) => "must be a string",
        (Kind::SomeText, _) => "must be a string that is not empty",
        (Kind::Line, _) => "must be one line of text",
        (Kind::Opaque, _) => "must be an id",
        (Kind::Json, _) => "must be an object",
        (Kind::Instant, _) => "must be a date and time of RFC 3339 with its offset",
        (Kind::Target, _) => "must be a phone number in digits alone, or an e-mail address",
        (Kind::Count, _) => "must be a whole number from 0 up",
        (Kind::Phone, _) => "must be a phone number of E.164 in digits alone",
        (Kind::Addressees, _) => "must be to:, cc: or bcc: and addresses separated by commas",
        (Kind::Seconds, _) => "must be whole seconds since 1970",
        (Kind::QuarterHour, _) => "must be a time of RFC 3339 with its offset, on a quarter hour",
        (Kind::Timestamp, _) => "must be a date and time of RFC 3339",
        (Kind::Object(_), _) => "must be an object",
        (Kind::List(_) | Kind::OneOrMore(_), _) => "must be a list",
        (
            Kind::Flag
            | Kind::ObjectOr(..)
            | Kind::Partial(..)
            | Kind::Part(..)
            | Kind::PhoneText
            | Kind::OneOf(_)
            | Kind::Nothing
            | Kind::Raw
            | Kind::Enveloped(..)
            | Kind::Acknowledged,
            _,
        ) => return Err(Refusal::Broken(format!("{path} is of a kind for responses alone"))),
    };
    Err(Refusal::bad_data(path, wanted))
}

/// A time that says its offset.
fn instant(text: &str) -> Option<time::Instant> {
    time::parse(text).filter(|_| text.len() > "0000-00-00T00:00:00".len())
}

fn is_quarter_hour(text: &str) -> bool {
    instant(text).is_some_and(|time| !time.rest && time.micros % (15 * time::MINUTE) == 0)
}

/// Up to the year 9999: what is more is milliseconds.
fn is_seconds(time: u64) -> bool {
    time <= 253_402_300_800
}

/// A phone number as E.164 has it, but without `+`.
fn is_phone(text: &str) -> bool {
    (7..=15).contains(&text.len()) && is_plain_number(text) && !text.starts_with('0')
}

/// A phone number as E.164 has it, but without `+`; a short code; an address; or a visitor's name in a chat,
/// whose form is not documented.
fn is_target(text: &str) -> bool {
    if !text.contains(|letter: char| letter.is_alphabetic() || letter == '@') {
        (3..=15).contains(&text.len()) && is_plain_number(text) && !text.starts_with('0')
    } else {
        text.trim().len() == text.len() && !text.contains(char::is_control)
    }
}

/// Required fields, and how many of a group must be given.
fn rules(shape: &Shape, path: &str, given: &Given) -> Result<(), Refusal> {
    let full =
        |wire: &str| if path.is_empty() { wire.to_owned() } else { format!("{path}.{wire}") };
    for field in shape.fields {
        if field.required && !given.contains_key(field.wire) {
            return Err(Refusal::bad_data(&full(field.wire), "is required"));
        }
    }
    for rule in shape.rules {
        if let Some(when) = rule.when.and_then(|at| shape.fields.get(usize::from(at)))
            && !given.contains_key(when.wire)
        {
            continue;
        }
        // What is the whole body is not a field of it: on the wire there is nothing to choose.
        let group = rule.of.iter().filter_map(|at| shape.fields.get(usize::from(*at)));
        let group = group.filter(|field| field.place != Place::WholeBody);
        let (mut names, mut count) = (Vec::new(), 0);
        for field in group {
            names.push(full(field.wire));
            count += usize::from(given.contains_key(field.wire));
        }
        if count < usize::from(rule.least) || count > usize::from(rule.most) {
            let problem = match names.as_slice() {
                [_] => "is required".into(),
                _ => format!("are of one group: {count} of them given"),
            };
            return Err(Refusal::bad_data(&names.join(", "), &problem));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_digits_alone_or_no_number_at_all() {
        for good in
            ["14155551234", "12345", "911", "jo+news@example.com", "visitor-83ab", "李@example.com"]
        {
            assert!(is_target(good), "{good:?}");
        }
        for bad in [
            "",
            "+14155551234",
            "1 415 555 1234",
            "(415) 555-1234",
            "1234567890123456",
            "12",
            "02079460958",
            "2026-04-12",
            " jo@example.com",
            "jo@example.com\n",
            "-",
            "jo@exa\u{7f}mple.com",
        ] {
            assert!(!is_target(bad), "{bad:?}");
        }
    }

    #[test]
    fn percent_encoding_is_undone_or_rejected() {
        assert_eq!(unescape("a%20b%C3%A9%2b").unwrap(), "a bé+");
        for bad in ["%", "%2", "%zz", "%+1", "%ff"] {
            assert!(unescape(bad).is_err(), "{bad}");
        }
    }
}
