//! What the packed tarball holds and weighs: tests/tarball/, the size budget, and whether a second
//! build gives the same modules.

use std::path::{Path, PathBuf};

use super::node_files::{self, Limits};
use super::{Tally, install};
use crate::count::Counts;
use crate::failure::Result;
use crate::{build, files, paths, size};

pub(crate) fn run(tally: &mut Tally) {
    tally.check("the size budget", size::check);
    tally.count("the tarball's content", || node_tests(&paths::tests().join("tarball")));
    tally.count("the scripts that build it", || node_tests(&paths::root().join("xtask")));
    tally.check("a second build from nothing gives the same modules", build::reproducible::check);
}

/// Every `*.test.mjs` in a folder.
fn node_tests(folder: &Path) -> Result<Counts> {
    let tests: Vec<PathBuf> = files::below(folder)?
        .into_iter()
        .filter(|file| files::name(file).ends_with(".test.mjs"))
        .collect();
    node_files::run(tests, folder, Limits::USUAL, |node| {
        Ok(node.env("THREADLINE_PACKAGE", install::package()))
    })
}
