//! What the package is made of, in the package: licences and bill of materials, from what cargo says
//! of the very build. Says the modules' hashes, too.
//!
//! The scripts are ours, since `cargo-cyclonedx` and `cargo-sbom` list the whole workspace with its
//! macros, know nothing of the standard library and of npm, and take longer to install than all
//! else that a build needs. A test holds what they write to the official schema.

use super::{testing, wasm};
use crate::failure::Result;
use crate::paths;
use crate::process::Program;
use crate::step::note;

pub(crate) fn write() -> Result<()> {
    let printed = Program::new("node")?
        .arg(paths::root().join("xtask/supply/write.mjs"))
        .arg(paths::package())
        .args(["dist/threadline.wasm"].iter().chain(&wasm::WHAT).chain(&["--"]))
        .args(["dist/threadline-testing.wasm"].iter().chain(&testing::WHAT).chain(&["--"]))
        .run()?;
    printed.lines().for_each(note);
    Ok(())
}
