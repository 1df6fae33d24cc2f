//! What a kind wants, in words.

use crate::schema::Kind;

/// What a kind wants, in words.
pub fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bool => "a boolean",
        Kind::Flag => "a boolean or a whole number",
        Kind::Id => "an id (a whole number of at most 64 bits)",
        Kind::Text | Kind::SomeText => "a string",
        Kind::Line => "one line of text",
        Kind::Target => {
            "a phone number with its country code and no extension, a short code or an e-mail address"
        }
        Kind::Phone => "a phone number with its country code and no extension",
        Kind::Addressees => "to:, cc: or bcc: and e-mail addresses separated by commas",
        Kind::Seconds => {
            "a time (whole seconds since 1970, or RFC 3339 with its offset, Z or +01:00)"
        }
        Kind::QuarterHour => {
            "a time at least 15 minutes ahead, on a quarter of an hour, in RFC 3339 with its offset"
        }
        Kind::Timestamp => "a date and time in RFC 3339, as a string",
        Kind::Object(_) => "an object",
        Kind::ObjectOr(..) | Kind::Partial(..) | Kind::Part(..) => {
            "an object, or the short form of one"
        }
        Kind::PhoneText => "a phone number",
        Kind::Opaque => "an id (text or a whole number)",
        Kind::OneOf(_) => "one of the known values",
        Kind::Instant => "a date and time in RFC 3339 with its offset (Z or +01:00), as a string",
        Kind::Nothing => "nothing",
        Kind::Json => "an object",
        Kind::Raw => "anything",
        Kind::List(_) | Kind::OneOrMore(_) => "a list",
        Kind::Enveloped(_, kind) => expected(kind),
        Kind::Count => "a count",
        Kind::Acknowledged => "\"ok\"",
    }
}
