//! tests/bad-input.md says which test meets which bad input: each of them is there.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::{files, paths};

/// The rows of those tests that name it.
const FAULTS: &str = "faults.json";

/// A test, or a group of tests and one of its rows.
#[derive(Debug, PartialEq)]
struct Named<'a> {
    file: &'a str,
    title: &'a str,
    row: Option<&'a str>,
}

pub(super) fn check() -> Result<()> {
    let folder = paths::root().join("tests");
    let document = files::read(&folder.join("bad-input.md"))?;
    let table = files::read(&folder.join(FAULTS))?;
    let mut sources: BTreeMap<PathBuf, String> = BTreeMap::new();
    let mut missing = Vec::new();
    for row in rows(&document) {
        for named in names(row)? {
            let path = folder.join(named.file);
            if !sources.contains_key(&path) {
                let mut source = files::read(&path)?;
                if source.contains(FAULTS) {
                    source.push_str(&table);
                }
                sources.insert(path.clone(), source);
            }
            if !sources.get(&path).is_some_and(|source| holds(source, &named)) {
                missing.push(format!("{named:?}"));
            }
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!("no such test:\n  {}", missing.join("\n  ")).into())
}

/// The rows of the tables, their heads left out.
fn rows(document: &str) -> impl Iterator<Item = &str> {
    document.lines().filter(|line| line.starts_with("| ") && *line != "| input | tests |")
}

/// What the last cell of a row names; a row that names nothing is a fault.
fn names(row: &str) -> Result<Vec<Named<'_>>> {
    let cell = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
    cell.split("<br>")
        .map(|one| {
            let parts = one.strip_prefix('`').and_then(|one| one.split_once("`: "));
            let (file, name) = parts.ok_or_else(|| Failure::from(format!("no test: {row}")))?;
            let (title, row) = match name.split_once(" › ") {
                Some((title, row)) => (title, Some(row)),
                None => (name, None),
            };
            Ok(Named { file, title, row })
        })
        .collect()
}

fn holds(source: &str, named: &Named<'_>) -> bool {
    let has_title = if named.file.ends_with(".rs") {
        source.contains(&format!(" fn {}(", named.title))
            || source.contains(&format!("\nfn {}(", named.title))
    } else {
        titles(source).any(|title| title == named.title)
    };
    has_title && named.row.is_none_or(|row| source.contains(&format!("\"{row}\"")))
}

/// What tests and groups are called in JavaScript, without the lines that they are about.
fn titles(source: &str) -> impl Iterator<Item = &str> {
    ["test(", "describe(", "each("]
        .into_iter()
        .flat_map(|call| source.split(call).skip(1))
        .filter_map(|rest| {
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|first| "\"`".contains(*first))?;
            let title = rest.get(1..)?.split(quote).next()?.trim_end_matches(':');
            Some(title.split(" (bad input, ").next().unwrap_or(title))
        })
}

#[cfg(test)]
mod tests {
    use super::{Named, holds, names, rows};

    const ROW: &str = "| a, b | `a.test.mjs`: is a › b<br>`c/d.rs`: e_f |";

    #[test]
    fn a_row_names_files_and_tests() {
        let document = format!("# x\n| input | tests |\n|---|---|\n{ROW}\n");
        assert_eq!(rows(&document).collect::<Vec<_>>(), [ROW]);
        let found = names(ROW).unwrap();
        let first = Named { file: "a.test.mjs", title: "is a", row: Some("b") };
        assert_eq!(found, [first, Named { file: "c/d.rs", title: "e_f", row: None }]);
        assert!(names("| a | nothing |").is_err());
    }

    #[test]
    fn a_test_is_there_under_its_whole_name_only() {
        let source =
            "describe(\n  \"is a (bad input, line 1):\", () => { for (const x of [\"b\"]) })";
        let named = |title, row| Named { file: "a.test.mjs", title, row };
        assert!(holds(source, &named("is a", Some("b"))));
        assert!(!holds(source, &named("is", None)));
        assert!(!holds(source, &named("is a", Some("c"))));
        let named = |title| Named { file: "d.rs", title, row: None };
        assert!(holds("#[test]\nfn e_f() {}", &named("e_f")));
        assert!(!holds("#[test]\nfn e_fg() {}", &named("e_f")));
    }
}
