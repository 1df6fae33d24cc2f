//! JSON as a tree that keeps the order of keys, and the ones that come twice.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};

#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    /// As serde_json reads it: exact up to 64 bits.
    Whole(i128),
    Float(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub fn read(text: &[u8]) -> Result<Json, serde_json::Error> {
        serde_json::from_slice(text)
    }

    /// The whole number that this is, however it is written.
    pub fn whole(&self) -> Option<i128> {
        match self {
            Json::Whole(whole) => Some(*whole),
            Json::Float(float) if float.fract() == 0.0 && float.abs() < 9_007_199_254_740_992.0 => {
                Some(*float as i128)
            }
            _ => None,
        }
    }

    /// The same as serde_json's value, of a key that comes twice the last.
    pub fn value(&self) -> serde_json::Value {
        serde_json::from_str(&serde_json::to_string(self).unwrap()).unwrap()
    }

    /// The text of it, blanks and escapes strewn in by `noise`.
    pub fn write(&self, noise: &mut Noise, out: &mut String) {
        noise.blank(out);
        match self {
            Json::Null => out.push_str("null"),
            Json::Bool(bool) => out.push_str(&bool.to_string()),
            Json::Whole(whole) => out.push_str(&whole.to_string()),
            Json::Float(float) => out.push_str(&format!("{float:?}")),
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

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => to.serialize_unit(),
            Json::Bool(bool) => to.serialize_bool(*bool),
            Json::Whole(whole) => match i64::try_from(*whole) {
                Ok(whole) => to.serialize_i64(whole),
                Err(_) => to.serialize_u64(*whole as u64),
            },
            Json::Float(float) => to.serialize_f64(*float),
            Json::Text(text) => to.serialize_str(text),
            Json::List(items) => to.collect_seq(items),
            Json::Object(members) => {
                to.collect_map(members.iter().map(|(key, value)| (key, value)))
            }
        }
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
        Ok(Json::Whole(whole.into()))
    }

    fn visit_u64<E>(self, whole: u64) -> Result<Json, E> {
        Ok(Json::Whole(whole.into()))
    }

    fn visit_f64<E>(self, float: f64) -> Result<Json, E> {
        Ok(Json::Float(float))
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
