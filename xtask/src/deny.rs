//! What the project may depend on, as `deny.toml` says: licences, sources, duplicates, advisories.

use crate::failure::Result;
use crate::process::Program;
use crate::setup;

/// What the lockfile and the crates themselves show.
pub(crate) fn without_network() -> Result<()> {
    cargo_deny()?.args(["check", "bans", "licenses", "sources"]).run().map(drop)
}

/// `cargo xtask advisories`: what has become known of the crates since. The database is fetched
/// from GitHub, which no test may depend on.
pub(crate) fn advisories() -> Result<bool> {
    setup::for_lint()?;
    cargo_deny()?.args(["check", "advisories"]).show()
}

fn cargo_deny() -> Result<Program> {
    Ok(Program::new("cargo-deny")?.args(["--workspace", "--all-features", "--locked"]))
}
