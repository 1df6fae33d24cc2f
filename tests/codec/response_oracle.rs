//! What the codec must make of a response, said plainly: walks over trees, with no regard to speed.

use serde_json::{Map, Value, json};
use threadline::schema::{Field, Kind, Shape, to_camel};

use crate::json::Json;
use crate::oracle::{Answer, is_negative};

const MAX_SAFE: i128 = (1 << 53) - 1;

/// How a response is read, and where that was not what the table says.
pub struct Reader {
    pub strict: bool,
    /// Paths, with `[*]` for the items of lists.
    pub drift: Vec<String>,
}

/// A missing value, and a meaningless one, which a partial object leaves out.
enum Taken {
    Value(Value),
    Meaningless,
}

impl Reader {
    /// What a response comes out as; a whole number past 2^53 comes out as a number here.
    pub fn response(&mut self, kind: &Kind, json: &Json) -> Answer<Value> {
        if *json == Json::Null {
            return Err("$".into());
        }
        let outcome = match (kind, json) {
            (Kind::ObjectOr(shape, _), Json::Object(members)) => {
                self.object(shape, members, "$", false)
            }
            _ => self.value(kind, json, "$"),
        };
        match outcome {
            Err(path) if !self.strict && matches!(kind, Kind::ObjectOr(..)) => {
                let nearest = self.nearest(kind, json, "$");
                let nearest = nearest.filter(|nearest| !nearest.is_null()).ok_or(path)?;
                self.drift.push("$".into());
                Ok(nearest)
            }
            outcome => outcome,
        }
    }

    /// What the table says a value is, or the path to the first fault.
    fn value(&mut self, kind: &Kind, json: &Json, path: &str) -> Answer<Value> {
        let fault = || Err(path.to_owned());
        match (kind, json) {
            (kind, Json::Null) => Ok(absent(kind)),
            (Kind::Bool | Kind::Flag, Json::Bool(bool)) => Ok(json!(bool)),
            (Kind::Flag, number) if number.whole().is_some() => {
                Ok(json!(number.whole() != Some(0)))
            }
            (Kind::Id, Json::Number(number)) if number.contains(['e', 'E']) => fault(),
            (Kind::Id, number) => match number.whole() {
                Some(id) => i64::try_from(id).map(|id| json!(id)).or_else(|_| fault()),
                None => fault(),
            },
            (Kind::Text | Kind::Target, Json::Text(text)) => Ok(json!(text)),
            (Kind::Timestamp | Kind::Instant, Json::Text(text)) => {
                let short = text.len() <= 13 && text.chars().all(|letter| letter.is_ascii_digit());
                if short { fault() } else { Ok(json!(text)) }
            }
            (Kind::Opaque, Json::Text(text)) if is_opaque(text) => Ok(json!(text)),
            (Kind::Opaque, Json::Number(digits)) if is_digits(digits) => Ok(json!(digits)),
            (Kind::PhoneText, Json::Text(text) | Json::Number(text)) if is_phone(text, json) => {
                Ok(json!(text))
            }
            (Kind::OneOf(values), Json::Text(text)) => {
                match values.iter().find(|value| value.eq_ignore_ascii_case(text)) {
                    Some(value) => Ok(json!(value)),
                    None => fault(),
                }
            }
            (Kind::Object(shape), Json::Object(members)) => {
                self.object(shape, members, path, false)
            }
            (Kind::Partial(shape, _), Json::Object(members)) => {
                self.object(shape, members, path, true)
            }
            (Kind::ObjectOr(shape, _), Json::Object(members)) => {
                let object = self.object(shape, members, path, false)?;
                if names_something(&object) { Ok(object) } else { fault() }
            }
            (Kind::ObjectOr(..) | Kind::Partial(..) | Kind::Part(..), json)
                if names_nobody(json) && !matches!(json, Json::Object(_)) =>
            {
                fault()
            }
            (
                Kind::ObjectOr(..) | Kind::Partial(..) | Kind::Part(..),
                Json::Bool(_) | Json::List(_),
            )
            | (Kind::Part(..), Json::Object(_)) => fault(),
            (Kind::ObjectOr(shape, at), bare) => {
                let at = match (&shape.fields[*at].kind, bare) {
                    (Kind::PhoneText, Json::Text(text) | Json::Number(text))
                        if is_phone(text, bare) =>
                    {
                        *at
                    }
                    (Kind::PhoneText, Json::Text(text)) if is_scoped(text) => 0,
                    (Kind::PhoneText, _) => 1,
                    (Kind::Text, Json::Number(number)) if !number.starts_with('-') => 0,
                    _ => *at,
                };
                self.made_of(shape, at, bare, path, false)
            }
            (Kind::Partial(shape, at), bare) => self.made_of(shape, *at, bare, path, true),
            (Kind::Part(shape, at), bare) => self.made_of(shape, *at, bare, path, false),
            (Kind::List(item), Json::List(items)) => self.list(item, items, path),
            (Kind::Enveloped(keys, inner), Json::Object(members)) => {
                self.envelope(keys, inner, members, path)
            }
            (Kind::Enveloped(_, inner), json) => self.value(inner, json, path),
            (Kind::Count, Json::Object(members)) => {
                let counts: Vec<Value> =
                    members.iter().filter_map(|(_, json)| count(json)).collect();
                if let [count] = counts.as_slice() { Ok(count.clone()) } else { fault() }
            }
            (Kind::Count, json) => count(json).map_or_else(fault, Ok),
            _ => fault(),
        }
    }

    fn made_of(
        &mut self,
        shape: &Shape,
        at: usize,
        bare: &Json,
        path: &str,
        partial: bool,
    ) -> Answer<Value> {
        let field = &shape.fields[at];
        let value = self.value(&field.kind, bare, path)?;
        Ok(alone(shape, field, value, partial))
    }

    /// What is taken for a value: as the table says, or what comes nearest.
    fn take(&mut self, kind: &Kind, json: &Json, path: &str, essential: bool) -> Answer<Taken> {
        let known = self.drift.len();
        let fault = match self.value(kind, json, path) {
            Ok(value) => return Ok(Taken::Value(value)),
            Err(fault) if self.strict => return Err(fault),
            Err(fault) => fault,
        };
        self.drift.truncate(known);
        let nearest = self.nearest(kind, json, path);
        let nearest = nearest.filter(|nearest| !essential || !nearest.is_null());
        if nearest.is_none() {
            self.drift.truncate(known);
        }
        if nearest.is_none() && essential {
            return Err(fault);
        }
        self.drift.push(of_all(&fault));
        Ok(nearest.map_or(Taken::Meaningless, Taken::Value))
    }

    fn nearest(&mut self, kind: &Kind, json: &Json, path: &str) -> Option<Value> {
        match (kind, json) {
            (Kind::Bool | Kind::Flag, Json::Text(text)) => {
                match text.to_ascii_lowercase().as_str() {
                    "true" | "1" => Some(json!(true)),
                    "false" | "0" => Some(json!(false)),
                    _ => None,
                }
            }
            (Kind::Bool, number) => match number.whole()? {
                0 if !matches!(number, Json::Number(text) if text.starts_with('-')) => {
                    Some(json!(false))
                }
                1 => Some(json!(true)),
                _ => None,
            },
            (Kind::Id, Json::Text(text)) => {
                let id: i64 = text.parse().ok()?;
                if is_digits(text) { Some(json!(id)) } else { None }
            }
            (Kind::Opaque, Json::Number(text)) => {
                let whole = json.whole()?;
                let digits = text.split('.').next().unwrap_or_default().len();
                let plain = !text.starts_with('-') && !text.contains(['e', 'E']) && digits <= 15;
                if plain && whole != 0 { Some(json!(whole.to_string())) } else { None }
            }
            (Kind::Target, Json::Number(digits)) => Some(json!(digits)),
            (Kind::Timestamp | Kind::Instant, Json::Number(digits) | Json::Text(digits)) => {
                time(digits)
            }
            (Kind::Count, Json::Bool(bool)) => Some(json!(i32::from(*bool))),
            (Kind::ObjectOr(..) | Kind::Partial(..) | Kind::Part(..), json)
                if names_nobody(json) =>
            {
                Some(Value::Null)
            }
            (
                Kind::ObjectOr(shape, at) | Kind::Partial(shape, at) | Kind::Part(shape, at),
                Json::Text(_) | Json::Number(_),
            ) => {
                let field = &shape.fields[*at];
                let value = self.nearest(&field.kind, json, path)?;
                let partial = matches!(kind, Kind::Partial(..));
                Some(alone(shape, field, value, partial))
            }
            (Kind::List(_), Json::List(_)) => None,
            (Kind::List(item), json) => {
                let known = self.drift.len();
                let value = self.value(item, json, path).ok();
                if value.is_none() {
                    self.drift.truncate(known);
                }
                let value = value.or_else(|| self.nearest(item, json, path))?;
                let nothing = value == json!("") || value == json!(0) || value.is_null();
                if nothing { None } else { Some(json!([value])) }
            }
            (Kind::Enveloped(..), Json::Object(_)) => None,
            (Kind::Enveloped(_, inner), json) => self.nearest(inner, json, path),
            _ => None,
        }
    }

    fn list(&mut self, kind: &Kind, items: &[Json], path: &str) -> Answer<Value> {
        let mut values = Vec::new();
        let mut unusable = None;
        let first = self.drift.len();
        for (at, json) in items.iter().enumerate() {
            let known = self.drift.len();
            let path = format!("{path}[{at}]");
            // Nothing is not an item.
            let taken = if *json == Json::Null {
                if self.strict {
                    return Err(path);
                }
                self.drift.push(of_all(&path));
                Err(path)
            } else {
                match self.take(kind, json, &path, false)? {
                    Taken::Value(value) if !value.is_null() => Ok(value),
                    _ => {
                        // The same fault, now for its path.
                        let known = self.drift.len();
                        let fault = self.value(kind, json, &path).err();
                        self.drift.truncate(known);
                        Err(fault.unwrap())
                    }
                }
            };
            match taken {
                Ok(value) => values.push(value),
                Err(fault) => unusable = unusable.or(Some(fault)),
            }
            let new = self.drift.split_off(known);
            for path in new {
                if !self.drift[first..].contains(&path) {
                    self.drift.push(path);
                }
            }
        }
        match unusable {
            Some(fault) if values.is_empty() => Err(fault),
            _ => Ok(Value::Array(values)),
        }
    }

    fn envelope(
        &mut self,
        keys: &[&str],
        inner: &Kind,
        members: &[(String, Json)],
        path: &str,
    ) -> Answer<Value> {
        let mut best: Option<(usize, Value)> = None;
        let mut unusable = None;
        for (key, json) in members {
            let Some(rank) = keys.iter().position(|name| name == key) else { continue };
            if *json == Json::Null || best.as_ref().is_some_and(|(least, _)| rank > *least) {
                continue;
            }
            let known = self.drift.len();
            match self.value(inner, json, &format!("{path}.{key}")) {
                Ok(value) => best = Some((rank, value)),
                Err(fault) if self.strict => return Err(fault),
                Err(fault) => {
                    self.drift.truncate(known);
                    unusable = unusable.or(Some(fault));
                }
            }
        }
        match (best, unusable) {
            (Some((_, value)), unusable) => {
                self.drift.extend(unusable.map(|fault| of_all(&fault)));
                Ok(value)
            }
            (None, unusable) => Err(unusable.unwrap_or_else(|| path.to_owned())),
        }
    }

    fn object(
        &mut self,
        shape: &Shape,
        members: &[(String, Json)],
        path: &str,
        partial: bool,
    ) -> Answer<Value> {
        let mut object = if partial { Map::new() } else { none(shape) };
        let mut decided = Vec::new();
        let mut fillings: Vec<(&str, Value)> = Vec::new();
        let mut useless = None;
        for (key, json) in members {
            let Some((field, kind, own)) = meaning(shape, key, json) else { continue };
            let name = to_camel(field.name);
            // No list says nothing of its items.
            if own && partial && *json == Json::Null && matches!(field.kind, Kind::List(_)) {
                object.remove(&name);
                continue;
            }
            let known = self.drift.len();
            let taken = match self.take(kind, json, &format!("{path}.{key}"), field.required) {
                // Another key may hold what is essential.
                Err(fault) if !self.strict => {
                    self.drift.truncate(known);
                    self.drift.push(of_all(&fault));
                    useless.get_or_insert(fault);
                    Taken::Meaningless
                }
                taken => taken?,
            };
            // The id of a contact without a number is in its place.
            let id = to_camel(shape.fields[0].name);
            if let (Taken::Meaningless, Kind::PhoneText, Json::Text(text)) =
                (&taken, &field.kind, json)
                && is_scoped(text)
                && object.get(&id).is_none_or(empty)
            {
                object.insert(id, json!(text));
            }
            let value = match taken {
                Taken::Value(value) => value,
                Taken::Meaningless if own && partial && !decided.contains(&field.name) => {
                    object.remove(&name);
                    let others = fillings.iter().filter(|(of, _)| *of == field.name);
                    let filled =
                        others.fold(Value::Null, |own, (_, other)| merged(own, other.clone()));
                    if !filled.is_null() {
                        object.insert(name, filled);
                    }
                    continue;
                }
                Taken::Meaningless => absent(&field.kind),
            };
            if field.opposite == Some(key) {
                if !empty(&value) {
                    decided.push(field.name);
                    object.insert(name, json!(value == json!(false)));
                }
            } else if own {
                if !decided.contains(&field.name) {
                    let value = if empty(&value) { absent(&field.kind) } else { value };
                    let others = fillings.iter().filter(|(of, _)| *of == field.name);
                    let filled = others.fold(value, |own, (_, other)| merged(own, other.clone()));
                    object.insert(name, filled);
                }
            } else if !empty(&value) {
                fillings.push((field.name, value.clone()));
                let old = object.get(&name).cloned().unwrap_or_default();
                object.insert(name, merged(old, value));
            }
        }
        for field in shape.fields {
            let value = object.get(&to_camel(field.name));
            if field.required && !field.wire.is_empty() && value.is_none_or(empty) {
                return Err(useless.unwrap_or_else(|| format!("{path}.{}", field.wire)));
            }
        }
        Ok(Value::Object(object))
    }
}

/// The field that a key means, the kind of its value, and whether the key is the field's own.
fn meaning<'a>(shape: &'a Shape, key: &str, json: &Json) -> Option<(&'a Field, &'a Kind, bool)> {
    if key.is_empty() {
        return None;
    }
    let (field, kind, own) = shape.fields.iter().find_map(|field| {
        if field.wire == key || field.opposite == Some(key) {
            return Some((field, &field.kind, field.wire == key));
        }
        let alias = field.aliases.iter().find(|alias| alias.key == key)?;
        Some((field, &alias.kind, false))
    })?;
    let scoped = matches!(json, Json::Text(text) if is_scoped(text));
    if matches!(kind, Kind::Part(_, 0)) && !scoped { None } else { Some((field, kind, own)) }
}

fn count(json: &Json) -> Option<Value> {
    let whole = match json {
        Json::Text(text) if !text.contains(char::is_whitespace) => {
            Json::read(text.as_bytes()).ok()?.whole()?
        }
        other => other.whole()?,
    };
    if whole.abs() <= MAX_SAFE { Some(json!(whole as i64)) } else { None }
}

fn is_digits(text: &str) -> bool {
    let canonical = text == "0" || !text.starts_with('0');
    !text.is_empty() && canonical && text.chars().all(|letter| letter.is_ascii_digit())
}

fn is_opaque(text: &str) -> bool {
    let plain = (1..=256).contains(&text.len()) && !text.contains(char::is_control);
    plain && !is_negative(text)
}

/// `AB.` or `AB.ENT.`, and letters and digits.
fn is_scoped(text: &str) -> bool {
    let (country, id) = match text.split('.').collect::<Vec<_>>()[..] {
        [country, id] | [country, "ENT", id] => (country, id),
        _ => return false,
    };
    country.len() == 2
        && country.chars().all(|letter| letter.is_ascii_uppercase())
        && (1..=128).contains(&id.len())
        && id.chars().all(|letter| letter.is_ascii_alphanumeric())
}

fn is_phone(text: &str, json: &Json) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let trimmed = text.trim_ascii();
    let rest = trimmed.strip_prefix('+').unwrap_or(trimmed);
    let number = match json {
        Json::Number(_) => text.chars().all(|letter| letter.is_ascii_digit()),
        _ => true,
    };
    number
        && (7..=15).contains(&digits)
        && rest.chars().all(|letter| letter.is_ascii_digit() || " -.()/".contains(letter))
}

/// Seconds or milliseconds since 1970 as JavaScript writes a date: the days are counted one by one.
fn time(text: &str) -> Option<Value> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole: u64 = whole.parse().ok()?;
    let ms = if whole < 100_000_000_000 {
        let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
        whole * 1000 + fraction.parse::<u64>().unwrap()
    } else {
        whole
    };
    if whole < 100_000_000 || ms >= 253_402_300_800_000 {
        return None;
    }
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let (mut year, mut day) = (1970, ms / 86_400_000);
    loop {
        let days = if is_leap(year) { 366 } else { 365 };
        if day < days {
            break;
        }
        day -= days;
        year += 1;
    }
    let mut month = 1;
    for days in [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if day < days {
            break;
        }
        day -= days;
        month += 1;
    }
    let (hour, minute) = (ms / 3_600_000 % 24, ms / 60_000 % 60);
    let (second, rest) = (ms / 1000 % 60, ms % 1000);
    let day = day + 1;
    Some(json!(format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{rest:03}Z"
    )))
}

fn absent(kind: &Kind) -> Value {
    match kind {
        Kind::List(_) => json!([]),
        Kind::Enveloped(_, inner) => absent(inner),
        _ => Value::Null,
    }
}

fn none(shape: &Shape) -> Map<String, Value> {
    shape.fields.iter().map(|field| (to_camel(field.name), absent(&field.kind))).collect()
}

/// An object of which one field is known.
fn alone(shape: &Shape, field: &Field, value: Value, partial: bool) -> Value {
    let mut object = if partial { Map::new() } else { none(shape) };
    object.insert(to_camel(field.name), value);
    Value::Object(object)
}

/// `false`, 0, an empty text or an empty object in the place of a reference.
fn names_nobody(json: &Json) -> bool {
    match json {
        Json::Bool(bool) => !bool,
        Json::Number(number) => number == "0",
        Json::Text(text) => text.is_empty() || text == "0",
        Json::Object(members) => members.is_empty(),
        Json::Null | Json::List(_) => false,
    }
}

fn names_something(object: &Value) -> bool {
    object.as_object().unwrap().values().any(|value| !empty(value))
}

fn empty(value: &Value) -> bool {
    value.is_null() || *value == json!([])
}

/// A value, or another one where it is none; where both are objects, its gaps filled from the other.
fn merged(value: Value, other: Value) -> Value {
    if empty(&value) {
        return other;
    }
    let (Value::Object(mut object), Value::Object(other)) = (value.clone(), other) else {
        return value;
    };
    for (key, filling) in other {
        if !empty(&filling) && object.get(&key).is_none_or(empty) {
            object.insert(key, filling);
        }
    }
    Value::Object(object)
}

/// A path with `*` for every item of a list.
fn of_all(path: &str) -> String {
    let mut out = String::new();
    for part in path.split('[') {
        match part.split_once(']') {
            Some((_, rest)) => out.push_str(&format!("[*]{rest}")),
            None => out.push_str(part),
        }
    }
    out
}
