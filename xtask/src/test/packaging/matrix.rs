//! The tables of docs/runtimes.md: nothing but what the tests have run.
//!
//! A test that passed leaves a line `row ⇥ version ⇥ entry ⇥ what was run`. The tables are made of
//! these lines, and `cargo xtask test packaging` fails if the page has others.

use std::fmt::Write;
use std::path::PathBuf;

use super::{ADVICE, PROJECTS, folder, matrix_file, wire};
use crate::count::Counts;
use crate::failure::{Failure, Result};
use crate::step::note;
use crate::test::golden::first_difference;
use crate::test::marked::Marked;
use crate::{files, paths, step};

const TABLE: Marked = Marked {
    begin: "<!-- matrix:begin (printed from what the tests ran by `cargo xtask matrix --bless`) -->\n",
    end: "<!-- matrix:end -->\n",
};

/// Follows a version that the machine's package manager chose, not a lockfile.
const OF_SYSTEM: &str = " (the system's)";

/// `cargo xtask matrix --bless`
pub(crate) fn bless() -> Result<()> {
    step::step("what ran becomes the tables of docs/runtimes.md and docs/connections.md", || {
        let page = page();
        files::write(&page, TABLE.replace(&files::read(&page)?, &tables()?)?)?;
        note(page.display());
        wire::bless()
    })
}

fn page() -> PathBuf {
    paths::root().join("docs/runtimes.md")
}

pub(super) fn agrees() -> Result<Counts> {
    let text = files::read(&page())?;
    let written = without_versions_of_system(&text);
    let ran = without_versions_of_system(&TABLE.replace(&text, &tables()?)?);
    if written != ran {
        note(format_args!("{}: {}", page().display(), first_difference(&written, &ran)));
        note(ADVICE);
    }
    Ok(Counts::one(written == ran))
}

fn tables() -> Result<String> {
    let mut out = String::new();
    for (heading, projects) in PROJECTS {
        let mut rows = Rows::default();
        for project in projects {
            let file = matrix_file(&folder().join(project));
            rows.read(&files::read(&file).map_err(|_| {
                Failure::from(format!(
                    "packaging/{project} has not run: `cargo xtask test packaging` runs all"
                ))
            })?)?;
        }
        rows.print(heading, &mut out);
    }
    Ok(out)
}

/// In the order in which they were first named.
#[derive(Default)]
struct Rows(Vec<Row>);

#[derive(Default)]
struct Row {
    name: String,
    version: String,
    default_entry: Vec<String>,
    slim_entry: Vec<String>,
    testing_entry: Vec<String>,
}

impl Rows {
    fn read(&mut self, lines: &str) -> Result<()> {
        for line in lines.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [name, version, entry, what] = fields[..] else {
                return Err(format!("`{line}` is not a cell of the matrix").into());
            };
            let is_it = |row: &Row| row.name == name && row.version == version;
            if !self.0.iter().any(is_it) {
                let (name, version) = (name.to_owned(), version.to_owned());
                self.0.push(Row { name, version, ..Row::default() });
            }
            let Some(row) = self.0.iter_mut().find(|row| is_it(row)) else { continue };
            match entry {
                "threadline" => row.default_entry.push(what.to_owned()),
                "threadline/slim" => row.slim_entry.push(what.to_owned()),
                "threadline/testing" => row.testing_entry.push(what.to_owned()),
                _ => return Err(format!("`{line}` is of an unknown entry").into()),
            }
        }
        Ok(())
    }

    fn print(&self, heading: &str, out: &mut String) {
        if self.0.is_empty() {
            return;
        }
        let any = |entry: fn(&Row) -> &[String]| self.0.iter().any(|row| !entry(row).is_empty());
        // Not every entry is of use everywhere: fakes are where tests run.
        let shown = [true, true, true, any(|row| &row.slim_entry), any(|row| &row.testing_entry)];
        let mut line = |cells: [&str; 5]| {
            let cells = cells.into_iter().zip(shown).filter(|(_, shown)| *shown);
            let cells: Vec<&str> = cells.map(|(cell, _)| cell).collect();
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        };
        line([heading, "version", "`threadline`", "`threadline/slim`", "`threadline/testing`"]);
        line(["---"; 5]);
        for Row { name, version, default_entry, slim_entry, testing_entry } in &self.0 {
            let [default, slim, testing] =
                [default_entry, slim_entry, testing_entry].map(|cells| {
                    cells.iter().map(|cell| format!("✓ {cell}")).collect::<Vec<_>>().join("<br>")
                });
            line([name, version, &default, &slim, &testing]);
        }
        out.push('\n');
    }
}

/// Another machine may have another release of a browser: that makes the table no lie.
pub(super) fn without_versions_of_system(text: &str) -> String {
    let mask = |line: &str| match line.split_once(OF_SYSTEM) {
        Some((before, after)) => {
            let kept = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            format!("{kept}{OF_SYSTEM}{after}\n")
        }
        None => format!("{line}\n"),
    };
    text.lines().map(mask).collect()
}

#[cfg(test)]
mod tests {
    use super::{Rows, without_versions_of_system};

    #[test]
    fn cells_of_one_row_are_side_by_side() {
        let mut rows = Rows::default();
        rows.read("Deno\t2.9\tthreadline\timport\nVite\t8.3\tthreadline\tdev\n").unwrap();
        rows.read("Vite\t8.3\tthreadline\tbuild\nVite\t8.3\tthreadline/slim\tbuild\n").unwrap();
        let mut table = String::new();
        rows.print("Things", &mut table);
        assert_eq!(
            table,
            "\
| Things | version | `threadline` | `threadline/slim` |
| --- | --- | --- | --- |
| Deno | 2.9 | ✓ import |  |
| Vite | 8.3 | ✓ dev<br>✓ build | ✓ build |

"
        );
    }

    #[test]
    fn an_entry_has_a_column_where_any_row_has_it() {
        let mut rows = Rows::default();
        rows.read("Deno\t2.9\tthreadline/testing\timport\nBun\t1.4\tthreadline\timport\n").unwrap();
        let mut table = String::new();
        rows.print("Things", &mut table);
        assert_eq!(
            table,
            "\
| Things | version | `threadline` | `threadline/testing` |
| --- | --- | --- | --- |
| Deno | 2.9 |  | ✓ import |
| Bun | 1.4 | ✓ import |  |

"
        );
    }

    #[test]
    fn a_line_that_is_not_a_cell_is_rejected() {
        assert!(Rows::default().read("Deno\t2.9\timport\n").is_err());
        assert!(Rows::default().read("Deno\t2.9\tthreadline/fat\timport\n").is_err());
    }

    #[test]
    fn a_browser_may_be_of_another_version_on_another_machine() {
        let row = |version| {
            without_versions_of_system(&format!("| Chromium | {version} (the system's) | page |"))
        };
        assert_eq!(row("156.0.1"), row("157"));
        assert_ne!(row("156"), without_versions_of_system("| Chromium | 156 | page |"));
    }
}
