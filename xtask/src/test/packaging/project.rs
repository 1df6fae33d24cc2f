//! One project: its tools, and fresh copies of everything else.

use std::path::PathBuf;

use super::{BUNDLES, FORMATS, bundled, folder, matrix_file, source, wire};
use crate::failure::Result;
use crate::step::note;
use crate::test::{install, npm_project};
use crate::{files, paths};

const TOOLS: &str = "node_modules";

/// What bundlers keep for the next run: it must not outlive the tarball that it was made from.
const CACHES: [&str; 3] = [".cache", ".vite", ".vite-temp"];

/// Installs a project's tools, if it has any, exactly as its lockfile has them, once.
pub(crate) fn install_tools(name: &str) -> Result<()> {
    let from = source().join(name);
    if !from.join("package-lock.json").is_file() {
        note("none");
        return Ok(());
    }
    let stamp = paths::tools().join("packaging").join(format!("{name}.json"));
    npm_project::install(&from, &folder().join(name), &stamp)
}

/// Lays out a fresh project around its tools; says where.
pub(super) fn refresh(name: &str) -> Result<PathBuf> {
    let project = folder().join(name);
    for entry in files::entries(&project)? {
        if files::name(&entry) == TOOLS {
            continue;
        }
        if entry.is_dir() { files::remove_folder(&entry)? } else { files::remove_file(&entry)? }
    }
    for cache in CACHES {
        files::remove_folder(&project.join(TOOLS).join(cache))?;
    }
    let from = source().join(name);
    for file in files::below(&from)? {
        if let Ok(inner) = file.strip_prefix(&from)
            && !inner.starts_with(TOOLS)
        {
            files::copy(&file, &project.join(inner))?;
        }
    }
    files::mirror(&install::package(), &project.join(TOOLS).join("threadline"))?;
    for name in BUNDLES {
        for format in FORMATS {
            let file = format!("{name}.{format}");
            files::copy(&bundled(&file), &project.join(&file))?;
        }
    }
    files::write(&matrix_file(&project), "")?;
    files::write(&wire::file(&project), "")?;
    Ok(project)
}
