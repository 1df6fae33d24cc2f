//! The JavaScript half: esbuild bundles the entries of pkg-template with what was generated.

use crate::failure::Result;
use crate::process::Program;
use crate::{files, paths};

use super::wasm::MODULES;
use super::{names, testing};

pub(crate) fn bundle() -> Result<()> {
    let dist = paths::package().join("dist");
    files::remove_folder(&dist)?;
    Program::new("node")?
        .args([paths::root().join("xtask/bundle.mjs"), paths::generated(), dist.clone()])
        .run()?;
    for module in MODULES {
        files::copy(&names::module(module), &dist.join(format!("{}.wasm", module.name)))?;
    }
    files::copy(&testing::module(), &dist.join("threadline-testing.wasm"))
}
