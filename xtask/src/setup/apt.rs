//! Debian's packages, where we may install them.

use crate::failure::Result;
use crate::paths;
use crate::process::Program;
use crate::step::step;

/// Installs packages by apt; `false` where there is none, or where that is not ours to do.
pub(super) fn install(what: &str, packages: &[&str]) -> Result<bool> {
    if !is_root() || paths::find_program(&["apt-get"]).is_none() {
        return Ok(false);
    }
    step(format_args!("{what}: apt-get install, about a minute"), || {
        let quietly = |program: Program| program.env("DEBIAN_FRONTEND", "noninteractive");
        quietly(Program::new("apt-get")?).args(["update"]).run()?;
        quietly(Program::new("apt-get")?)
            .args(["install", "-y", "--no-install-recommends"])
            .args(packages)
            .run()
    })?;
    Ok(true)
}

pub(super) fn is_root() -> bool {
    let id = Program::new("id").and_then(|program| program.args(["-u"]).run());
    id.is_ok_and(|text| text.trim() == "0")
}
