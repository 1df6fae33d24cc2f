//! `cargo xtask fmt`: everything as rustfmt and Biome have it. `cargo xtask test lint` checks the same.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::failure::Result;
use crate::process::Program;
use crate::step::step;
use crate::{paths, setup};

/// Formats everything; Biome also fixes what it can fix safely, and fails on what it cannot.
pub(crate) fn everything() -> Result<()> {
    setup::for_format()?;
    step("rustfmt", || Program::new("rustfmt")?.args(rust_files()?).run().map(drop))?;
    step("Biome", || {
        Program::new("biome")?.args(["check", "--write", "--colors=off", "."]).run().map(drop)
    })
}

/// Fails with the names of the Rust files that are not formatted.
pub(crate) fn check_rust() -> Result<()> {
    let rustfmt = Program::new("rustfmt")?.args(["--check", "--files-with-diff"]);
    let finished = rustfmt.args(rust_files()?).finish()?;
    if finished.ok {
        return Ok(());
    }
    // Once for each file that leads to it.
    let mut seen = BTreeSet::new();
    let lines: Vec<&str> = finished.text.lines().filter(|line| seen.insert(*line)).collect();
    Err(format!("{}\n  `cargo xtask fmt` formats them", lines.join("\n  ")).into())
}

/// Every Rust file, new ones too. `cargo fmt` would not find those that a macro names.
fn rust_files() -> Result<Vec<PathBuf>> {
    let root = paths::root();
    let git = Program::new("git")?.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let names = git.args(["--", "*.rs"]).folder(&root).run()?;
    // Git lists files that are deleted, until that is committed.
    Ok(names.lines().map(|name| root.join(name)).filter(|file| file.is_file()).collect())
}

#[cfg(test)]
mod tests {
    use super::rust_files;
    use crate::paths;

    #[test]
    fn the_files_that_macros_name_are_formatted() {
        let files = rust_files().unwrap();
        for name in
            ["src/lib.rs", "src/heymarket/conversations/close.rs", "fakes/src/qlara/list.rs"]
        {
            assert!(files.contains(&paths::root().join(name)), "{name}");
        }
    }
}
