//! Two builds from nothing give the same modules, wherever they are made: anyone who has the sources and
//! the same compiler can tell that a published module was made of them.

use std::path::{Path, PathBuf};

use super::testing;
use super::wasm::MODULES;
use crate::failure::Result;
use crate::step::note;
use crate::{files, paths};

/// Builds each module of the package a second time, in another folder, and compares.
pub(crate) fn check() -> Result<()> {
    for module in MODULES {
        compare(module.name, &module.bound(), |scratch| module.build_again(scratch))?;
    }
    compare(testing::NAME, &testing::module(), testing::build_again)
}

fn compare(name: &str, built: &Path, again: impl FnOnce(&Path) -> Result<Vec<u8>>) -> Result<()> {
    let built = files::read_bytes(built)?;
    // A build from nothing takes half a minute: remember the last module of which two agreed.
    let stamp = stamp(name);
    if files::read_bytes(&stamp).is_ok_and(|reproduced| reproduced == built) {
        note(format_args!("{name}.wasm has not changed since that was last tried"));
        return Ok(());
    }
    if again(&paths::target().join("again"))? != built {
        return Err(format!("the second build gave another {name}.wasm").into());
    }
    files::write(&stamp, built)
}

fn stamp(name: &str) -> PathBuf {
    paths::tools().join(format!("reproduced-{name}.wasm"))
}
