//! Node is one of the two things that must be there beforehand.

use crate::failure::{Failure, Result};
use crate::process::Program;

const OLDEST: u32 = 20;

pub(crate) fn check() -> Result<()> {
    let how = format!("install Node {OLDEST} or later with npm: https://nodejs.org/en/download");
    let missing = |what: &str| Failure::from(format!("{what}; {how}"));
    let printed = Program::new("node")?.args(["--version"]).run();
    let version = printed.map_err(|_| missing("`node` is not on the PATH"))?;
    match major(&version) {
        Some(major) if major >= OLDEST => {}
        _ => return Err(missing(&format!("Node is too old: {}", version.trim()))),
    }
    let npm = Program::new("npm")?.args(["--version"]).run();
    npm.map(drop).map_err(|_| missing("`npm` is not on the PATH"))
}

/// `v20.20.2` is 20.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(super::major("v20.20.2\n"), Some(20));
        assert_eq!(super::major("v9.0.0"), Some(9));
        assert_eq!(super::major("node: not found"), None);
    }
}
