//! The Rust types that a declaration may use, and the kind that each stands for.

use alloc::string::String;
use alloc::vec::Vec;

use crate::schema::{Id, Kind, Operation, OperationDoc, Shape, ShapeDoc};
use crate::typed::{Read, Write};

/// A type that may be a field of a declaration, or an operation's response.
pub trait Value {
    /// What it looks like on the wire.
    const KIND: Kind;
    /// Whether a field of this type must be given.
    const REQUIRED: bool = true;
    /// The values known today, where it is one of an open set.
    const VALUES: &'static [&'static str] = &[];
    /// The documentation of the object in it, if there is one.
    const DOC: Option<&'static ShapeDoc> = None;
}

/// A struct that has a table: an input or a model.
pub trait Table {
    /// The table.
    const SHAPE: &'static Shape;
    /// The table with its words.
    const SHAPE_DOC: &'static ShapeDoc;
}

/// The input of an operation.
pub trait Call: Table + Write {
    /// The operation's table.
    const OPERATION: &'static Operation;
    /// The operation's table with its words.
    const OPERATION_DOC: &'static OperationDoc;
    /// What a successful call gives.
    type Output: Value + Read;
}

/// A time in whole seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct UnixSeconds(pub u64);

impl From<u64> for UnixSeconds {
    fn from(seconds: u64) -> Self {
        UnixSeconds(seconds)
    }
}

/// A list with at least one item.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct OneOrMore<T>(pub Vec<T>);

/// An empty one is rejected when the request is made.
impl<T> FromIterator<T> for OneOrMore<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        OneOrMore(items.into_iter().collect())
    }
}

/// A total, as a response gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Count(pub i64);

impl From<i64> for Count {
    fn from(count: i64) -> Self {
        Count(count)
    }
}

/// The response to an action: done, and nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Acknowledged;

/// The response to an action of which only the status counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Nothing;

/// A JSON object that is sent as it is, given as text. What is no JSON object is rejected when the request is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    /// The object that this text is.
    pub fn new(text: impl Into<String>) -> Self {
        Json(text.into())
    }

    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::new(text)
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::new(text)
    }
}

#[cfg(feature = "serde")]
mod json {
    use alloc::string::ToString;

    use serde::de::{Deserialize, Deserializer};
    use serde::ser::{Error, Serialize, Serializer};
    use serde_json::{Map, Value};

    use super::Json;

    impl From<Map<String, Value>> for Json {
        fn from(members: Map<String, Value>) -> Self {
            Json::new(Value::Object(members).to_string())
        }
    }

    impl Serialize for Json {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let value: Value = serde_json::from_str(&self.0).map_err(S::Error::custom)?;
            value.serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Json {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Map::deserialize(deserializer).map(Json::from)
        }
    }
}

/// Any JSON, as the service wrote it.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Raw(#[cfg(feature = "serde")] pub serde_json::Value);

macro_rules! kinds {
    ($($rust:ty => $kind:ident),* $(,)?) => {
        $(impl Value for $rust { const KIND: Kind = Kind::$kind; })*
    };
}

kinds! {
    bool => Bool,
    String => Text,
    UnixSeconds => Seconds,
    Count => Count,
    Acknowledged => Acknowledged,
    Nothing => Nothing,
    Json => Json,
    Raw => Raw,
}

impl<T: ?Sized> Value for Id<T> {
    const KIND: Kind = Kind::Id;
}

impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
    const VALUES: &'static [&'static str] = T::VALUES;
    const DOC: Option<&'static ShapeDoc> = T::DOC;
}

impl<T: Value> Value for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    const REQUIRED: bool = false;
    const VALUES: &'static [&'static str] = T::VALUES;
    const DOC: Option<&'static ShapeDoc> = T::DOC;
}

impl<T: Value> Value for OneOrMore<T> {
    const KIND: Kind = Kind::OneOrMore(&T::KIND);
    const VALUES: &'static [&'static str] = T::VALUES;
    const DOC: Option<&'static ShapeDoc> = T::DOC;
}
