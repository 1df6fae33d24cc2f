//! The module: compiled by cargo, bound by wasm-bindgen, shrunk by wasm-opt.

use std::env;
use std::path::PathBuf;

use crate::failure::Result;
use crate::process::Program;
use crate::setup::WASM_TARGET;
use crate::step::note;
use crate::{files, paths};

/// The optimised module.
pub(crate) fn module() -> PathBuf {
    paths::wasm_pack().join("threadline_bg.wasm")
}

/// wasm-bindgen's JavaScript for it.
pub(crate) fn glue() -> PathBuf {
    paths::wasm_pack().join("threadline.js")
}

/// Without the package's name cargo builds the macros too, and wasm-pack may take those for the module.
const WHAT: [&str; 4] = ["--package", "threadline", "--locked", "--no-default-features"];

pub(crate) fn build() -> Result<()> {
    let compiled = paths::target().join(WASM_TARGET).join("release/threadline.wasm");
    with_short_paths(Program::cargo()?)?
        .args(["build", "--lib", "--release", "--target", WASM_TARGET])
        .args(WHAT)
        .run()?;
    // wasm-pack works for seconds even when nothing has changed: remember what it was given.
    let stamp = paths::wasm_pack().join(".made-from");
    let input = [
        files::read_bytes(&compiled)?,
        files::read_bytes(&paths::root().join("Cargo.toml"))?,
        files::read_bytes(&paths::root().join("package-lock.json"))?,
    ]
    .concat();
    let is_made = module().is_file() && glue().is_file();
    if is_made && files::read_bytes(&stamp).is_ok_and(|made_from| made_from == input) {
        note("unchanged");
        return Ok(());
    }
    files::remove_folder(&paths::wasm_pack())?;
    let printed = with_short_paths(Program::new("wasm-pack")?)?
        .args(["build", "--no-pack", "--no-gitignore", "--target", "web", "--release"])
        .args(["--mode", "no-install", "--out-dir", "target/wasm-pack", "."])
        .arg("--")
        .args(WHAT)
        .run()?;
    check_optimised(&printed)?;
    files::write(&stamp, input)
}

/// Without a wasm-opt on its path wasm-pack goes on in silence and leaves a module twice the size.
fn check_optimised(printed: &str) -> Result<()> {
    if printed.contains("Optimizing wasm binaries with `wasm-opt`") {
        return Ok(());
    }
    Err(format!("{}\n  wasm-pack did not run wasm-opt", printed.trim_end()).into())
}

/// Panics name their source file: without the folder that this machine keeps crates in, the module
/// is smaller, and the same wherever it is built.
pub(super) fn with_short_paths(program: Program) -> Result<Program> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(|home| {
            let mut path = PathBuf::from(home);
            path.push(".cargo");
            path
        })
    });
    let Some(cargo_home) = cargo_home else { return Ok(program) };
    let mut flags = Vec::new();
    for registry in files::entries(&cargo_home.join("registry/src"))? {
        flags.push(format!("--remap-path-prefix={}=", registry.display()));
    }
    if flags.is_empty() {
        return Ok(program);
    }
    Ok(program.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_module_that_wasm_opt_has_not_seen_is_refused() {
        assert!(
            super::check_optimised("[INFO]: Optimizing wasm binaries with `wasm-opt`...").is_ok()
        );
        assert!(super::check_optimised("[INFO]: Skipping wasm-opt as no downloading").is_err());
    }
}
