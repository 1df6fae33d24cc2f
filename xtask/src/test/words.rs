//! One word for each idea, in what people read: comments, messages and documents. What is gone is listed here, with what
//! to write instead; a line that needs such a word says so by `words: ok` in a comment.

use std::path::Path;

use crate::failure::Result;
use crate::process::Program;
use crate::step::note;
use crate::{files, paths};

/// Words and phrases, in small letters, and what a reader expects.
const GONE: [(&str, &str); 20] = [
    ("mend", "fix"),
    ("mends", "fixes"),
    ("deaf", "unsubscribed"),
    ("is none of", "is not one of"),
    ("at one go", "at once"),
    ("without a word", "silently"),
    ("holds no one up", "delays nobody"),
    ("as it stands", "as it is"),
    ("stands fast", "is fixed"),
    ("is to be had", "is available"),
    ("told", "said, reported, given"),
    ("whoever", "anyone who, those who, the caller"),
    ("repetition", "retry"),
    ("repetitions", "retries"),
    ("letter for letter", "exactly"),
    ("to the letter", "exactly"),
    ("dealt with", "processed"),
    ("hears", "is called with"),
    ("anew", "again"),
    ("tried again", "retried"),
];

/// A line that has a word for a good reason.
const ALLOWED: &str = "words: ok";

/// What is read: not this list, not what is copied or printed, and not the history of changes.
const READ: [&str; 7] = ["rs", "ts", "mjs", "js", "md", "cjs", "jsx"];
const UNREAD: [&str; 5] = [
    "xtask/src/test/words.rs",
    "tests/fixtures/",
    "tests/operations/",
    "tests/documents/",
    "findings/",
];

/// Fails with each place where a word is used that is gone.
pub(crate) fn check() -> Result<()> {
    let listed = Program::new("git")?.args(["ls-files"]).folder(&paths::root()).run()?;
    let mut count = 0;
    for name in listed.lines().filter(|name| is_read(name)) {
        let text = files::read(&paths::root().join(name)).unwrap_or_default();
        for (at, line) in text.lines().enumerate() {
            for (word, instead) in found(line) {
                note(format_args!("{name}:{}: \"{word}\": write {instead}", at + 1));
                count += 1;
            }
        }
    }
    if count == 0 { Ok(()) } else { Err(format!("{count} words that are gone").into()) }
}

fn is_read(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    READ.iter().any(|read| extension == Some(read))
        && !UNREAD.iter().any(|unread| name.starts_with(unread))
}

/// The words of a line that are gone, each once.
fn found(line: &str) -> Vec<(&'static str, &'static str)> {
    if line.contains(ALLOWED) {
        return Vec::new();
    }
    let line = line.to_lowercase();
    GONE.into_iter().filter(|(word, _)| has(&line, word)).collect()
}

/// Whether a phrase is in a line, not as a part of longer words.
fn has(line: &str, phrase: &str) -> bool {
    line.match_indices(phrase).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + phrase.len()..).and_then(|text| text.chars().next());
        let is_apart =
            |letter: Option<char>| letter.is_none_or(|l| !l.is_alphanumeric() && l != '_');
        is_apart(before) && is_apart(after)
    })
}

#[cfg(test)]
mod tests {
    use super::{found, is_read};

    #[test]
    fn a_word_that_is_gone_is_found_and_what_only_contains_it_is_not() {
        assert_eq!(found("// to be Deaf."), [("deaf", "unsubscribed")]);
        assert!(found("let mended = recommend(amend);").is_empty());
        assert_eq!(found("it is none of these, as it stands").len(), 2);
    }

    #[test]
    fn a_line_may_say_that_a_word_is_right() {
        assert!(found("\"without a word\" // words: ok, it is a quotation").is_empty());
    }

    #[test]
    fn code_and_documents_are_read_and_copies_are_not() {
        assert!(is_read("docs/testing.md") && is_read("pkg-template/call/run.ts"));
        assert!(!is_read("tests/fixtures/a.md") && !is_read("Cargo.lock"));
    }
}
