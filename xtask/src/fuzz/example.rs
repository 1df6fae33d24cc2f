//! One good value of each kind, as JSON.

use threadline::schema::{Kind, Shape, to_camel};

/// Whose names the keys have.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Keys {
    /// The service's.
    Wire,
    /// JavaScript's.
    Camel,
}

pub(super) fn value(kind: &Kind, keys: Keys) -> String {
    match kind {
        Kind::Bool | Kind::Flag => "true".into(),
        Kind::Id | Kind::Count => "7".into(),
        Kind::OneOf(values) => format!("\"{}\"", values.first().copied().unwrap_or_default()),
        Kind::Timestamp | Kind::Instant => "\"2026-01-02T03:04:05.678901Z\"".into(),
        Kind::Object(shape) | Kind::ObjectOr(shape, _) | Kind::Partial(shape, _) => {
            object(shape, keys)
        }
        Kind::List(item) | Kind::OneOrMore(item) => format!("[{}]", value(item, keys)),
        Kind::Enveloped(names, inner) => match names.first() {
            Some(name) => format!("{{\"{name}\":{}}}", value(inner, keys)),
            None => value(inner, keys),
        },
        Kind::Json => r#"{"a":[1,"b"]}"#.into(),
        Kind::Acknowledged => "\"ok\"".into(),
        Kind::Nothing => "{}".into(),
        _ => "\"14155551234\"".into(),
    }
}

fn object(shape: &Shape, keys: Keys) -> String {
    let members = shape.fields.iter().map(|field| {
        let key = if keys == Keys::Wire { field.wire.into() } else { to_camel(field.name) };
        format!("\"{key}\":{}", value(&field.kind, keys))
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}
