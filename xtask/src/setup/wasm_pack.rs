//! wasm-pack, which runs cargo, wasm-bindgen and wasm-opt for us.

use crate::failure::Result;
use crate::process::Program;
use crate::step::{note, step};
use crate::{files, paths};

const VERSION: &str = "0.15.1";

pub(crate) fn install() -> Result<()> {
    // Ours or, if it is of that very version, one that was on the PATH before us.
    let printed = Program::new("wasm-pack").and_then(|program| program.args(["--version"]).run());
    if printed.is_ok_and(|text| text.split_whitespace().nth(1) == Some(VERSION)) {
        note(format_args!("wasm-pack {VERSION}: there"));
        return Ok(());
    }
    step(format_args!("wasm-pack {VERSION}: cargo install, about a minute"), || {
        let scratch = paths::tools().join("wasm-pack-build");
        Program::cargo()?
            // It only starts other programs: not worth the time of an optimised build.
            .args(["install", "wasm-pack", "--version", VERSION, "--locked", "--debug", "--root"])
            .args([paths::tools()])
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            // Its own folder, so that an interrupted run goes on where it was.
            .env("CARGO_TARGET_DIR", &scratch)
            .run()?;
        files::remove_folder(&scratch)
    })
}
