use crate::schema::{Kind, Rule};

/// An object's table: the fields that it may have and the rules between them.
#[derive(Debug)]
pub struct Shape {
    /// The place of the shape's literal among those that JavaScript builds objects with; the ids of
    /// all output shapes count up from 0. Inputs have none and say 0.
    pub id: u16,
    /// The fields, in the order of the declaration; at most 64.
    pub fields: &'static [Field],
    /// What holds between the fields.
    pub rules: &'static [Rule],
}

/// One field of a [`Shape`].
#[derive(Debug)]
pub struct Field {
    /// The field's name in Rust, in snake_case; JavaScript has it in camelCase.
    pub name: &'static str,
    /// The key in the service's JSON or query. Empty where the value has no key, but is made by the
    /// reader of a webhook.
    pub wire: &'static str,
    /// What the value may be.
    pub kind: Kind,
    /// Whether it must be there. In a response all else is incidental: a value of another kind becomes its
    /// nearest meaning, or none.
    pub required: bool,
    /// Requests only: where the field travels.
    pub place: Place,
    /// Requests only: values that would mean another route.
    pub reserved: &'static [&'static str],
    /// Responses only: further keys that mean the same. They count where `wire` itself gave nothing but `null`;
    /// of an object they fill the gaps.
    pub aliases: &'static [Alias],
    /// Responses only: a key whose boolean says the opposite; where it is given, it decides.
    pub opposite: Option<&'static str>,
}

impl Field {
    /// A field that may lack, under one key.
    #[must_use]
    pub const fn incidental(name: &'static str, wire: &'static str, kind: Kind) -> Self {
        Self {
            name,
            wire,
            kind,
            required: false,
            place: Place::Body,
            reserved: &[],
            aliases: &[],
            opposite: None,
        }
    }
}

/// A further key of a field.
#[derive(Debug)]
pub struct Alias {
    /// The key in the service's JSON.
    pub key: &'static str,
    /// What the value may be under this key.
    pub kind: Kind,
}

/// Where a field of a request travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the path, in the place of `{name}`.
    Path,
    /// In the query.
    Query,
    /// In the JSON body.
    Body,
    /// As the whole body, in the place of all others.
    WholeBody,
}
