//! What the package is made of, in the package: licences and bill of materials, from what cargo says
//! of the very build. Says the modules' hashes, too.
//!
//! The scripts are ours, since `cargo-cyclonedx` and `cargo-sbom` list the whole workspace with its
//! macros, know nothing of the standard library and of npm, and take longer to install than all
//! else that a build needs. A test holds what they write to the official schema.

use super::testing;
use super::wasm::MODULES;
use crate::failure::Result;
use crate::paths;
use crate::process::Program;
use crate::step::note;

pub(crate) fn write() -> Result<()> {
    let testing = ("threadline-testing", testing::WHAT.to_vec());
    let modules =
        MODULES.iter().map(|module| (module.name, module.what().to_vec())).chain([testing]);
    let mut builds = Vec::new();
    for (name, what) in modules {
        builds.push(format!("dist/{name}.wasm"));
        builds.extend(what.into_iter().map(str::to_owned));
        builds.push("--".to_owned());
    }
    let printed = Program::new("node")?
        .arg(paths::root().join("xtask/supply/write.mjs"))
        .arg(paths::package())
        .args(builds)
        .run()?;
    printed.lines().for_each(note);
    Ok(())
}
