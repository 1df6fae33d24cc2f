use crate::schema::Shape;

/// What a value may look like, in a caller's input or in a service's reply.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// A boolean that a reply may also give as an integer: 0 is false, all else true.
    Flag,
    /// A whole number of at most 64 bits. In: a number, or its digits as text. Out: a number, and
    /// its digits as text where a JavaScript number would change it (beyond ±(2^53 − 1)).
    Id,
    /// Any text.
    Text,
    /// A phone number or an e-mail address. In: a phone number's `+`, spaces, dashes, dots and
    /// parentheses are cut away, since the service wants the digits alone.
    Target,
    /// RFC 3339 date and time, kept letter for letter.
    Timestamp,
    /// An object with known fields.
    Object(&'static Shape),
    /// An object, or the bare value of its first field, which is its id.
    ObjectOrId(&'static Shape),
    /// A list. In a reply `null` and absence mean the empty list.
    List(&'static Kind),
    /// A list that holds at least one item. For inputs.
    OneOrMore(&'static Kind),
    /// A value that may come bare or as a member of an object, under one of these keys.
    Enveloped(&'static [&'static str], &'static Kind),
    /// A whole number that may come as number, as text, or as the only number of an object.
    Count,
    /// The text `ok`, quoted or bare: the answer to an action. Nothing comes out.
    Acknowledged,
}
