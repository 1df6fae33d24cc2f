//! What is printed from the tables: types, object makers, the client's methods.

use crate::failure::{Doing, Result};
use crate::step::{note, step};
use crate::{files, paths, print};

pub(crate) fn print() -> Result<()> {
    // A service that is gone must not leave its types behind.
    for stale in files::entries(&paths::generated())? {
        if files::name(&stale).ends_with(".d.ts") {
            files::remove_file(&stale)?;
        }
    }
    files::make_folder(&paths::generated())?;
    print::write_all(&paths::generated()).doing("printing the types")
}

pub(crate) fn print_all() -> Result<()> {
    step("the types, printed from the tables", || {
        print()?;
        note(paths::generated().display());
        Ok(())
    })
}
