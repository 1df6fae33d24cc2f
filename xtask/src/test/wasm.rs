//! tests/wasm/: the shell inside Node and inside Chromium; tests/js/: the crate's models in JavaScript, inside Node.
//! By wasm-bindgen-test.

use super::{Tally, counted};
use crate::failure::Result;
use crate::paths;
use crate::process::Program;
use crate::setup::{Chromium, WASM_TARGET};

pub(crate) fn run(tally: &mut Tally, chromium: Option<&Chromium>) {
    tally.count("wasm-bindgen tests in Node", || {
        counted(tests("wasm", "shell")?.env("WASM_BINDGEN_TEST_ONLY_NODE", "1"))
    });
    tally.count("models by serde-wasm-bindgen and by threadline::js, in Node", || {
        counted(tests("js", "js,serde")?.env("WASM_BINDGEN_TEST_ONLY_NODE", "1"))
    });
    let Some(chromium) = chromium else {
        return tally.cannot("wasm-bindgen tests in Chromium", "Chromium is missing");
    };
    tally.count("wasm-bindgen tests in Chromium", || {
        let program = tests("wasm", "shell")?
            .env("CHROMEDRIVER", &chromium.driver)
            // A test that names no place of its own runs in Node and here.
            .env("WASM_BINDGEN_USE_BROWSER", "1")
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", chromium.webdriver_json()?);
        counted(program)
    });
}

/// By wasm-bindgen's test runner, of the crate's own version.
fn tests(test: &str, features: &str) -> Result<Program> {
    let runner = paths::tools().join("bin/wasm-bindgen-test-runner");
    Ok(Program::cargo()?
        .args(["test", "--target", WASM_TARGET, "--test", test])
        // As it is shipped; and without the native tests, which cargo would compile too.
        .args(["--package", "threadline", "--locked", "--no-default-features"])
        .args(["--features", features])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner))
}
