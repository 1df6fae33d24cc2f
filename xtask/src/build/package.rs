//! The package's folder, and the tarball that npm makes of it.

use std::path::{Path, PathBuf};

use super::VERSION;
use crate::failure::Result;
use crate::process::Program;
use crate::{files, paths};

/// Around the parts of the README that npm does not show.
const CLONE: (&str, &str) = ("<!-- not on npm -->\n", "<!-- not on npm: end -->\n");

const UNSTAMPED: &str = "\"version\": \"0.0.0\"";

/// Fills `target/package` around `dist/`.
pub(crate) fn fill() -> Result<()> {
    let (root, package) = (paths::root(), paths::package());
    let template = root.join("pkg-template");
    files::write(
        &package.join("package.json"),
        stamp(&files::read(&template.join("package.json"))?)?,
    )?;
    files::write(&package.join("README.md"), for_npm(&files::read(&root.join("README.md"))?)?)?;
    for name in ["CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "llms.txt"] {
        files::copy(&root.join(name), &package.join(name))?;
    }
    pages(&root.join("docs"), &package.join("docs"))?;
    declarations(&template.join("types"))
}

/// The README as npm shows it: without what only a clone has.
fn for_npm(readme: &str) -> Result<String> {
    let mut parts = readme.split(CLONE.0);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((_, after)) = part.split_once(CLONE.1) else {
            return Err(format!("README.md has `{}` without its end", CLONE.0.trim()).into());
        };
        out.push_str(after);
    }
    // The marks of printed parts say which command prints them.
    let command = |line: &&str| line.contains("cargo xtask") && !line.starts_with("<!--");
    match out.lines().find(command) {
        Some(line) => Err(format!("npm's README has a command of the repository: {line}").into()),
        None => Ok(out),
    }
}

/// The pages alone: npm shows no images of a package.
fn pages(from: &Path, to: &Path) -> Result<()> {
    files::remove_folder(to)?;
    for file in files::below(from)?.iter().filter(|file| files::name(file).ends_with(".md")) {
        if let Ok(inner) = file.strip_prefix(from) {
            files::copy(file, &to.join(inner))?;
        }
    }
    Ok(())
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
    use super::{VERSION, for_npm, stamp};

    #[test]
    fn npm_shows_the_readme_without_what_only_a_clone_has() {
        let readme = "# a\n<!-- not on npm -->\ncargo xtask demo\n<!-- not on npm: end -->\nb\n";
        assert_eq!(for_npm(readme).unwrap(), "# a\nb\n");
        assert!(for_npm("# a\n<!-- not on npm -->\nb\n").is_err());
        assert!(for_npm("# a\nrun cargo xtask demo\n").is_err());
        let printed = "<!-- by `cargo xtask types --bless` -->\n";
        assert_eq!(for_npm(printed).unwrap(), printed);
    }

    #[test]
    fn the_package_gets_the_version_of_the_workspace() {
        let stamped = stamp("{ \"name\": \"threadline\", \"version\": \"0.0.0\" }").unwrap();
        assert_eq!(stamped, format!("{{ \"name\": \"threadline\", \"version\": \"{VERSION}\" }}"));
        assert!(stamp("{ \"version\": \"1.2.3\" }").is_err());
    }
}
