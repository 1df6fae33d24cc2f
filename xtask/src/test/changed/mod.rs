//! `cargo xtask test --changed`: after a warm build, what a change touches is tested in half a minute.
//!
//! It looks at what git sees as changed since the last commit. Rust is tested by native tests, those that take seconds;
//! the package's TypeScript and the test files by tests in Node, with the packed tarball: the quick ones of the topic.

mod plan;
mod topics;

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::node_files::{self, Limits};
use super::{Tally, counted, golden, install, lint, native};
use crate::failure::Result;
use crate::process::Program;
use crate::step::note;
use crate::{fake_service, paths, setup};
use plan::{Plan, Rust};

pub(crate) fn run(tally: &mut Tally) -> Result<()> {
    let changed = changed()?;
    let plan = Plan::of(&changed);
    if plan == Plan::default() {
        note("nothing is changed that has a quick test: `cargo xtask test` runs everything");
        return Ok(());
    }
    plan.rust.iter().for_each(|tests| tests.run(tally));
    if !plan.runtimes.is_empty() && is_ready(tally) {
        lint::package_types(tally);
        tally.count("the package in Node", || in_node(&plan.runtimes));
    }
    note("these are the quick ones: `cargo xtask test` runs everything");
    Ok(())
}

/// Together, even if only the tests of one are wanted: so their dependencies have the same features each time, and cargo
/// does not build them again.
const BOTH: [&str; 4] = ["--package", "threadline", "--package", "threadline-fakes"];

impl Rust {
    fn run(self, tally: &mut Tally) {
        let mut cargo = |name: &str, packages: &[&str], which: &[&str]| {
            tally.count(name, || {
                counted(Program::cargo()?.args(["test", "--locked"]).args(packages).args(which))
            });
        };
        match self {
            Rust::Core => cargo("unit tests of the core", &["--package", "threadline"], &["--lib"]),
            Rust::CoreAndFakes => {
                cargo("unit tests of the core and the fakes", &BOTH, &["--lib", "--bins"]);
            }
            Rust::Client => {
                let which = ["--all-features", "--lib", "--", "client::"];
                cargo("unit tests of the client for Rust programs", &[], &which);
            }
            Rust::Samples => {
                cargo("each operation against its sample", &BOTH, &["--test", "operations"]);
            }
            Rust::Taken => {
                cargo("each sample against the fakes", &BOTH, &["--test", "native", "taken::"]);
            }
            Rust::Printed => golden::run(tally),
            Rust::Xtask => native::xtask(tally),
        }
    }
}

/// What tests in Node need.
fn is_ready(tally: &mut Tally) -> bool {
    tally.needed(setup::for_build).is_some()
        && install::package_is_ready(tally)
        && tally.ready("the fake service", || fake_service::build().map(drop))
}

/// The files that differ from the last commit, new ones too.
fn changed() -> Result<Vec<String>> {
    let git = |args: &[&str]| Program::new("git")?.args(args).folder(&paths::root()).run();
    let mut names = git(&["diff", "--name-only", "HEAD"])?;
    names.push_str(&git(&["ls-files", "--others", "--exclude-standard"])?);
    Ok(names.lines().map(str::to_owned).collect())
}

fn in_node(tests: &BTreeSet<String>) -> Result<crate::count::Counts> {
    let folder = paths::tests();
    let found: Vec<PathBuf> = tests
        .iter()
        .map(|test| folder.join("runtimes").join(test))
        .filter(|file| file.is_file())
        .collect();
    node_files::run(found, &folder, Limits::QUICK, |node| {
        Ok(node
            .env("THREADLINE_FAKE_SERVER", fake_service::path())
            .env("THREADLINE_PACKAGE", install::package()))
    })
}
