//! One xtask at a time may write below `target/`: two would wipe each other's files.

use std::fs::File;

use crate::failure::{Doing, Result};
use crate::{files, paths, step};

/// Held until it is dropped.
pub(crate) struct Alone {
    _lock: File,
}

pub(crate) fn alone() -> Result<Alone> {
    files::make_folder(&paths::target())?;
    let lock = File::create(paths::target().join("xtask.lock")).doing("the lock of target/")?;
    if lock.try_lock().is_err() {
        step::note("waiting for another cargo xtask to end");
        lock.lock().doing("the lock of target/")?;
    }
    Ok(Alone { _lock: lock })
}
