//! Tools that cargo installs into `target/tools`, each of one version.

use crate::failure::Result;
use crate::process::Program;
use crate::step::{note, step};
use crate::{files, paths};

pub(crate) struct CargoTool {
    name: &'static str,
    version: &'static str,
}

/// Builds what others would write in place of threadline: in the bench.
pub(crate) const WASM_PACK: CargoTool = CargoTool { name: "wasm-pack", version: "0.15.1" };

/// Builds the targets of `fuzz/` with libFuzzer.
pub(crate) const CARGO_FUZZ: CargoTool = CargoTool { name: "cargo-fuzz", version: "0.13.2" };

/// Holds the dependencies to `deny.toml`.
pub(crate) const CARGO_DENY: CargoTool = CargoTool { name: "cargo-deny", version: "0.20.2" };

impl CargoTool {
    pub(crate) fn install(&self) -> Result<()> {
        let CargoTool { name, version } = self;
        // Ours or, if it is of that very version, one that was on the PATH before us.
        let printed = Program::new(name).and_then(|program| program.args(["--version"]).run());
        if printed.is_ok_and(|text| text.split_whitespace().nth(1) == Some(version)) {
            note(format_args!("{name} {version}: there"));
            return Ok(());
        }
        step(format_args!("{name} {version}: cargo install, one to two minutes"), || {
            let scratch = paths::tools().join(format!("{name}-build"));
            Program::cargo()?
                // What it does takes no time worth that of an optimised build.
                .args(["install", name, "--version", version, "--locked", "--debug", "--root"])
                .arg(paths::tools())
                .env("CARGO_PROFILE_DEV_DEBUG", "false")
                // Its own folder, so that an interrupted run goes on where it was.
                .env("CARGO_TARGET_DIR", &scratch)
                .run()?;
            files::remove_folder(&scratch)
        })
    }
}
