//! tests/wasm/: the shell inside Node and inside Chromium, by wasm-bindgen-test.

use super::{Tally, counted};
use crate::failure::Result;
use crate::process::Program;
use crate::setup::Chromium;

pub(crate) fn run(tally: &mut Tally, chromium: Option<&Chromium>) {
    tally.count("wasm-bindgen tests in Node", || counted(wasm_pack_test(&["--node"])?));
    let Some(chromium) = chromium else {
        return tally.cannot("wasm-bindgen tests in Chromium", "there is no Chromium");
    };
    tally.count("wasm-bindgen tests in Chromium", || {
        let driver = chromium.driver.to_string_lossy();
        let program =
            wasm_pack_test(&["--headless", "--chrome", "--chromedriver", driver.as_ref()])?
                // A test that names no place of its own runs in Node and here.
                .env("WASM_BINDGEN_USE_BROWSER", "1")
                .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", chromium.webdriver_json()?);
        counted(program)
    });
}

fn wasm_pack_test(how: &[&str]) -> Result<Program> {
    Ok(Program::new("wasm-pack")?
        .arg("test")
        .args(how)
        .args(["--mode", "no-install", ".", "--test", "wasm"])
        // As it is shipped; and without the native tests, which wasm-pack would compile too.
        .args([
            "--package",
            "threadline",
            "--locked",
            "--no-default-features",
            "--features",
            "shell",
        ]))
}
