//! Reading, writing and copying, with the file's name in every failure.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Doing, Result};

pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).doing(format_args!("reading {}", path.display()))
}

pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).doing(format_args!("reading {}", path.display()))
}

pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, content).doing(format_args!("writing {}", path.display()))
}

pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        make_folder(folder)?;
    }
    let what = || format!("copying {} to {}", from.display(), to.display());
    fs::copy(from, to).map(drop).doing(what())
}

pub(crate) fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).doing(format_args!("making {}", path.display()))
}

pub(crate) fn remove_file(path: &Path) -> Result<()> {
    fs::remove_file(path).doing(format_args!("removing {}", path.display()))
}

/// Removes a folder and what is in it; it need not be there.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        result => result.doing(format_args!("removing {}", path.display())),
    }
}

/// What a folder holds, sorted by name; nothing if it is not there.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listing = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        listing => listing.doing(format_args!("listing {}", folder.display()))?,
    };
    let mut found = Vec::new();
    for entry in listing {
        found.push(entry.doing(format_args!("listing {}", folder.display()))?.path());
    }
    found.sort();
    Ok(found)
}

/// All files below a folder, at any depth, in a stable order.
pub(crate) fn below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            found.extend(below(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// Makes `to` a copy of the folder `from`, without what an earlier copy left there.
pub(crate) fn mirror(from: &Path, to: &Path) -> Result<()> {
    remove_folder(to)?;
    for file in below(from)? {
        if let Ok(inner) = file.strip_prefix(from) {
            copy(&file, &to.join(inner))?;
        }
    }
    Ok(())
}

pub(crate) fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}
