//! Installs what the verbs need, once: later runs find it and say so in a word.

mod bindgen;
mod cargo_fuzz;
mod chromium;
mod node;
mod npm;
mod rust;
mod wasm_pack;

use crate::failure::Result;
use crate::step::step;
pub(crate) use cargo_fuzz::install as for_fuzz;
pub(crate) use chromium::Chromium;
pub(crate) use rust::WASM_TARGET;

/// What turns the crate into a package.
pub(crate) fn for_build() -> Result<()> {
    step("set-up of the build tools", || {
        node::check()?;
        rust::wasm_target()?;
        npm::install()?;
        bindgen::install()?;
        wasm_pack::install()
    })
}

/// The formatters and the linters.
pub(crate) fn for_lint() -> Result<()> {
    step("set-up of the linters", || {
        node::check()?;
        rust::components()?;
        rust::wasm_target()?;
        npm::install()
    })
}

/// A browser, for the tests and the demo.
pub(crate) fn for_browser() -> Result<Chromium> {
    step("set-up of the browser", chromium::find_or_install)
}

pub(crate) fn everything() -> Result<()> {
    for_build()?;
    for_lint()?;
    for_browser().map(drop)
}
