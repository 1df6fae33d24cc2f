//! Rust in the documents that no doctest can compile, since it needs crates that threadline does not depend on: each
//! block is a quotation of an example, which is compiled and run.

use std::path::Path;

use crate::failure::Result;
use crate::{files, paths};

/// What opens such a block. rustdoc takes `rs` for another language.
const OPENING: &str = "```rs\n";

/// The examples that may be quoted.
const EXAMPLES: [&str; 2] = ["examples/rust-page/src", "examples/rust-worker/src"];

/// Fails with each block in docs/ that is not in an example, line by line.
pub(super) fn check() -> Result<()> {
    let root = paths::root();
    let mut sources = Vec::new();
    for example in EXAMPLES {
        for file in files::below(&root.join(example))? {
            sources.push(trimmed(&files::read(&file)?));
        }
    }
    let (mut wrong, mut count) = (Vec::new(), 0);
    for page in files::below(&root.join("docs"))?.iter().filter(|page| is_document(page)) {
        for block in blocks(&files::read(page)?) {
            count += 1;
            let quoted = trimmed(block);
            if !sources.iter().any(|source| source.contains(&quoted)) {
                let name = page.strip_prefix(&root).unwrap_or(page).display();
                let first = block.lines().next().unwrap_or_default();
                wrong.push(format!("{name}: no example has what begins with `{first}`"));
            }
        }
    }
    match count {
        0 => Err("no document quotes an example".into()),
        _ if wrong.is_empty() => Ok(()),
        _ => Err(wrong.join("\n  ").into()),
    }
}

fn is_document(page: &Path) -> bool {
    files::name(page).ends_with(".md")
}

fn blocks(text: &str) -> impl Iterator<Item = &str> {
    text.split(OPENING).skip(1).filter_map(|rest| rest.split("```").next())
}

/// The lines without their indentation, which is deeper in an example.
fn trimmed(text: &str) -> String {
    let lines = text.trim().lines().map(|line| format!("{}\n", line.trim()));
    format!("\n{}", lines.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{blocks, trimmed};

    #[test]
    fn the_blocks_that_no_doctest_compiles_are_found() {
        let text = "a\n```rs\nfn a() {}\n```\n```rust\nfn b() {}\n```\n";
        assert_eq!(blocks(text).collect::<Vec<_>>(), ["fn a() {}\n"]);
    }

    #[test]
    fn a_quotation_is_whole_lines_at_any_depth() {
        let source = trimmed("fn f() {\n    let a = 1;\n    let b = 2;\n}\n");
        assert!(source.contains(&trimmed("let a = 1;\nlet b = 2;\n")));
        assert!(!source.contains(&trimmed("let a = 1;\n}\n")));
        assert!(!source.contains(&trimmed("a = 1;\n")));
    }
}
