//! What users of the Rust crate get: the example that needs no WebAssembly, and the crates as they
//! would be published.

use std::path::Path;

use super::Tally;
use crate::failure::Result;
use crate::fake_service::{self, FakeService};
use crate::process::Program;
use crate::{build, example, files, paths};

pub(crate) fn run(tally: &mut Tally) {
    tally.check("examples/rust_client.rs against the fake service", rust_client);
    tally.check("the crates as they would be published: cargo package", package);
}

fn rust_client() -> Result<()> {
    let service = FakeService::start(&fake_service::build()?)?;
    let printed = example::rust_client(&service)?.run()?;
    let expected = ["300 conversations\n", "rejected: markRead: ", "not found: getConversation: "];
    match expected.iter().find(|words| !printed.contains(*words)) {
        None => Ok(()),
        Some(words) => Err(format!("{printed}\n  it does not say `{}`", words.trim_end()).into()),
    }
}

const CRATES: [&str; 2] = ["threadline-macros", "threadline"];

/// Packs both crates and compiles them from what was packed, threadline with the packed macros.
/// `cargo publish --dry-run` does the same, but asks crates.io, which a test must not depend on; and
/// it takes a crate of the same version for the same crate, whatever is in it.
fn package() -> Result<()> {
    // Not target/: its folder `package` is the npm package's.
    let folder = paths::target().join("crates");
    Program::cargo()?
        .args(["package", "--no-verify", "--locked", "--offline", "--allow-dirty", "--quiet"])
        .args(CRATES.iter().flat_map(|name| ["--package", name]))
        .arg("--target-dir")
        .arg(&folder)
        .run()?;
    let unpacked = folder.join("unpacked");
    files::remove_folder(&unpacked)?;
    files::write(&unpacked.join("Cargo.toml"), workspace())?;
    for name in CRATES.map(with_version) {
        Program::new("tar")?
            // With the time of now: cargo would take the packed one for unchanged.
            .args(["-x", "-z", "-m", "-f"])
            .arg(folder.join("package").join(format!("{name}.crate")))
            .arg("-C")
            .arg(&unpacked)
            .run()?;
        is_licensed(&unpacked.join(name))?;
    }
    Program::cargo()?
        .args(["check", "--offline", "--workspace", "--target-dir"])
        .arg(folder.join("target"))
        .folder(&unpacked)
        .run()
        .map(drop)
}

fn with_version(name: &str) -> String {
    format!("{name}-{}", build::VERSION)
}

/// A workspace of the unpacked crates, so that each takes the other from beside it.
fn workspace() -> String {
    let [macros, threadline] = CRATES.map(with_version);
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"{threadline}\"]\n\n\
         [patch.crates-io]\nthreadline-macros = {{ path = \"{macros}\" }}\n"
    )
}

fn is_licensed(krate: &Path) -> Result<()> {
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        if files::read(&krate.join(name))? != files::read(&paths::root().join(name))? {
            return Err(format!("{} is not the repository's {name}", krate.display()).into());
        }
    }
    Ok(())
}
