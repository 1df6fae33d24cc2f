//! What is printed from the tables against what is committed, byte for byte: the types in
//! tests/types/golden/, the methods in the README, the tables in docs/, the reference in docs/operations/, the list in
//! llms.txt, and what pkg-template/ has from Rust; and the types and the clients of bindings in Rust.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Tally;
use super::marked::Marked;
use crate::count::Counts;
use crate::failure::Result;
use crate::step::{note, step};
use crate::{build, files, paths, print};

const ADVICE: &str = "look at the change; `cargo xtask types --bless` makes it the expected one";

pub(crate) fn run(tally: &mut Tally) {
    tally.count("the printed types are the expected ones", declarations_agree);
    tally.count("the README, docs and llms.txt have every operation", documents_agree);
}

/// `cargo xtask types --bless`
pub(crate) fn bless() -> Result<()> {
    build::types::print_all()?;
    step("what is printed becomes what is expected", || {
        for stale in declarations(&golden_folder())? {
            files::remove_file(&golden_folder().join(stale))?;
        }
        for name in declarations(&paths::generated())? {
            files::copy(&paths::generated().join(&name), &golden_folder().join(&name))?;
            note(name);
        }
        for (path, printed) in documents()? {
            files::write(&path, printed)?;
            note(path.display());
        }
        Ok(())
    })
}

/// Each printed file against the one in tests/types/golden.
fn declarations_agree() -> Result<Counts> {
    build::types::print()?;
    let mut counts = Counts::default();
    let names: BTreeSet<String> = declarations(&golden_folder())?
        .into_iter()
        .chain(declarations(&paths::generated())?)
        .collect();
    for name in names {
        let expected = files::read(&golden_folder().join(&name)).unwrap_or_default();
        let printed = files::read(&paths::generated().join(&name)).unwrap_or_default();
        let same = expected == printed;
        if !same {
            note(format_args!("{name}: {}", first_difference(&expected, &printed)));
            note(ADVICE);
        }
        counts += Counts::one(same);
    }
    Ok(counts)
}

fn golden_folder() -> PathBuf {
    paths::root().join("tests/types/golden")
}

fn declarations(folder: &Path) -> Result<Vec<String>> {
    let names = files::entries(folder)?.iter().map(|file| files::name(file).to_owned()).collect();
    Ok(Vec::into_iter(names).filter(|name| name.ends_with(".d.ts")).collect())
}

pub(super) fn first_difference(expected: &str, printed: &str) -> String {
    let mut pairs = expected.lines().zip(printed.lines()).enumerate();
    match pairs.find(|(_, (expected, printed))| expected != printed) {
        Some((line, (expected, printed))) => {
            format!("line {}\n    expected: {expected}\n    printed:  {printed}", line + 1)
        }
        None => {
            format!(
                "expected {} lines, printed {}",
                expected.lines().count(),
                printed.lines().count()
            )
        }
    }
}

const METHODS: Marked = Marked {
    begin: "<!-- methods:begin (printed from the tables by `cargo xtask types --bless`) -->\n",
    end: "<!-- methods:end -->\n",
};

const TABLE: Marked = Marked {
    begin: "<!-- operations:begin (printed from the tables by `cargo xtask types --bless`) -->\n",
    end: "<!-- operations:end -->\n",
};

const ERRORS: Marked = Marked {
    begin: "<!-- errors:begin (printed from ErrorKind by `cargo xtask types --bless`) -->\n",
    end: "<!-- errors:end -->\n",
};

const CLIENTS: Marked = Marked {
    begin: "// clients:begin (printed from the tables by `cargo xtask types --bless`)\n",
    end: "// clients:end\n",
};

const TYPED: Marked = Marked {
    begin: "// operations:begin (printed from the tables by `cargo xtask types --bless`)\n",
    end: "// operations:end\n",
};

/// The documents that are printed, or have a printed part, as they should be.
fn documents() -> Result<Vec<(PathBuf, String)>> {
    let root = paths::root();
    let mut documents = Vec::new();
    for (marked, name, part) in [
        (METHODS, "README.md", print::methods()),
        (TABLE, "docs/operations.md", print::operations_table()),
        (ERRORS, "docs/errors-and-retries.md", print::error_table()),
        (TABLE, "llms.txt", print::llms_list()),
        (CLIENTS, "examples/rust-bindings/src/lib.rs", print::clients()),
        (TYPED, "tests/codec/typed.rs", print::typed()),
    ] {
        let path = root.join(name);
        let text = marked.replace(&files::read(&path)?, &part)?;
        documents.push((path, text));
    }
    documents.push((root.join("docs/drift.md"), print::drift()));
    documents.push((root.join("src/js/types.d.ts"), print::bindings(print::SERVICES)));
    for (file, printed) in [
        ("module/protocol.ts", print::protocol()),
        ("errors/names.ts", print::error_names()),
        ("errors/classes.ts", print::error_classes()),
        ("errors/list.ts", print::error_list()),
    ] {
        documents.push((root.join("pkg-template").join(file), printed));
    }
    for service in print::SERVICES {
        let name = format!("docs/operations/{}.md", service.name.to_lowercase());
        documents.push((root.join(name), print::reference(service)));
    }
    Ok(documents)
}

fn documents_agree() -> Result<Counts> {
    let mut counts = Counts::default();
    for (path, printed) in documents()? {
        let text = files::read(&path).unwrap_or_default();
        let same = text == printed;
        if !same {
            note(format_args!("{}: {}", path.display(), first_difference(&text, &printed)));
            note(ADVICE);
        }
        counts += Counts::one(same);
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn a_difference_is_shown_by_its_line() {
        let shown = first_difference("a\nb\nc\n", "a\nB\nc\n");
        assert_eq!(shown, "line 2\n    expected: b\n    printed:  B");
        assert_eq!(first_difference("a\n", "a\nb\n"), "expected 1 lines, printed 2");
    }
}
