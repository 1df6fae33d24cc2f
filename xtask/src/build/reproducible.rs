//! Two builds from nothing give the same module, wherever they are made: whoever has the sources and
//! the same compiler can tell that a published module was made of them.

use super::{names, wasm};
use crate::failure::Result;
use crate::step::note;
use crate::{files, paths};

/// Builds the module that was built a second time, in another folder, and compares.
pub(crate) fn check() -> Result<()> {
    let module = files::read_bytes(&names::module())?;
    // A build from nothing takes half a minute: remember the last module of which two agreed.
    let stamp = paths::tools().join("reproduced.wasm");
    if files::read_bytes(&stamp).is_ok_and(|reproduced| reproduced == module) {
        note("the module has not changed since that was last tried");
        return Ok(());
    }
    let again = names::of(&wasm::build_again(&paths::target().join("again"))?)?;
    if again != module {
        return Err("the second build gave another module".into());
    }
    files::write(&stamp, module)
}
