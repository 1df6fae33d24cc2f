//! The pure core, the fake services and xtask itself: no WebAssembly, no browser.

use super::{Tally, counted};
use crate::count::Counts;
use crate::process::Program;

/// Where cargo's tests begin to tell what failed.
pub(crate) const FAILURES: &str = "\nfailures:\n";

pub(crate) fn run(tally: &mut Tally) {
    tally.count("native tests of threadline", || {
        counted(
            Program::cargo()?.args(["test", "--locked", "--all-features", "--no-fail-fast"]),
            Counts::from_libtest,
            FAILURES,
        )
    });
    tally.count("native tests of xtask", || {
        counted(
            Program::cargo()?.args(["test", "--locked", "--package", "xtask"]),
            Counts::from_libtest,
            FAILURES,
        )
    });
}
