//! What the codec must make of an input, said plainly: walks over trees, with no regard to speed.

use std::collections::HashSet;

use serde_json::{Map, Value, json};
use threadline::schema::{Field, Kind, Place, Rule, Shape, to_camel};

use crate::json::Json;
use crate::recipients;

/// The path to the first fault, in the order of the text.
pub type Answer<T> = Result<T, String>;

const MAX_SAFE: i128 = (1 << 53) - 1;

/// In seconds since 1970: what is later can only be milliseconds.
const END_OF_9999: i128 = 253_402_300_800;

/// A negative whole number of any size, as JSON would have it.
pub fn is_negative(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    let canonical = digits == "0" || !digits.starts_with('0');
    !digits.is_empty() && canonical && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// A request, as far as an input decides it.
#[derive(Debug, Default, PartialEq)]
pub struct Sent {
    pub path: Vec<(String, String)>,
    pub query: Vec<(String, String)>,
    pub body: Value,
    pub whole_body: Option<Value>,
}

/// What an input is sent as.
pub fn encoded(shape: &Shape, json: &Json) -> Answer<Sent> {
    let mut sent = Sent::default();
    let body = Value::Object(input(shape, json, "", &mut sent)?);
    sent.body = sent.whole_body.take().unwrap_or(body);
    Ok(sent)
}

fn input(shape: &Shape, json: &Json, path: &str, sent: &mut Sent) -> Answer<Map<String, Value>> {
    let Json::Object(members) = json else { return Err(path.to_owned()) };
    let inside =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let mut object = Map::new();
    let mut given = Vec::new();
    for (key, json) in members {
        let at = shape.fields.iter().position(|field| to_camel(field.name) == *key);
        let is_name = key.len() <= 40
            && key.starts_with(|first: char| first.is_ascii_alphabetic() || "_$-".contains(first))
            && key.chars().all(|letter| letter.is_ascii_alphanumeric() || "_$-".contains(letter));
        let Some(at) = at else {
            return Err(if is_name { inside(key) } else { path.to_owned() });
        };
        let path = inside(key);
        if given.contains(&at) {
            return Err(path);
        }
        given.push(at);
        let field = &shape.fields[at];
        let value = argument(&field.kind, json, &path)?;
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let plain = match &value {
            Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
            value => text(value),
        };
        if field.place == Place::Query {
            if value == json!([]) {
                return Err(path);
            }
            let comma = |item: &Value| text(item).contains(',');
            if let Some(at) = value.as_array().and_then(|items| items.iter().position(comma)) {
                return Err(format!("{path}[{at}]"));
            }
        }
        let other_route =
            ["", ".", ".."].contains(&plain.as_str()) || field.reserved.contains(&plain.as_str());
        if field.place == Place::Path && other_route {
            return Err(path);
        }
        match field.place {
            Place::Body => drop(object.insert(field.wire.to_owned(), value)),
            Place::WholeBody => sent.whole_body = Some(value),
            Place::Path => sent.path.push((field.name.to_owned(), plain)),
            Place::Query => sent.query.push((field.wire.to_owned(), plain)),
        }
    }
    let missing = |(at, field): &(usize, &Field)| field.required && !given.contains(at);
    if let Some((_, field)) = shape.fields.iter().enumerate().find(missing) {
        return Err(inside(&to_camel(field.name)));
    }
    let broken = |rule: &Rule| {
        if rule.when.is_some_and(|when| !given.contains(&usize::from(when))) {
            return false;
        }
        let count = rule.of.iter().filter(|at| given.contains(&usize::from(**at))).count();
        count < rule.least.into() || count > rule.most.into()
    };
    if shape.rules.iter().any(broken) { Err(path.to_owned()) } else { Ok(object) }
}

fn argument(kind: &Kind, json: &Json, path: &str) -> Answer<Value> {
    let fault = || Err(path.to_owned());
    match (kind, json) {
        (Kind::Bool, Json::Bool(bool)) => Ok(json!(bool)),
        (Kind::Id, Json::Text(digits)) => match digits.parse::<i64>() {
            Ok(id) if id >= 0 && id.to_string() == *digits => Ok(json!(id)),
            _ => fault(),
        },
        (Kind::Id, Json::Number(number)) if number.starts_with('-') => fault(),
        (Kind::Id, json) => match json.whole() {
            Some(id) if (0..=MAX_SAFE).contains(&id) => Ok(json!(id as i64)),
            _ => fault(),
        },
        (Kind::Text, Json::Text(text)) => Ok(json!(text)),
        (Kind::Opaque, Json::Text(text))
            if text.is_empty()
                || text.len() > 256
                || text.contains(char::is_control)
                || is_negative(text) =>
        {
            fault()
        }
        (Kind::Opaque, Json::Text(text)) => match text.parse::<i64>() {
            Ok(id) if id.to_string() == *text => Ok(json!(id)),
            _ => Ok(json!(text)),
        },
        (Kind::Opaque, json) => argument(&Kind::Id, json, path),
        (Kind::Json, Json::Object(_)) => {
            // A placeholder for a value that JSON cannot hold.
            let marked = json.text().contains(r#"{"\u0000":"#);
            if marked { fault() } else { Ok(json.value()) }
        }
        (Kind::Instant, Json::Text(text)) => {
            let last = text.len().saturating_sub(6);
            let offset = text.ends_with(['Z', 'z'])
                || text.get(last..).is_some_and(|end| end.starts_with(['+', '-']));
            if offset { argument(&Kind::Timestamp, json, path) } else { fault() }
        }
        (Kind::Line, Json::Text(text)) if !text.contains(char::is_control) => Ok(json!(text)),
        (Kind::Target, Json::Text(text)) => {
            recipients::target(text).map_or_else(fault, |target| Ok(json!(target)))
        }
        (Kind::Phone, Json::Text(text)) => {
            recipients::phone(text).map_or_else(fault, |phone| Ok(json!(phone)))
        }
        (Kind::Addressees, Json::Text(text)) => {
            recipients::addressees(text).map_or_else(fault, |addressees| Ok(json!(addressees)))
        }
        (Kind::Seconds, Json::Text(text)) => match seconds(text) {
            Some((seconds, more)) => Ok(json!((seconds + i64::from(more)).max(0))),
            None => fault(),
        },
        (Kind::Seconds, json) if json.whole().is_some_and(|time| time > END_OF_9999) => fault(),
        (Kind::Seconds, json) => argument(&Kind::Id, json, path),
        (Kind::QuarterHour, Json::Text(text)) => match seconds(text) {
            Some((seconds, false)) if seconds >= 900 && seconds % 900 == 0 => Ok(json!(text)),
            _ => fault(),
        },
        (Kind::Timestamp, Json::Text(text)) => {
            let looks_like = |(at, letter): (usize, char)| match at {
                4 | 7 => letter == '-',
                10 => "Tt ".contains(letter),
                13 | 16 => letter == ':',
                0..19 => letter.is_ascii_digit(),
                _ => "0123456789.,:+-Zz".contains(letter),
            };
            let good = (19..=40).contains(&text.len()) && text.char_indices().all(looks_like);
            if good { Ok(json!(text)) } else { fault() }
        }
        (Kind::Object(shape), json) => {
            input(shape, json, path, &mut Sent::default()).map(Value::Object)
        }
        (Kind::List(_), Json::List(items)) if items.is_empty() => Ok(json!([])),
        (Kind::List(item) | Kind::OneOrMore(item), Json::List(items)) if !items.is_empty() => {
            let given = items.iter().enumerate();
            let sent = given.map(|(at, json)| argument(item, json, &format!("{path}[{at}]")));
            let mut sent = sent.collect::<Answer<Vec<Value>>>()?;
            if matches!(item, Kind::Target | Kind::Phone) {
                let mut before = HashSet::new();
                sent.retain(|one| before.insert(one.clone()));
            }
            Ok(json!(sent))
        }
        _ => fault(),
    }
}

/// Seconds since 1970, and whether a part of one follows: the days are counted one by one.
fn seconds(text: &str) -> Option<(i64, bool)> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        let all = digits.bytes().all(|byte| byte.is_ascii_digit());
        all.then(|| digits.parse::<i64>().ok()).flatten()
    };
    let sign = |at: usize, signs: &str| text[at..].chars().next().filter(|it| signs.contains(*it));
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    for (at, signs) in [(4, "-"), (7, "-"), (10, "Tt "), (13, ":"), (16, ":")] {
        sign(at, signs)?;
    }
    let february = if is_leap(year) { 29 } else { 28 };
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before: i64 =
        (1..month).map(|month| lengths.get(month as usize - 1)).sum::<Option<i64>>()?;
    let good = (1..=12).contains(&month) && (1..=lengths[month as usize - 1]).contains(&day);
    if !good || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let of_year = |year| if is_leap(year) { 366 } else { 365 };
    let years: i64 = if year < 1970 {
        -(year..1970).map(of_year).sum::<i64>()
    } else {
        (1970..year).map(of_year).sum()
    };
    let rest = &text[19..];
    let fraction = rest.strip_prefix(['.', ',']).map(|rest| {
        let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
        rest.split_at(end)
    });
    let (fraction, zone) = fraction.unwrap_or(("0", rest));
    let offset = match zone {
        "Z" | "z" => 0,
        _ => {
            let start = text.len() - zone.len();
            let sign = sign(start, "+-")?;
            sign_ends(zone).then_some(())?;
            let (hours, minutes) = (number(start + 1, start + 3)?, number(start + 4, start + 6)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let offset = hours * 3600 + minutes * 60;
            if sign == '-' { -offset } else { offset }
        }
    };
    if fraction.is_empty() {
        return None;
    }
    let days = years + before + day - 1;
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset;
    Some((seconds, fraction.chars().any(|digit| digit != '0')))
}

/// Whether an offset is as long as it must be, with its colon.
fn sign_ends(zone: &str) -> bool {
    zone.len() == 6 && zone.as_bytes()[3] == b':'
}
