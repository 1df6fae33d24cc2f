//! The npm tools (binaryen, esbuild, TypeScript, Biome, miniflare, playwright-core), exactly as the
//! lockfile has them.

use crate::failure::Result;
use crate::process::Program;
use crate::step::{note, step};
use crate::{files, paths};

pub(crate) fn install() -> Result<()> {
    let lockfile = files::read(&paths::root().join("package-lock.json"))?;
    let installed = paths::root().join("node_modules/.package-lock.json");
    // A copy of the lockfile that was installed: equal text, equal tools.
    let stamp = paths::tools().join("npm-installed.json");
    if installed.is_file() && files::read(&stamp).is_ok_and(|text| text == lockfile) {
        note("npm tools: there");
        return Ok(());
    }
    step("npm tools: npm ci, about half a minute", || {
        // No install scripts: none of the tools needs its own.
        Program::new("npm")?.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).run()?;
        files::write(&stamp, lockfile)
    })
}
