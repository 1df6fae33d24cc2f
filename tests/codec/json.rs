//! JSON as a tree that keeps the order of keys, the ones that come twice, and numbers to the last digit.

use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// What serde_json reads, but for numbers, most of which it reads as floats: it is given each one's place
    /// among them instead.
    pub fn read(text: &[u8]) -> Result<Json, serde_json::Error> {
        let (text, numbers) = numbered(text);
        let mut json: Json = serde_json::from_slice(&text)?;
        json.put_back(&numbers);
        Ok(json)
    }

    fn put_back(&mut self, numbers: &[String]) {
        match self {
            Json::Number(place) => place.clone_from(&numbers[place.parse::<usize>().unwrap()]),
            Json::List(items) => items.iter_mut().for_each(|item| item.put_back(numbers)),
            Json::Object(members) => {
                members.iter_mut().for_each(|(_, member)| member.put_back(numbers));
            }
            _ => {}
        }
    }

    pub fn number(number: impl fmt::Display) -> Json {
        Json::Number(number.to_string())
    }

    /// The whole number that this is: one of 64 bits if there is nothing but digits, else, as `5.0` or
    /// `1e3`, one up to which JavaScript counts.
    pub fn whole(&self) -> Option<i128> {
        let Json::Number(text) = self else { return None };
        if !text.contains(['.', 'e', 'E']) {
            return text
                .parse()
                .ok()
                .filter(|whole: &i128| whole.unsigned_abs() <= u64::MAX.into());
        }
        let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let power: i64 = power.parse().ok().filter(|power: &i64| power.abs() < 1_000_000_000)?;
        let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{before}{behind}");
        let significant = digits.trim_end_matches('0');
        if significant.trim_start_matches('-').is_empty() {
            return Some(0);
        }
        let zeros = power - behind.len() as i64 + (digits.len() - significant.len()) as i64;
        let zeros = usize::try_from(zeros).ok().filter(|zeros| *zeros < 16)?;
        let whole: i128 = format!("{significant}{}", "0".repeat(zeros)).parse().ok()?;
        Some(whole).filter(|whole| whole.abs() < 1 << 53)
    }

    /// As JavaScript writes it.
    pub fn text(&self) -> String {
        let quoted = |text: &String| serde_json::to_string(text).unwrap();
        match self {
            Json::Null => "null".into(),
            Json::Bool(bool) => bool.to_string(),
            Json::Number(number) => number.clone(),
            Json::Text(text) => quoted(text),
            Json::List(items) => {
                format!("[{}]", items.iter().map(Json::text).collect::<Vec<_>>().join(","))
            }
            Json::Object(members) => {
                let members =
                    members.iter().map(|(key, value)| format!("{}:{}", quoted(key), value.text()));
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            }
        }
    }

    /// The same as serde_json's value, of a key that comes twice the last.
    pub fn value(&self) -> serde_json::Value {
        serde_json::from_str(&self.text()).unwrap()
    }

    /// The text of it, blanks and escapes strewn in by `noise`.
    pub fn write(&self, noise: &mut Noise, out: &mut String) {
        noise.blank(out);
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(bool) => out.push_str(&bool.to_string()),
            Json::Number(number) => out.push_str(number),
            Json::Text(text) => noise.text(text, out),
            Json::List(items) => {
                out.push('[');
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    item.write(noise, out);
                }
                noise.blank(out);
                out.push(']');
            }
            Json::Object(members) => {
                out.push('{');
                for (at, (key, value)) in members.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    noise.blank(out);
                    noise.text(key, out);
                    noise.blank(out);
                    out.push(':');
                    value.write(noise, out);
                }
                noise.blank(out);
                out.push('}');
            }
        }
        noise.blank(out);
    }
}

/// The text with its numbers' places in place of its numbers, and the numbers. What is not a number is left.
fn numbered(text: &[u8]) -> (Vec<u8>, Vec<String>) {
    let (mut out, mut numbers, mut rest) = (Vec::new(), Vec::new(), text);
    while let Some((first, behind)) = rest.split_first() {
        let length = match first {
            b'"' => 1 + text_length(behind),
            b'-' | b'0'..=b'9' => {
                let numeral = |byte: &&u8| byte.is_ascii_digit() || b".eE+-".contains(byte);
                rest.iter().take_while(numeral).count()
            }
            _ => 1,
        };
        let (piece, behind) = rest.split_at(length);
        // Numbers are not read then, only checked.
        if *first != b'"' && length > 0 && serde_json::from_slice::<IgnoredAny>(piece).is_ok() {
            out.extend_from_slice(numbers.len().to_string().as_bytes());
            numbers.push(String::from_utf8(piece.to_vec()).unwrap());
        } else {
            out.extend_from_slice(piece);
        }
        rest = behind;
    }
    (out, numbers)
}

/// How many bytes a text has from behind its first quotation mark, the last one counted in.
fn text_length(text: &[u8]) -> usize {
    let mut escaped = false;
    let ends = |byte: &u8| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    };
    text.iter().position(ends).map_or(text.len(), |at| at + 1)
}

/// A small deterministic source of variety in how the same JSON is written.
pub struct Noise(pub u64);

impl Noise {
    /// A number below another one.
    pub fn below(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn blank(&mut self, out: &mut String) {
        if self.below(6) == 0 {
            out.push([' ', '\n', '\r', '\t'][self.below(4) as usize]);
        }
    }

    fn text(&mut self, text: &str, out: &mut String) {
        out.push('"');
        for letter in text.chars() {
            if letter < ' ' || matches!(letter, '"' | '\\') || self.below(20) == 0 {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            } else {
                out.push(letter);
            }
        }
        out.push('"');
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, bool: bool) -> Result<Json, E> {
        Ok(Json::Bool(bool))
    }

    fn visit_i64<E>(self, whole: i64) -> Result<Json, E> {
        Ok(Json::number(whole))
    }

    fn visit_u64<E>(self, whole: u64) -> Result<Json, E> {
        Ok(Json::number(whole))
    }

    fn visit_f64<E>(self, float: f64) -> Result<Json, E> {
        Ok(Json::number(float))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut object = Vec::new();
        while let Some(member) = members.next_entry()? {
            object.push(member);
        }
        Ok(Json::Object(object))
    }
}
