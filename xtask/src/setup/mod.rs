//! Installs what the verbs need, once: later runs find it and say so in a word.

mod bindgen;
mod chromium;
mod node;
mod npm;
mod rust;
mod wasm_pack;

use std::time::Instant;

use crate::failure::Result;
use crate::step::note;
pub(crate) use chromium::Chromium;
pub(crate) use rust::WASM_TARGET;

/// What turns the crate into a package.
pub(crate) fn for_build() -> Result<()> {
    let start = Instant::now();
    println!("> set-up of the build tools");
    node::check()?;
    rust::wasm_target()?;
    npm::install()?;
    bindgen::install()?;
    wasm_pack::install()?;
    note(format_args!("done in {:.1} s", start.elapsed().as_secs_f64()));
    Ok(())
}

/// The formatter and the linter.
pub(crate) fn for_lint() -> Result<()> {
    node::check()?;
    rust::components()?;
    rust::wasm_target()?;
    npm::install()
}

/// A browser, for the tests and the demo.
pub(crate) fn for_browser() -> Result<Chromium> {
    println!("> set-up of the browser");
    let start = Instant::now();
    let chromium = chromium::find_or_install()?;
    note(format_args!("done in {:.1} s", start.elapsed().as_secs_f64()));
    Ok(chromium)
}

pub(crate) fn everything() -> Result<()> {
    for_build()?;
    for_lint()?;
    for_browser()?;
    Ok(())
}
