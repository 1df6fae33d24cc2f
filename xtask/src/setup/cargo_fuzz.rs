//! cargo-fuzz, which builds the targets of `fuzz/` with libFuzzer.

use crate::failure::Result;
use crate::process::Program;
use crate::step::{note, step};
use crate::{files, paths};

const VERSION: &str = "0.13.2";

pub(crate) fn install() -> Result<()> {
    // Ours or, if it is of that very version, one that was on the PATH before us.
    let printed = Program::new("cargo-fuzz").and_then(|program| program.args(["--version"]).run());
    if printed.is_ok_and(|text| text.split_whitespace().nth(1) == Some(VERSION)) {
        note(format_args!("cargo-fuzz {VERSION}: there"));
        return Ok(());
    }
    step(format_args!("cargo-fuzz {VERSION}: cargo install, about a minute"), || {
        let scratch = paths::tools().join("cargo-fuzz-build");
        Program::cargo()?
            .args(["install", "cargo-fuzz", "--version", VERSION, "--locked", "--debug", "--root"])
            .arg(paths::tools())
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("CARGO_TARGET_DIR", &scratch)
            .run()?;
        files::remove_folder(&scratch)
    })
}
