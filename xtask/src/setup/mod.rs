//! Installs what the verbs need, once: later runs find it and say so in a word.

mod apt;
mod bindgen;
mod cargo_tool;
mod chromium;
mod firefox;
mod node;
mod npm;
mod rust;
mod webkit;

use std::path::PathBuf;

use crate::failure::Result;
use crate::step::step;
use cargo_tool::{CARGO_DENY, CARGO_FUZZ, WASM_PACK};
pub(crate) use chromium::Chromium;
pub(crate) use rust::WASM_TARGET;
pub(crate) use webkit::WebKit;

/// What turns the crate into a package.
pub(crate) fn for_build() -> Result<()> {
    step("set-up of the build tools", || {
        node::check()?;
        rust::wasm_target()?;
        npm::install()?;
        bindgen::install()
    })
}

/// What runs tests/wasm/.
pub(crate) fn for_wasm_tests() -> Result<()> {
    step("set-up of the runner of wasm-bindgen tests", bindgen::install_test_runner)
}

/// What the bench builds a rival with, as its users would.
pub(crate) fn for_bench() -> Result<()> {
    WASM_PACK.install()
}

/// The formatters.
pub(crate) fn for_format() -> Result<()> {
    step("set-up of the formatters", || {
        node::check()?;
        rust::components()?;
        npm::install()
    })
}

/// The formatters, the linters and cargo-deny.
pub(crate) fn for_lint() -> Result<()> {
    step("set-up of the linters", || {
        node::check()?;
        rust::components()?;
        rust::wasm_target()?;
        npm::install()?;
        CARGO_DENY.install()
    })
}

/// clippy alone.
pub(crate) fn for_clippy() -> Result<()> {
    rust::components()
}

/// What builds the targets of `fuzz/`.
pub(crate) fn for_fuzz() -> Result<()> {
    CARGO_FUZZ.install()
}

/// A browser, for the tests and the demo.
pub(crate) fn for_browser() -> Result<Chromium> {
    step("set-up of the browser", chromium::find_or_install)
}

/// The browsers that only the matrix of tests/packaging/ wants.
pub(crate) fn for_firefox() -> Result<PathBuf> {
    step("set-up of Firefox", firefox::find_or_install)
}

pub(crate) fn for_webkit() -> Result<WebKit> {
    step("set-up of WebKitGTK", webkit::find_or_install)
}

pub(crate) fn everything() -> Result<()> {
    for_build()?;
    for_wasm_tests()?;
    for_lint()?;
    for_browser()?;
    // Not every system has these two; each has said how to get it.
    drop(for_firefox());
    drop(for_webkit());
    Ok(())
}
