//! tests/runtimes/: the installed package in Node, workerd and Chromium against the fake service.
//!
//! Every `*.test.mjs` and `*.test.cjs` below tests/runtimes/ is run by Node's runner (`node_files.rs`) in
//! target/tests (see `install.rs`). The environment tells the tests:
//! - `THREADLINE_CHROMIUM`, `THREADLINE_CHROMIUM_ARGS`: the browser to start, its arguments
//!   separated by blanks;
//! - `THREADLINE_FAKE_SERVER`: the fake service's program;
//! - `THREADLINE_PACKAGE`: the folder of the installed package;
//! - `THREADLINE_COUNTED`: its module, which tells each step that it takes.

use std::path::PathBuf;

use super::node_files::{self, Limits};
use super::{Tally, install};
use crate::failure::Result;
use crate::process::Program;
use crate::setup::Chromium;
use crate::{fake_service, files, paths};

pub(crate) fn run(tally: &mut Tally, chromium: Option<&Chromium>) {
    let Some(chromium) = chromium else {
        return tally.cannot("the package in Node, workerd and Chromium", "Chromium is missing");
    };
    if !tally.ready("the fake service", || fake_service::build().map(drop)) {
        return;
    }
    if !tally.ready("the module that tells its steps", count_steps) {
        return;
    }
    tally.count("the package in Node, workerd and Chromium", || {
        let folder = paths::tests();
        let tests: Vec<PathBuf> = files::below(&folder.join("runtimes"))?
            .into_iter()
            .filter(|file| {
                [".test.mjs", ".test.cjs"].iter().any(|end| files::name(file).ends_with(end))
            })
            .collect();
        node_files::run(tests, &folder, Limits::USUAL, |node| {
            Ok(with_environment(node, chromium)?.env("THREADLINE_COUNTED", counted_module()))
        })
    });
}

fn counted_module() -> PathBuf {
    paths::target().join("tests/counted.wasm")
}

/// What the module may use, as the compiler and browsers of today have it.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// The package's module with a call of `log_execution` at the beginning of each function and each turn of a loop.
fn count_steps() -> Result<()> {
    Program::new("wasm-opt")?
        .args(FEATURES)
        .arg("--log-execution")
        .arg(install::package().join("dist/threadline.wasm"))
        .arg("-o")
        .arg(counted_module())
        .run()
        .map(drop)
}

/// What a test or the demo must know of its surroundings.
pub(crate) fn with_environment(program: Program, chromium: &Chromium) -> Result<Program> {
    Ok(program
        .env("THREADLINE_CHROMIUM", &chromium.browser)
        .env("THREADLINE_CHROMIUM_ARGS", Chromium::arguments().join(" "))
        .env("THREADLINE_FAKE_SERVER", fake_service::path())
        .env("THREADLINE_PACKAGE", install::package()))
}
