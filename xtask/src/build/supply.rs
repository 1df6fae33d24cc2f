//! What the package is made of, in the package: licences and bill of materials, from what cargo says
//! of the very build. Says the modules' hashes, too.
//!
//! The scripts are ours, since `cargo-cyclonedx` and `cargo-sbom` list the whole workspace with its
//! macros, know nothing of the standard library and of npm, and take longer to install than all
//! else that a build needs; and none of them sees that of a crate that is needed nothing is linked.
//! A test holds what they write to the official schema.

use super::testing;
use super::wasm::MODULES;
use crate::failure::Result;
use crate::paths;
use crate::process::Program;
use crate::step::note;

pub(crate) fn write() -> Result<()> {
    let testing = (testing::NAME, testing::compiled(&testing::target()), testing::WHAT.to_vec());
    let modules = MODULES
        .iter()
        .map(|module| (module.name, module.compiled(), module.what().to_vec()))
        .chain([testing]);
    let mut program = Program::new("node")?
        .arg(paths::root().join("xtask/supply/write.mjs"))
        .arg(paths::package());
    for (name, compiled, what) in modules {
        program = program.arg(format!("dist/{name}.wasm")).arg(compiled).args(what).arg("--");
    }
    let printed = program.run()?;
    printed.lines().for_each(note);
    Ok(())
}
