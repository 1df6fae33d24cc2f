//! The parts of the Rust toolchain that rustup does not install by itself.

use crate::failure::{Failure, Result};
use crate::files;
use crate::process::Program;
use crate::step::step;

pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly: looked for where rustc would, asked from rustup if absent.
pub(crate) fn wasm_target() -> Result<()> {
    let folder = Program::new("rustc")?
        .args(["--print", "target-libdir", "--target", WASM_TARGET])
        .run()
        .map_err(|_| missing("rustc is not on the PATH"))?;
    if files::entries(folder.trim().as_ref())?.iter().any(|file| is_core(files::name(file))) {
        return Ok(());
    }
    step(format_args!("the target {WASM_TARGET}, by rustup"), || {
        rustup(&["target", "add", WASM_TARGET])
    })
}

/// rustfmt and clippy.
pub(crate) fn components() -> Result<()> {
    for (program, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if Program::new(program)?.args(["--version"]).run().is_err() {
            step(format_args!("{component}, by rustup"), || {
                rustup(&["component", "add", component])
            })?;
        }
    }
    Ok(())
}

fn rustup(args: &[&str]) -> Result<()> {
    let rustup = Program::new("rustup")?.args(["--version"]).run();
    rustup.map_err(|_| missing("rustup is not on the PATH"))?;
    Program::new("rustup")?.args(args).run().map(drop)
}

fn missing(what: &str) -> Failure {
    format!("{what}; install Rust by rustup: https://rustup.rs").into()
}

fn is_core(file: &str) -> bool {
    file.starts_with("libcore-") && file.ends_with(".rlib")
}
