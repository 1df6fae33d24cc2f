//! The fake services as a module of their own, for `threadline/testing`.
//!
//! It never reaches a user's users: wasm-bindgen's glue stays as it is, and nothing is spent on size
//! but what the compiler and wasm-opt do.

use std::path::PathBuf;

use super::inline;
use crate::failure::Result;
use crate::process::Program;
use crate::setup::WASM_TARGET;
use crate::step::note;
use crate::{files, paths};

pub(super) const WHAT: [&str; 3] = ["--package", "threadline-testing", "--locked"];

/// The optimised module.
pub(crate) fn module() -> PathBuf {
    paths::generated().join("threadline-testing.wasm")
}

pub(crate) fn build() -> Result<()> {
    let compiled = paths::target().join(WASM_TARGET).join("release/threadline_testing.wasm");
    super::wasm::with_flags(Program::cargo()?)?
        .args(["build", "--release", "--target", WASM_TARGET])
        .args(WHAT)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
        .run()?;
    let made = paths::target().join("testing");
    let stamp = made.join(".made-from");
    let input = files::read_bytes(&compiled)?;
    let glue = paths::generated().join("testing-glue.js");
    let is_made = module().is_file() && glue.is_file();
    if is_made && files::read_bytes(&stamp).is_ok_and(|made_from| made_from == input) {
        note("unchanged");
        return Ok(());
    }
    Program::new("wasm-bindgen")?
        .args(["--target", "web", "--omit-default-module-path", "--no-typescript"])
        .args(["--remove-name-section", "--remove-producers-section"])
        .args(["--out-name", "testing", "--out-dir"])
        .arg(&made)
        .arg(&compiled)
        .run()?;
    files::make_folder(&paths::generated())?;
    Program::new("wasm-opt")?
        .arg("-Oz")
        .arg(made.join("testing_bg.wasm"))
        .arg("-o")
        .arg(module())
        .run()?;
    files::copy(&made.join("testing.js"), &glue)?;
    inline::write("testing-inline.js", &module())?;
    files::write(&stamp, input)
}
