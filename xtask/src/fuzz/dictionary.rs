//! The words that the fuzzer puts into its texts: every key and value that a table names.

use std::collections::BTreeSet;

use threadline::schema::{Field, Kind, Shape, to_camel};

/// Words that are in no table.
const OTHERS: [&str; 20] = [
    "null",
    "true",
    "false",
    "9007199254740993",
    "1e400",
    "-0",
    r"\ud800",
    r"\ud83d\ude00",
    "__proto__",
    "constructor",
    "\u{feff}",
    "message",
    "error",
    "detail",
    "retryAfter",
    "GMT",
    "Infinity",
    "NaN",
    r#"{"\u0000":"NaN"}"#,
    "+1 (415) 555-1234",
];

/// In libFuzzer's form, a word a line.
pub(super) fn print() -> String {
    let mut words: BTreeSet<String> = OTHERS.iter().map(|word| (*word).to_owned()).collect();
    for operation in threadline::operations() {
        of_shape(operation.input, &mut words);
        of_kind(&operation.reply, &mut words);
    }
    words.iter().map(|word| format!("\"{}\"\n", escaped(word))).collect()
}

fn of_shape(shape: &Shape, words: &mut BTreeSet<String>) {
    for field in shape.fields {
        words.extend(keys(field));
        of_kind(&field.kind, words);
        for alias in field.aliases {
            of_kind(&alias.kind, words);
        }
    }
}

/// A field's keys, quoted and with their colon.
fn keys(field: &Field) -> Vec<String> {
    let aliases = field.aliases.iter().map(|alias| alias.key.to_owned());
    let own = [field.wire.to_owned(), to_camel(field.name)];
    let all = own.into_iter().chain(aliases).chain(field.opposite.map(str::to_owned));
    all.map(|key| format!("\"{key}\":")).collect()
}

fn of_kind(kind: &Kind, words: &mut BTreeSet<String>) {
    match kind {
        Kind::OneOf(values) => words.extend(values.iter().map(|value| format!("\"{value}\""))),
        Kind::Object(shape) | Kind::ObjectOr(shape, _) | Kind::Partial(shape, _) => {
            of_shape(shape, words)
        }
        Kind::List(item) | Kind::OneOrMore(item) => of_kind(item, words),
        Kind::Enveloped(names, inner) => {
            words.extend(names.iter().map(|name| format!("\"{name}\":")));
            of_kind(inner, words);
        }
        _ => {}
    }
}

fn escaped(word: &str) -> String {
    word.bytes()
        .map(|byte| match byte {
            b'"' | b'\\' => format!("\\{}", char::from(byte)),
            b' '..=b'~' => char::from(byte).to_string(),
            other => format!("\\x{other:02X}"),
        })
        .collect()
}
