//! The fake services as a module of their own, for `threadline/testing`.
//!
//! It never reaches a user's users: wasm-bindgen's glue stays as it is, and nothing is spent on size
//! but what the compiler and wasm-opt do.

use std::path::{Path, PathBuf};

use super::{glue, inline};
use crate::failure::Result;
use crate::process::Program;
use crate::setup::WASM_TARGET;
use crate::step::note;
use crate::{files, paths};

/// What its file is called in the package.
pub(super) const NAME: &str = "threadline-testing";

pub(super) const WHAT: [&str; 3] = ["--package", "threadline-fakes", "--locked"];

/// The optimised module.
pub(crate) fn module() -> PathBuf {
    paths::generated().join(format!("{NAME}.wasm"))
}

/// As cargo leaves it.
pub(super) fn compiled(target: &Path) -> PathBuf {
    target.join(WASM_TARGET).join("release/threadline_fakes.wasm")
}

/// A folder of its own: cargo would rebuild the core's library each time that it is built with other features.
pub(super) fn target() -> PathBuf {
    paths::target().join("fakes")
}

pub(crate) fn build() -> Result<()> {
    let target = target();
    compile(&paths::root(), &target)?;
    let stamp = bound(&target).join(".made-from");
    let input = files::read_bytes(&compiled(&target))?;
    let glue_file = paths::generated().join("testing-glue.js");
    let is_made = module().is_file() && glue_file.is_file();
    if is_made && files::read_bytes(&stamp).is_ok_and(|made_from| made_from == input) {
        note("unchanged");
        return Ok(());
    }
    files::make_folder(&paths::generated())?;
    bind(&target, &module())?;
    files::write(&glue_file, factory(&files::read(&bound(&target).join("testing.js"))?)?)?;
    inline::write("testing-inline.js", &module())?;
    files::write(&stamp, input)
}

/// Builds it once more, from a copy of the sources in another folder and from nothing.
pub(super) fn build_again(scratch: &Path) -> Result<Vec<u8>> {
    let [sources, target] = super::wasm::copy_sources(scratch)?;
    compile(&sources, &target)?;
    let module = scratch.join("module.wasm");
    bind(&target, &module)?;
    let made = files::read_bytes(&module)?;
    files::remove_folder(scratch)?;
    Ok(made)
}

fn compile(sources: &Path, target: &Path) -> Result<()> {
    super::wasm::with_flags(Program::cargo()?)?
        // Beside an rlib, cargo would make it without link-time optimisation: an eighth more.
        .args(["rustc", "--lib", "--crate-type", "cdylib", "--release", "--target", WASM_TARGET])
        .args(WHAT)
        .folder(sources)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
        .run()
        .map(drop)
}

/// What wasm-bindgen leaves.
fn bound(target: &Path) -> PathBuf {
    target.join("testing")
}

fn bind(target: &Path, module: &Path) -> Result<()> {
    Program::new("wasm-bindgen")?
        .arg("--omit-default-module-path")
        .args(["--remove-name-section", "--remove-producers-section"])
        .args(["--out-name", "testing", "--out-dir"])
        .arg(bound(target))
        .arg(compiled(target))
        .run()?;
    Program::new("wasm-opt")?
        .arg("-Oz")
        .arg(bound(target).join("testing_bg.wasm"))
        .arg("-o")
        .arg(module)
        .run()
        .map(drop)
}

/// The glue as a function that makes it: by itself it takes globals while it is imported which some test environments
/// are without, and an import must fail nowhere.
fn factory(glue: &str) -> Result<String> {
    const EXPORTS: &str = "export { initSync, __wbg_init as default };";
    let exported = "return { initialize: __wbg_init, Fakes };";
    let inner = glue::replace_once(&glue.replace("export class ", "class "), EXPORTS, exported)?;
    Ok(format!("export const makeGlue = () => {{\n{inner}\n}};\n"))
}
