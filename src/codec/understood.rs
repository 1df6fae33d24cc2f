//! What is understood of a response beyond what is documented: for the documentation, and tried by a test.

use crate::schema::{Field, Kind, Shape};

/// A kind of value, and the forms of it that no document shows.
#[derive(Debug)]
pub struct Understood {
    /// What it is, in words.
    pub name: &'static str,
    /// What the tables call it.
    pub kind: Kind,
    /// Forms that are documented or were seen, as JSON, and what comes out.
    pub documented: &'static [(&'static str, &'static str)],
    /// Forms that are not, and what comes out.
    pub also: &'static [(&'static str, &'static str)],
    /// Some of those that have no meaning: nothing comes out.
    pub neither: &'static [&'static str],
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field::incidental(name, name, kind)
}

/// Somebody who is known by an id.
const SOMEBODY: &Shape = &Shape {
    id: 0,
    fields: &[Field { required: true, ..field("id", Kind::Id) }, field("name", Kind::Text)],
    rules: &[],
};

/// Every kind of value that the responses have.
pub const UNDERSTOOD: &[Understood] = &[
    Understood {
        name: "a flag",
        kind: Kind::Bool,
        documented: &[("true", "true")],
        also: &[
            ("1", "true"),
            ("0", "false"),
            ("\"false\"", "false"),
            ("\"TRUE\"", "true"),
            ("\"1\"", "true"),
        ],
        neither: &["2", "\"no\"", "\"\"", "[]", "{}"],
    },
    Understood {
        name: "a flag that was seen as a number (`read`)",
        kind: Kind::Flag,
        documented: &[("true", "true"), ("0", "false"), ("5", "true")],
        also: &[("\"true\"", "true"), ("\"0\"", "false")],
        neither: &["0.5", "\"no\"", "{}"],
    },
    Understood {
        name: "an id of Heymarket's",
        kind: Kind::Id,
        documented: &[("9920", "9920"), ("9007199254740993", "9007199254740993"), ("5.0", "5")],
        also: &[("\"9920\"", "9920")],
        neither: &["9.0071992547409e+15", "1.5", "\"x\"", "\"\"", "true", "{}"],
    },
    Understood {
        name: "an id of Qlara's",
        kind: Kind::Opaque,
        documented: &[("\"c-2\"", "\"c-2\""), ("9007199254740993", "\"9007199254740993\"")],
        also: &[("5.0", "\"5\"")],
        neither: &["1e3", "-5", "\"\"", "false", "{}"],
    },
    Understood {
        name: "a text",
        kind: Kind::Text,
        documented: &[("\"Jo\"", "\"Jo\"")],
        also: &[],
        neither: &["7", "true", "[]", "{}"],
    },
    Understood {
        name: "a phone number or an e-mail address",
        kind: Kind::Target,
        documented: &[("\"14155551234\"", "\"14155551234\"")],
        also: &[("14155551234", "\"14155551234\"")],
        neither: &["true", "{}"],
    },
    Understood {
        name: "a timestamp",
        kind: Kind::Timestamp,
        documented: &[("\"2026-04-12T15:30:00.123456Z\"", "\"2026-04-12T15:30:00.123456Z\"")],
        also: &[
            ("1776007800", "\"2026-04-12T15:30:00.000Z\""),
            ("1776007800.5", "\"2026-04-12T15:30:00.500Z\""),
            ("1776007800123", "\"2026-04-12T15:30:00.123Z\""),
            ("\"1776007800\"", "\"2026-04-12T15:30:00.000Z\""),
        ],
        neither: &["0", "1", "\"\"", "-1", "{}"],
    },
    Understood {
        name: "a total",
        kind: Kind::Count,
        documented: &[("42", "42"), ("\"42\"", "42"), ("{\"count\":42}", "42")],
        also: &[("true", "1"), ("false", "0")],
        neither: &["\"many\"", "[]", "{}"],
    },
    Understood {
        name: "one of known words",
        kind: Kind::OneOf(&["inbound", "outbound"]),
        documented: &[("\"INBOUND\"", "\"inbound\"")],
        also: &[],
        neither: &["\"sideways\"", "1", "{}"],
    },
    Understood {
        name: "a reference: an object, or its id alone",
        kind: Kind::ObjectOr(SOMEBODY, 0),
        documented: &[
            ("{\"id\":5,\"name\":\"Jo\"}", "{\"id\":5,\"name\":\"Jo\"}"),
            ("5", "{\"id\":5,\"name\":null}"),
        ],
        also: &[("\"5\"", "{\"id\":5,\"name\":null}")],
        neither: &["{}", "{\"name\":\"Jo\"}", "0", "\"\"", "false", "[]"],
    },
    Understood {
        name: "a list",
        kind: Kind::List(&Kind::Target),
        documented: &[("[\"14155551234\"]", "[\"14155551234\"]"), ("null", "[]")],
        also: &[
            ("\"14155551234\"", "[\"14155551234\"]"),
            ("[14155551234,{}]", "[\"14155551234\"]"),
        ],
        neither: &["\"\"", "false", "{}"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Reading, decode, to_json};

    /// What comes out of an object with such a member, and how many values of it are odd.
    fn read(one: &'static Understood, json: &str) -> (String, usize) {
        let fields = [Field { required: true, ..field("id", Kind::Id) }, field("value", one.kind)];
        let shape =
            Box::leak(Box::new(Shape { id: 0, fields: Vec::leak(fields.into()), rules: &[] }));
        let kind = Box::leak(Box::new(Kind::Object(shape)));
        let text = format!(r#"{{"id":1,"value":{json}}}"#);
        let tape = decode(kind, text.as_bytes(), Reading::Observed).unwrap();
        let out = to_json(&tape, kind, text.as_bytes());
        let strict = decode(kind, text.as_bytes(), Reading::Strict);
        assert_eq!(strict.is_err(), tape.drift().next().is_some(), "{} {json}", one.name);
        (out, tape.drift().count())
    }

    #[test]
    fn what_the_documentation_says_is_so() {
        for one in UNDERSTOOD {
            let none = if matches!(one.kind, Kind::List(_)) { "[]" } else { "null" };
            let documented = one.documented.iter().map(|(json, out)| (json, out, false));
            let also = one.also.iter().map(|(json, out)| (json, out, true));
            let neither = one.neither.iter().map(|json| (json, &none, true));
            for (json, out, odd) in documented.chain(also).chain(neither) {
                let (read, drift) = read(one, json);
                assert_eq!(read, format!(r#"{{"id":1,"value":{out}}}"#), "{} {json}", one.name);
                assert_eq!(drift > 0, odd, "{} {json}", one.name);
            }
        }
    }
}
