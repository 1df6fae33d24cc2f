//! The fake services as a module of their own, for `threadline/testing`.
//!
//! It never reaches a user's users: wasm-bindgen's glue stays as it is, and nothing is spent on size
//! but what the compiler and wasm-opt do.

use std::path::PathBuf;

use super::{glue, inline};
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
    let glue_file = paths::generated().join("testing-glue.js");
    let is_made = module().is_file() && glue_file.is_file();
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
    files::write(&glue_file, factory(&files::read(&made.join("testing.js"))?)?)?;
    inline::write("testing-inline.js", &module())?;
    files::write(&stamp, input)
}

/// The glue as a function that makes it: by itself it takes globals while it is imported which some test environments
/// are without, and an import must fail nowhere.
fn factory(glue: &str) -> Result<String> {
    const EXPORTS: &str = "export { initSync, __wbg_init as default };";
    let exported = "return { initialize: __wbg_init, Fakes };";
    let inner = glue::replace_once(&glue.replace("export class ", "class "), EXPORTS, exported)?;
    Ok(format!("export const makeGlue = () => {{\n{inner}\n}};\n"))
}
