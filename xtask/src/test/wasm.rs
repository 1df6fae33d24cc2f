//! tests/wasm/: the shell inside Node and inside Chromium, by wasm-bindgen-test.

use super::{Tally, counted};
use crate::failure::Result;
use crate::paths;
use crate::process::Program;
use crate::setup::{Chromium, WASM_TARGET};

pub(crate) fn run(tally: &mut Tally, chromium: Option<&Chromium>) {
    tally.count("wasm-bindgen tests in Node", || {
        counted(tests()?.env("WASM_BINDGEN_TEST_ONLY_NODE", "1"))
    });
    let Some(chromium) = chromium else {
        return tally.cannot("wasm-bindgen tests in Chromium", "Chromium is missing");
    };
    tally.count("wasm-bindgen tests in Chromium", || {
        let program = tests()?
            .env("CHROMEDRIVER", &chromium.driver)
            // A test that names no place of its own runs in Node and here.
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", chromium.webdriver_json()?);
        counted(program)
    });
}

/// By wasm-bindgen's test runner, of the crate's own version.
fn tests() -> Result<Program> {
    let runner = paths::tools().join("bin/wasm-bindgen-test-runner");
    Ok(Program::cargo()?
        .args(["test", "--target", WASM_TARGET, "--test", "wasm"])
        // As it is shipped; and without the native tests, which cargo would compile too.
        .args(["--package", "threadline", "--locked", "--no-default-features"])
        .args(["--features", "shell"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner))
}
