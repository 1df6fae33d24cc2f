//! `cargo xtask build`: from the crate to `target/package/threadline-<version>.tgz`.

mod bundle;
mod bytes;
mod glue;
mod inline;
mod names;
mod package;
mod references;
pub(crate) mod reproducible;
mod supply;
mod testing;
pub(crate) mod types;
mod wasm;

use std::path::PathBuf;

pub(crate) use package::tarball;

use crate::failure::Result;
use crate::step::{note, step};
use crate::{files, setup};

/// The version of everything in the workspace, and of the package.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The module of pages with the names of its functions, as cargo left it.
pub(crate) fn named_module() -> PathBuf {
    wasm::CALLS.compiled()
}

/// Builds the package from a machine with cargo and Node; says where the tarball is.
pub(crate) fn build() -> Result<PathBuf> {
    setup::for_build()?;
    package()
}

/// Two at a time: much of what the compiler does for one is done by one core. Each has a folder of its own.
fn modules() -> Result<()> {
    std::thread::scope(|scope| {
        let fakes = scope.spawn(testing::build);
        let package = wasm::WHOLE.build().and_then(|()| wasm::CALLS.build());
        let fakes = fakes.join().unwrap_or_else(|_| Err("the build of a module panicked".into()));
        package.and(fakes)
    })
}

/// Builds the package when set-up is done.
pub(crate) fn package() -> Result<PathBuf> {
    step(
        "the modules (whole, for pages, of the fake services): cargo, wasm-bindgen, wasm-opt",
        modules,
    )?;
    step("the package: types, glue, bundle, tarball", || {
        types::print()?;
        let short = names::write()?;
        references::reject(&files::read_bytes(&testing::module())?)?;
        glue::write(&short)?;
        for (name, module) in [("inline.js", &wasm::WHOLE), ("inline-calls.js", &wasm::CALLS)] {
            let module = names::module(module);
            references::reject(&files::read_bytes(&module)?)?;
            inline::write(name, &module)?;
        }
        bundle::bundle()?;
        package::fill()?;
        supply::write()?;
        let tarball = package::pack()?;
        note(tarball.display());
        Ok(tarball)
    })
}
