//! Two builds from nothing give the same modules, wherever they are made: whoever has the sources and
//! the same compiler can tell that a published module was made of them.

use super::wasm::{MODULES, Module};
use crate::failure::Result;
use crate::step::note;
use crate::{files, paths};

/// Builds each module that was built a second time, in another folder, and compares.
pub(crate) fn check() -> Result<()> {
    MODULES.into_iter().try_for_each(compare)
}

fn compare(module: &Module) -> Result<()> {
    let name = module.name;
    let built = files::read_bytes(&module.bound())?;
    // A build from nothing takes half a minute: remember the last module of which two agreed.
    let stamp = paths::tools().join(format!("reproduced-{name}.wasm"));
    if files::read_bytes(&stamp).is_ok_and(|reproduced| reproduced == built) {
        note(format_args!("{name}.wasm has not changed since that was last tried"));
        return Ok(());
    }
    if module.build_again(&paths::target().join("again"))? != built {
        return Err(format!("the second build gave another {name}.wasm").into());
    }
    files::write(&stamp, built)
}
