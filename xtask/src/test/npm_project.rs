//! The npm packages of a project that has a manifest and a lockfile of its own.

use std::path::Path;

use crate::failure::Result;
use crate::files;
use crate::process::Program;
use crate::step::note;

/// Installs them into `project` exactly as the lockfile in `source` has them, once: `stamp` is a copy
/// of the lockfile that was installed. Equal text, equal packages.
pub(crate) fn install(source: &Path, project: &Path, stamp: &Path) -> Result<()> {
    let lockfile = files::read(&source.join("package-lock.json"))?;
    if lockfile.contains("\"resolved\": \"http") {
        return Err(format!(
            "the lockfile in {} names a registry: \
             make it with `npm install --package-lock-only --omit-lockfile-registry-resolved`",
            source.display()
        )
        .into());
    }
    let installed = project.join("node_modules/.package-lock.json").is_file();
    if installed && files::read(stamp).is_ok_and(|text| text == lockfile) {
        note("there");
        return Ok(());
    }
    for file in ["package.json", "package-lock.json"] {
        files::copy(&source.join(file), &project.join(file))?;
    }
    Program::new("npm")?
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .folder(project)
        .run()?;
    files::write(stamp, lockfile)
}
