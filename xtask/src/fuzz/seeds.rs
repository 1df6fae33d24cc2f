//! What the fuzzer begins with: for each operation an input and a response.

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
        "webhooks" => deliveries(),
        _ => Vec::new(),
    }
}

/// A delivery of each event: the service's number, the secret given beside it, no noise; then the body, in which
/// `\x01` stands for the secret.
fn deliveries() -> Vec<(String, Vec<u8>)> {
    let forms = [threadline::heymarket::webhook::FORM, threadline::qlara::webhook::FORM];
    let mut all = Vec::new();
    for (number, form) in (0_u8..).zip(forms) {
        for (at, name) in
            ["message_recieved", "chat_closed", "INBOUND", "DELIVERY"].iter().enumerate()
        {
            let body = format!(
                r#"{{"type":"{name}","eventType":"{name}","token":"{}","event_data":{DATA},"messageId":7,"statusCode":3}}"#,
                '\u{1}'
            );
            let delivery = [&[number, 2, 0, 0], body.as_bytes()].concat();
            all.push((format!("{at}-{}", form.service), delivery));
        }
    }
    all
}

const DATA: &str =
    r#"{"id":7,"updated":"2026-01-02T03:04:05Z","text":"Hi","conversation":{"id":9}}"#;
