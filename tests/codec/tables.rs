//! Tables that use every kind and every setting at once, more than the services need today.

use threadline::schema::{Field, Kind, Place, Rule, Shape};

const fn field(name: &'static str, wire: &'static str, kind: Kind) -> Field {
    Field {
        name,
        wire,
        kind,
        required: false,
        lenient: false,
        place: Place::Body,
        aliases: &[],
        opposite: None,
    }
}

pub const PERSON: &Shape = &Shape {
    name: "Person",
    id: 1,
    fields: &[
        Field { required: true, aliases: &["personId", "uid"], ..field("id", "id", Kind::Id) },
        field("full_name", "full_name", Kind::Text),
    ],
    rules: &[],
};

pub const THING: &Shape = &Shape {
    name: "Thing",
    id: 0,
    fields: &[
        Field { required: true, ..field("id", "id", Kind::Id) },
        field("done", "done", Kind::Bool),
        Field { opposite: Some("unseen"), ..field("seen", "seen", Kind::Flag) },
        Field { aliases: &["body", "text"], ..field("content", "content", Kind::Text) },
        field("target", "target", Kind::Target),
        field("changed_at", "changed-at", Kind::Timestamp),
        field("owner", "owner", Kind::ObjectOrId(PERSON)),
        field("author", "author", Kind::Object(PERSON)),
        field("people", "people", Kind::List(&Kind::ObjectOrId(PERSON))),
        field("grid", "grid", Kind::List(&Kind::List(&Kind::Bool))),
        Field { lenient: true, ..field("notes", "notes", Kind::List(&Kind::Text)) },
        Field { lenient: true, ..field("nick", "nick", Kind::Text) },
        field("total", "total", Kind::Count),
    ],
    rules: &[],
};

/// A list in every envelope that it may come in.
pub const THINGS: Kind = Kind::Enveloped(&["content", "items"], &Kind::List(&Kind::Object(THING)));

pub const PART: &Shape = &Shape {
    name: "Part",
    id: 0,
    fields: &[
        Field { required: true, ..field("part_id", "partID", Kind::Id) },
        field("on", "on", Kind::Bool),
    ],
    rules: &[],
};

pub const ORDER: &Shape = &Shape {
    name: "Order",
    id: 0,
    fields: &[
        Field { required: true, place: Place::Path, ..field("order_id", "order_id", Kind::Id) },
        Field { place: Place::Path, required: true, ..field("shelf", "shelf", Kind::Text) },
        Field { place: Place::Query, ..field("sort_by", "sortBy", Kind::Text) },
        Field { place: Place::Query, ..field("only_new", "only_new", Kind::Bool) },
        field("note_text", "note_text", Kind::Text),
        field("to", "to", Kind::Target),
        field("before", "before", Kind::Timestamp),
        Field { required: true, ..field("parts", "parts", Kind::OneOrMore(&Kind::Object(PART))) },
        field("tags", "tags", Kind::List(&Kind::Text)),
        field("part", "part", Kind::Object(PART)),
    ],
    rules: &[Rule { of: &[4, 5], least: 1, most: 255 }, Rule { of: &[6, 8], least: 0, most: 1 }],
};
