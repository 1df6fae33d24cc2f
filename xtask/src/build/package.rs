//! The package's folder, and the tarball that npm makes of it.

use std::path::{Path, PathBuf};

use super::VERSION;
use crate::failure::Result;
use crate::process::Program;
use crate::{files, paths};

const UNSTAMPED: &str = "\"version\": \"0.0.0\"";

/// Fills `target/package` around `dist/`.
pub(crate) fn fill() -> Result<()> {
    let (root, package) = (paths::root(), paths::package());
    let template = root.join("pkg-template");
    files::write(
        &package.join("package.json"),
        stamp(&files::read(&template.join("package.json"))?)?,
    )?;
    for name in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "llms.txt"] {
        let own = template.join(name);
        let from = if own.is_file() { own } else { root.join(name) };
        files::copy(&from, &package.join(name))?;
    }
    files::mirror(&root.join("docs"), &package.join("docs"))?;
    declarations(&template.join("types"))
}

/// Packs it.
pub(crate) fn pack() -> Result<PathBuf> {
    let package = paths::package();
    for old in files::entries(&package)? {
        if files::name(&old).ends_with(".tgz") {
            files::remove_file(&old)?;
        }
    }
    Program::new("npm")?.args(["pack", "--ignore-scripts"]).folder(&package).run()?;
    let tarball = tarball();
    if tarball.is_file() { Ok(tarball) } else { Err("npm pack made no tarball".into()) }
}

/// Where the packed package is.
pub(crate) fn tarball() -> PathBuf {
    paths::package().join(format!("threadline-{VERSION}.tgz"))
}

/// The declarations: those of `pkg-template/types`, and at the end of `index.d.ts` those that were
/// printed for each service.
fn declarations(written: &Path) -> Result<()> {
    let dist = paths::package().join("dist");
    for file in files::entries(written)? {
        let mut text = files::read(&file)?;
        if files::name(&file) == "index.d.ts" {
            for printed in files::entries(&paths::generated())? {
                if files::name(&printed).ends_with(".d.ts") {
                    text.push('\n');
                    text.push_str(&files::read(&printed)?);
                }
            }
        }
        let name = files::name(&file);
        files::write(&dist.join(name), &text)?;
        // For require(): the same words, beside the CommonJS files.
        let required = text.replace(".js\";", ".cjs\";");
        files::write(&dist.join(name.replace(".d.ts", ".d.cts")), required)?;
    }
    Ok(())
}

/// The template has no version of its own: the workspace's is the package's.
fn stamp(template: &str) -> Result<String> {
    if template.matches(UNSTAMPED).count() != 1 {
        return Err(format!("pkg-template/package.json must hold `{UNSTAMPED}` once").into());
    }
    Ok(template.replace(UNSTAMPED, &format!("\"version\": \"{VERSION}\"")))
}

#[cfg(test)]
mod tests {
    use super::{VERSION, stamp};

    #[test]
    fn the_package_gets_the_version_of_the_workspace() {
        let stamped = stamp("{ \"name\": \"threadline\", \"version\": \"0.0.0\" }").unwrap();
        assert_eq!(stamped, format!("{{ \"name\": \"threadline\", \"version\": \"{VERSION}\" }}"));
        assert!(stamp("{ \"version\": \"1.2.3\" }").is_err());
    }
}
