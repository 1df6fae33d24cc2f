//! A doc comment, for TypeScript as it is written and for Rust with Rust's names.

use syn::{Attribute, Expr, ExprLit, Lit, Meta};

/// The text of the doc comments among some attributes.
pub(crate) fn doc_text(attributes: &[Attribute]) -> String {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let Some(line) = doc_line(attribute) {
            lines.push(line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned());
        }
    }
    lines.join("\n")
}

fn doc_line(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    let Expr::Lit(ExprLit { lit: Lit::Str(line), .. }) = &pair.value else { return None };
    pair.path.is_ident("doc").then(|| line.value())
}

/// The same text, as Rust says it: `None` for `null`, `chat_id` for `chatId`.
pub(crate) fn for_rust(text: &str) -> String {
    let mut is_code = false;
    let mut parts = Vec::new();
    for part in text.split('`') {
        parts.push(if is_code { code_for_rust(part) } else { part.to_owned() });
        is_code = !is_code;
    }
    parts.join("`")
}

fn code_for_rust(code: &str) -> String {
    let is_name = code.starts_with(|letter: char| letter.is_ascii_lowercase())
        && code.bytes().all(|letter| letter.is_ascii_alphanumeric());
    match code {
        "null" => "None".to_owned(),
        name if is_name => to_snake(name),
        other => other.to_owned(),
    }
}

/// The snake_case of a name in camelCase.
pub(crate) fn to_snake(camel: &str) -> String {
    let mut snake = String::new();
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// The camelCase of a name in snake_case.
pub(crate) fn to_camel(snake: &str) -> String {
    let mut camel = String::new();
    for part in snake.split('_') {
        let mut letters = part.chars();
        if camel.is_empty() {
            camel.push_str(part);
        } else if let Some(first) = letters.next() {
            camel.push(first.to_ascii_uppercase());
            camel.push_str(letters.as_str());
        }
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_language() {
        assert_eq!(
            for_rust("`null` when `chatId` is `true`; `POST /a`, `retry-after`, `Date`"),
            "`None` when `chat_id` is `true`; `POST /a`, `retry-after`, `Date`"
        );
        assert_eq!(to_camel("last_msg_id"), "lastMsgId");
        assert_eq!(to_snake("lastMsgId"), "last_msg_id");
    }
}
