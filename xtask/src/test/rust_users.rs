//! What users of the Rust crate get: the example that needs no WebAssembly, and the crates as they
//! would be published.

use std::path::Path;

use super::Tally;
use crate::failure::Result;
use crate::fake_service::{self, FakeService};
use crate::process::Program;
use crate::{build, files, paths};

pub(crate) fn run(tally: &mut Tally) {
    tally.check("examples/rust_client.rs against the fake service", rust_client);
    tally.check("the crates as they would be published: cargo package", package);
}

fn rust_client() -> Result<()> {
    let service = FakeService::start(&fake_service::build()?)?;
    let printed = Program::cargo()?
        .args(["run", "--quiet", "--locked", "--example", "rust_client"])
        .env("HEYMARKET_URL", &service.url)
        .env("HEYMARKET_API_KEY", &service.key)
        .env("NO_PROXY", "127.0.0.1")
        .run()?;
    let told = ["300 conversations\n", "refused: markRead: ", "not found: getConversation: "];
    match told.iter().find(|words| !printed.contains(*words)) {
        None => Ok(()),
        Some(words) => Err(format!("{printed}\n  it does not say `{}`", words.trim_end()).into()),
    }
}

/// Packs both crates and compiles each from what was packed: threadline with the packed macros,
/// which cargo lays into a registry of its own for that. `cargo publish --dry-run` does no more but
/// ask crates.io, which a test must not depend on.
fn package() -> Result<()> {
    // Not target/: its folder `package` is the npm package's.
    let folder = paths::target().join("crates");
    Program::cargo()?
        .args(["package", "--package", "threadline-macros", "--package", "threadline"])
        .args(["--locked", "--offline", "--allow-dirty", "--target-dir"])
        .arg(&folder)
        .run()?;
    for name in ["threadline-macros", "threadline"] {
        is_licensed(&folder.join("package").join(format!("{name}-{}", build::VERSION)))?;
    }
    Ok(())
}

fn is_licensed(krate: &Path) -> Result<()> {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        if files::read(&krate.join(name))? != files::read(&paths::root().join(name))? {
            return Err(format!("{} is not the repository's {name}", krate.display()).into());
        }
    }
    Ok(())
}
