//! The tables of docs/connections.md: what each runtime, and threadline in it, make of exact bytes.
//!
//! A test that passed leaves a line `table ⇥ runtime ⇥ version ⇥ bytes ⇥ what came of them`. The page is made
//! of these lines, and `cargo xtask test packaging` fails if it has others.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::matrix::without_versions_of_system;
use super::{ADVICE, PROJECTS, folder};
use crate::count::Counts;
use crate::failure::{Failure, Result};
use crate::step::note;
use crate::test::golden::first_difference;
use crate::test::marked::Marked;
use crate::{files, paths};

const TABLES: Marked = Marked {
    begin: "<!-- wire:begin (printed from what the tests ran by `cargo xtask matrix --bless`) -->\n",
    end: "<!-- wire:end -->\n",
};

/// Where a project's tests write what came of the bytes in their runtimes.
pub(super) fn file(project: &Path) -> PathBuf {
    project.join("wire.tsv")
}

fn page() -> PathBuf {
    paths::root().join("docs/connections.md")
}

pub(super) fn bless() -> Result<()> {
    files::write(&page(), printed()?)?;
    note(page().display());
    Ok(())
}

pub(super) fn agrees() -> Result<Counts> {
    let written = without_versions_of_system(&files::read(&page())?);
    let ran = without_versions_of_system(&printed()?);
    if written != ran {
        note(format_args!("{}: {}", page().display(), first_difference(&written, &ran)));
        note(ADVICE);
    }
    Ok(Counts::one(written == ran))
}

fn printed() -> Result<String> {
    let mut tables = Tables::default();
    for project in PROJECTS.iter().flat_map(|(_, projects)| projects.iter()) {
        tables.read(&files::read(&file(&folder().join(project))).map_err(|_| {
            Failure::from(format!(
                "packaging/{project} has not run: `cargo xtask test packaging` runs all"
            ))
        })?)?;
    }
    TABLES.replace(&files::read(&page())?, &tables.print()?)
}

/// All in the order in which it was first named.
#[derive(Default)]
struct Tables {
    versions: Vec<(String, String)>,
    tables: Vec<Table>,
}

struct Table {
    name: String,
    runtimes: Vec<String>,
    /// What is on the wire, and what came of it in each of the runtimes.
    rows: Vec<(String, Vec<String>)>,
}

impl Tables {
    fn read(&mut self, lines: &str) -> Result<()> {
        for line in lines.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [table, runtime, version, bytes, came] = fields[..] else {
                return Err(format!("`{line}` is not a cell of docs/connections.md").into());
            };
            if !self.versions.iter().any(|(name, _)| name == runtime) {
                self.versions.push((runtime.to_owned(), version.to_owned()));
            }
            let at = place(&mut self.tables, |one| one.name == table, || Table::new(table));
            let Some(Table { runtimes, rows, .. }) = self.tables.get_mut(at) else { continue };
            let column = place(runtimes, |one| one == runtime, || runtime.to_owned());
            let row = place(rows, |(one, _)| one == bytes, || (bytes.to_owned(), Vec::new()));
            let Some((_, cells)) = rows.get_mut(row) else { continue };
            if cells.len() != column {
                return Err(
                    format!("{table}: not every runtime before {runtime} ran {bytes}").into()
                );
            }
            cells.push(came.to_owned());
        }
        Ok(())
    }

    fn print(&self) -> Result<String> {
        let mut out = String::new();
        let mut line = |cells: &[&str]| {
            let _ = writeln!(out, "| {} |", cells.join(" | "));
        };
        line(&["runtime", "version"]);
        line(&["---", "---"]);
        for (runtime, version) in &self.versions {
            line(&[runtime, version]);
        }
        for Table { name, runtimes, rows } in &self.tables {
            let _ = writeln!(out, "\n### Over {name}\n");
            let mut line = |first: &str, cells: &mut dyn Iterator<Item = &str>| {
                let _ = writeln!(out, "| {first} | {} |", cells.collect::<Vec<_>>().join(" | "));
            };
            line("what comes", &mut runtimes.iter().map(String::as_str));
            line("---", &mut runtimes.iter().map(|_| "---"));
            for (bytes, cells) in rows {
                if cells.len() != runtimes.len() {
                    return Err(format!("{name}: not every runtime ran {bytes}").into());
                }
                line(bytes, &mut cells.iter().map(String::as_str));
            }
        }
        Ok(out)
    }
}

impl Table {
    fn new(name: &str) -> Table {
        Table { name: name.to_owned(), runtimes: Vec::new(), rows: Vec::new() }
    }
}

/// Where it is in the list; it is put at the end if it is not there.
fn place<T>(list: &mut Vec<T>, is_it: impl FnMut(&T) -> bool, made: impl FnOnce() -> T) -> usize {
    list.iter().position(is_it).unwrap_or_else(|| {
        list.push(made());
        list.len() - 1
    })
}

#[cfg(test)]
mod tests {
    use super::Tables;

    #[test]
    fn a_runtime_is_a_column_of_its_table() {
        let mut tables = Tables::default();
        tables.read("TLS\tDeno\t2.9\thead cut off\tlost\nTLS\tDeno\t2.9\tno length\t✓\n").unwrap();
        tables.read("TLS\tBun\t1.4\thead cut off\tlost\nTLS\tBun\t1.4\tno length\tlost\n").unwrap();
        assert_eq!(
            tables.print().unwrap(),
            "\
| runtime | version |
| --- | --- |
| Deno | 2.9 |
| Bun | 1.4 |

### Over TLS

| what comes | Deno | Bun |
| --- | --- | --- |
| head cut off | lost | lost |
| no length | ✓ | lost |
"
        );
    }

    #[test]
    fn what_one_runtime_did_not_run_is_an_error() {
        let mut tables = Tables::default();
        tables.read("TLS\tDeno\t2.9\thead cut off\tlost\nTLS\tDeno\t2.9\tno length\t✓\n").unwrap();
        tables.read("TLS\tBun\t1.4\tno length\tlost\n").unwrap();
        assert!(tables.print().is_err());
        assert!(tables.read("TLS\tNode\t20\thead cut off\tlost\n").is_err());
    }

    #[test]
    fn a_line_that_is_not_a_cell_is_an_error() {
        assert!(Tables::default().read("TLS\tDeno\t2.9\thead cut off\n").is_err());
    }
}
