//! What the fuzzer begins with: for each operation an input and a reply.

use super::example::{Keys, value};
use threadline::schema::Kind;

/// The seeds of a target, each with a name.
pub(super) fn of(target: &str) -> Vec<(String, Vec<u8>)> {
    // As the targets read it: the operation's number, then the text.
    let numbered = |text: fn(&threadline::schema::Operation) -> String| {
        let all = (0_u8..).zip(threadline::operations());
        all.map(|(number, operation)| {
            (
                format!("{number}-{}", operation.name),
                [&[number], text(operation).as_bytes()].concat(),
            )
        })
        .collect()
    };
    match target {
        "reply" => numbered(|operation| value(&operation.reply, Keys::Wire)),
        "input" => numbered(|operation| value(&Kind::Object(operation.input), Keys::Camel)),
        // Status 400, one private text of twelve letters, quoted under the usual key.
        "errors" => {
            numbered(|_| "\u{1}\u{10}\u{1}\u{c}secretsecret{\"message\":\"no \u{1}\"}".into())
        }
        _ => Vec::new(),
    }
}
