//! Tables that use every kind and every setting at once, more than the services need today.

use threadline::schema::{Alias, Field, Kind, Place, Rule, Shape};

const fn field(name: &'static str, wire: &'static str, kind: Kind) -> Field {
    Field::incidental(name, wire, kind)
}

pub const PERSON: &Shape = &Shape {
    id: 1,
    fields: &[
        Field {
            required: true,
            aliases: &[
                Alias { key: "personId", kind: Kind::Id },
                Alias { key: "uid", kind: Kind::Id },
            ],
            ..field("id", "id", Kind::Id)
        },
        field("full_name", "full_name", Kind::Text),
    ],
    rules: &[],
};

/// Text, or an object that holds it.
const TEXT: Kind = Kind::Enveloped(&["text", "value"], &Kind::Text);

pub const LINE: &Shape = &Shape {
    id: 2,
    fields: &[field("id", "id", Kind::Opaque), field("name", "name", Kind::Text)],
    rules: &[],
};

pub const THING: &Shape = &Shape {
    id: 0,
    fields: &[
        Field { required: true, ..field("id", "id", Kind::Id) },
        field("done", "done", Kind::Bool),
        Field { opposite: Some("unseen"), ..field("seen", "seen", Kind::Flag) },
        Field {
            aliases: &[Alias { key: "body", kind: Kind::Text }, Alias { key: "text", kind: TEXT }],
            ..field("content", "content", Kind::Text)
        },
        field("way", "way", Kind::OneOf(&["inbound", "outbound"])),
        Field {
            aliases: &[
                Alias { key: "lineId", kind: Kind::ObjectOr(LINE, 0) },
                Alias { key: "lineName", kind: Kind::ObjectOr(LINE, 1) },
            ],
            ..field("line", "line", Kind::ObjectOr(LINE, 1))
        },
        field("target", "target", Kind::Target),
        field("changed_at", "changed-at", Kind::Timestamp),
        field("owner", "owner", Kind::ObjectOr(PERSON, 0)),
        field("author", "author", Kind::Object(PERSON)),
        field("people", "people", Kind::List(&Kind::ObjectOr(PERSON, 0))),
        field("grid", "grid", Kind::List(&Kind::List(&Kind::Bool))),
        field("notes", "notes", Kind::List(&Kind::Text)),
        field("nick", "nick", Kind::Text),
        field("total", "total", Kind::Count),
    ],
    rules: &[],
};

/// A list in every envelope that it may come in.
pub const THINGS: Kind = Kind::Enveloped(&["content", "items"], &Kind::List(&Kind::Object(THING)));

pub const PART: &Shape = &Shape {
    id: 0,
    fields: &[
        Field { required: true, ..field("part_id", "partID", Kind::Id) },
        field("on", "on", Kind::Bool),
        field("key", "key", Kind::Opaque),
    ],
    rules: &[],
};

pub const ORDER: &Shape = &Shape {
    id: 0,
    fields: &[
        Field { required: true, place: Place::Path, ..field("order_id", "order_id", Kind::Id) },
        Field {
            place: Place::Path,
            required: true,
            reserved: &["top", "new"],
            ..field("shelf", "shelf", Kind::Opaque)
        },
        Field { place: Place::Query, ..field("sort_by", "sortBy", Kind::Text) },
        Field { place: Place::Query, ..field("only_new", "only_new", Kind::Bool) },
        Field { place: Place::Query, ..field("kinds", "kinds", Kind::List(&Kind::Opaque)) },
        Field { place: Place::Query, ..field("since", "since", Kind::Instant) },
        field("note_text", "note_text", Kind::Text),
        field("to", "to", Kind::Target),
        field("before", "before", Kind::Timestamp),
        Field { required: true, ..field("parts", "parts", Kind::OneOrMore(&Kind::Object(PART))) },
        field("tags", "tags", Kind::List(&Kind::Text)),
        field("part", "part", Kind::Object(PART)),
        Field { place: Place::WholeBody, ..field("body", "body", Kind::Json) },
        field("call", "call", Kind::Phone),
        Field { place: Place::Query, ..field("until", "until", Kind::Seconds) },
        field("at", "at", Kind::QuarterHour),
        field("group", "group", Kind::List(&Kind::Target)),
        field("mail", "mail", Kind::OneOrMore(&Kind::Addressees)),
        field("title", "title", Kind::Line),
    ],
    rules: &[
        Rule { when: None, of: &[6, 7], least: 1, most: 255 },
        Rule { when: None, of: &[8, 10], least: 0, most: 1 },
        Rule { when: Some(15), of: &[13], least: 1, most: 1 },
    ],
};
