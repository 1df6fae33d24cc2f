use crate::schema::Shape;

/// What a value may look like, in a caller's input or in a service's response.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// A boolean that a response may also give as an integer: 0 is false, all else true.
    Flag,
    /// A whole number of at most 64 bits. In: a number, or its digits as text. Out: a number, and
    /// its digits as text where a JavaScript number would change it (beyond ±(2^53 − 1)).
    Id,
    /// An id of which nothing is known but that it names something: text, or a whole number of any
    /// size. In: such a number or text, not empty. Out: text.
    Opaque,
    /// Any text.
    Text,
    /// Any text but the empty one. For inputs.
    SomeText,
    /// Text without control characters: it may become a line of an e-mail's head. For inputs.
    Line,
    /// One of these texts, in whatever letter case. Out: as it is written here.
    OneOf(&'static [&'static str]),
    /// A phone number, a short code, an e-mail address, or the target of a chat. In: what people write
    /// between the digits of a phone number goes, since the service wants the digits alone; what looks
    /// like a phone number and does not surely say which is invalid.
    Target,
    /// Text, or a number, that can be a phone number. For responses.
    PhoneText,
    /// A phone number as E.164 has it, in digits alone. In: as of `Target`.
    Phone,
    /// `to:`, `cc:` or `bcc:` and e-mail addresses between commas. For inputs.
    Addressees,
    /// A time in whole seconds since 1970. In: such a number up to the year 9999 (what is larger can only be
    /// milliseconds), or RFC 3339 with its offset, rounded up.
    Seconds,
    /// RFC 3339 with its offset, on a quarter of an hour and at least as far ahead. For inputs.
    QuarterHour,
    /// RFC 3339 date and time, kept exactly as it is.
    Timestamp,
    /// The same, and the offset from UTC must be there.
    Instant,
    /// An object with known fields.
    Object(&'static Shape),
    /// An object, or the bare value of one of its fields, by the field's place. One that names nobody and
    /// nothing (no member, or the id 0) counts as none.
    ObjectOr(&'static Shape, usize),
    /// An object that may be incomplete: only the keys that came come out. It may have a short form too, unless
    /// no field has that place. For responses.
    Partial(&'static Shape, usize),
    /// One field of an object, by its place, under a key that others may go by as well: an id (the first field)
    /// only where it is one of WhatsApp's. For responses.
    Part(&'static Shape, usize),
    /// A list. In a response `null` and absence mean the empty list. In: a phone number counts once, however often and
    /// in whatever form it is there.
    List(&'static Kind),
    /// A list that holds at least one item. For inputs.
    OneOrMore(&'static Kind),
    /// A value that may come bare or as a member of an object, under one of these keys.
    Enveloped(&'static [&'static str], &'static Kind),
    /// A whole number. In: a number from 0 up. Out: it may come as number, as text, or as the only
    /// number of an object.
    Count,
    /// The text `ok`, quoted or bare: the response to an action. Nothing comes out.
    Acknowledged,
    /// Nothing, or any JSON: the response to an action of which only the status counts. Nothing comes
    /// out.
    Nothing,
    /// Any JSON object, sent as it is. For inputs.
    Json,
    /// Any JSON, as the service wrote it. For what is made of a webhook.
    Raw,
}

impl Kind {
    /// The same kind, where a bare value means another field.
    #[must_use]
    pub const fn bare(self, field: usize) -> Kind {
        match self {
            Kind::ObjectOr(shape, _) | Kind::Object(shape) => Kind::ObjectOr(shape, field),
            Kind::Partial(shape, _) => Kind::Partial(shape, field),
            other => other,
        }
    }

    /// The same kind, where only the keys that came come out.
    #[must_use]
    pub const fn partial(self) -> Kind {
        match self {
            Kind::Object(shape) => Kind::Partial(shape, usize::MAX),
            Kind::ObjectOr(shape, field) => Kind::Partial(shape, field),
            other => other,
        }
    }

    /// The bare value of one field of the same kind of object.
    #[must_use]
    pub const fn part(self, field: usize) -> Kind {
        match self {
            Kind::Object(shape) | Kind::ObjectOr(shape, _) => Kind::Part(shape, field),
            other => other,
        }
    }
}
