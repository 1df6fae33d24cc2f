//! The Rust types that a declaration may use, and the kind that each stands for.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use crate::schema::{Id, Kind, Operation, OperationDoc, Shape, ShapeDoc};

/// A type that may be a field of a declaration, or an operation's response.
pub trait Value {
    /// What it looks like on the wire.
    const KIND: Kind;
    /// Whether a field of this type must be given.
    const REQUIRED: bool = true;
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
pub trait Call: Table {
    /// The operation's table.
    const OPERATION: &'static Operation;
    /// The operation's table with its words.
    const OPERATION_DOC: &'static OperationDoc;
    /// What a successful call gives.
    type Output: Value;
}

/// A phone number, a short code, an e-mail address, or the target of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Target(pub String);

impl From<&str> for Target {
    fn from(target: &str) -> Self {
        Target(target.to_owned())
    }
}

/// A date and time in RFC 3339, exactly as the service wrote it: parsing it would lose
/// the microseconds, and with them the place in a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Timestamp(pub String);

impl From<&str> for Timestamp {
    fn from(timestamp: &str) -> Self {
        Timestamp(timestamp.to_owned())
    }
}

/// A phone number as E.164 has it: digits, the country's code first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Phone(pub String);

impl From<&str> for Phone {
    fn from(phone: &str) -> Self {
        Phone(phone.to_owned())
    }
}

/// Whom an e-mail goes to: `to:`, `cc:` or `bcc:` and addresses between commas.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Addressees(pub String);

impl From<&str> for Addressees {
    fn from(addressees: &str) -> Self {
        Addressees(addressees.to_owned())
    }
}

/// A time in whole seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct UnixSeconds(pub u64);

/// A time on a quarter of an hour: RFC 3339 with its offset.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct QuarterHour(pub String);

impl From<&str> for QuarterHour {
    fn from(time: &str) -> Self {
        QuarterHour(time.to_owned())
    }
}

/// A list with at least one item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct OneOrMore<T>(pub Vec<T>);

/// A total, as a response gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Count(pub i64);

/// The response to an action: done, and nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Acknowledged;

/// An id of which nothing is known but that it names something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Opaque(pub String);

impl From<&str> for Opaque {
    fn from(id: &str) -> Self {
        Opaque(id.to_owned())
    }
}

/// The response to an action of which only the status counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Nothing;

/// A JSON object that is sent as it is.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Json(#[cfg(feature = "serde")] pub serde_json::Map<String, serde_json::Value>);

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
    Id => Id,
    String => Text,
    Target => Target,
    Timestamp => Timestamp,
    Phone => Phone,
    Addressees => Addressees,
    UnixSeconds => Seconds,
    QuarterHour => QuarterHour,
    Count => Count,
    Acknowledged => Acknowledged,
    Opaque => Opaque,
    Nothing => Nothing,
    Json => Json,
    Raw => Raw,
}

impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
    const DOC: Option<&'static ShapeDoc> = T::DOC;
}

impl<T: Value> Value for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    const REQUIRED: bool = false;
    const DOC: Option<&'static ShapeDoc> = T::DOC;
}

impl<T: Value> Value for OneOrMore<T> {
    const KIND: Kind = Kind::OneOrMore(&T::KIND);
    const DOC: Option<&'static ShapeDoc> = T::DOC;
}
