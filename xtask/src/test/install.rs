//! The packed tarball in a folder of its own, with copies of the tests and examples beside it.
//!
//! ```text
//! target/tests/
//!   package.json
//!   node_modules/threadline/   the tarball, installed by npm: the only `threadline` there is
//!   runtimes/ types/ operations/ fixtures/ tarball/ faults.json   copies of tests/…
//!   examples/ docs/            copies of those
//! ```
//! So `import "threadline"` in a test finds what a user would get, and the dev tools (playwright-core,
//! miniflare, typescript) are found in the repository's own node_modules, further up. Copies, not
//! links: Node resolves imports from where a file really lies.

use std::path::Path;

use super::Tally;
use crate::build;
use crate::failure::Result;
use crate::process::Program;
use crate::{files, paths};

const MANIFEST: &str = "{ \"private\": true, \"type\": \"module\" }\n";

pub(crate) fn install(tarball: &Path) -> Result<()> {
    let tests = paths::tests();
    files::remove_folder(&tests.join("node_modules"))?;
    files::write(&tests.join("package.json"), MANIFEST)?;
    Program::new("npm")?
        .args(["install", "--offline", "--ignore-scripts", "--no-save", "--no-package-lock"])
        .args(["--no-audit", "--no-fund"])
        .arg(tarball)
        .folder(&tests)
        .run()?;
    for folder in ["runtimes", "types", "operations", "fixtures", "tarball"] {
        files::mirror(&paths::root().join("tests").join(folder), &tests.join(folder))?;
    }
    files::copy(&paths::root().join("tests/faults.json"), &tests.join("faults.json"))?;
    for folder in ["examples", "docs"] {
        files::mirror(&paths::root().join(folder), &tests.join(folder))?;
    }
    Ok(())
}

/// The tests' first step: a tarball, made and installed.
pub(crate) fn package_is_ready(tally: &mut Tally) -> bool {
    tally.needed(build::package).is_some_and(|tarball| {
        tally.ready("the tarball, installed as a user would", || install(&tarball))
    })
}

/// Where the package is installed.
pub(crate) fn package() -> std::path::PathBuf {
    paths::tests().join("node_modules/threadline")
}
