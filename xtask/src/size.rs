//! `cargo xtask size`: what a user downloads.

use crate::failure::Result;
use crate::process::Program;
use crate::{build, paths};

pub(crate) fn run() -> Result<()> {
    build::build()?;
    let table = Program::new("node")?
        .arg(paths::root().join("xtask/size.mjs"))
        .arg(paths::package().join("dist"))
        .arg(paths::generated().join("bundle.json"))
        .run()?;
    print!("{table}");
    Ok(())
}
