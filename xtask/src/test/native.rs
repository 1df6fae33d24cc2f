//! The pure core, the fake services and xtask itself: no WebAssembly, no browser.

use super::{Tally, counted};
use crate::process::Program;

pub(crate) fn run(tally: &mut Tally) {
    tally.count("native tests of threadline", || {
        counted(Program::cargo()?.args(["test", "--locked", "--all-features", "--no-fail-fast"]))
    });
    xtask(tally);
}

/// The tests of xtask itself.
pub(super) fn xtask(tally: &mut Tally) {
    tally.count("native tests of xtask", || {
        counted(Program::cargo()?.args(["test", "--locked", "--package", "xtask"]))
    });
}
