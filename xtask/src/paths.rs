//! Where things lie. Everything that is made lies below `target/`.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::failure::{Doing, Result};

/// The repository: cargo says where this crate is when it runs it; else the folder we are in.
pub(crate) fn root() -> PathBuf {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let here = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = here.and_then(|here| here.parent().map(Path::to_owned));
        root.or_else(|| env::current_dir().ok()).unwrap_or_default()
    })
    .clone()
}

pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The tools that set-up installs: `bin/`, and stamps that say what is there.
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}

/// What is printed or cut for the bundle: never edited, never committed.
pub(crate) fn generated() -> PathBuf {
    target().join("generated")
}

/// The npm package as it is packed.
pub(crate) fn package() -> PathBuf {
    target().join("package")
}

/// Where the packed tarball is installed, with copies of the tests and examples beside it.
pub(crate) fn tests() -> PathBuf {
    target().join("tests")
}

/// What each step printed, one file a step.
pub(crate) fn logs() -> PathBuf {
    target().join("logs")
}

/// `PATH` with our tools first, so that cargo finds those and no others.
pub(crate) fn search_path() -> Result<OsString> {
    let own = [tools().join("bin"), root().join("node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&inherited))).doing("PATH")
}

/// The first program of one of these names on the `PATH` that this process was started with.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path).map(|folder| folder.join(&file)).find(|program| program.is_file())
    })
}
