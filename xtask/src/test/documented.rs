//! `cargo xtask test documented`: the examples in the services' own documents, natively and through the installed
//! package. The native tests and those of the runtimes hold them too; this shows them alone.

use super::node_files::{self, Limits};
use super::{Tally, counted, install};
use crate::paths;
use crate::process::Program;

pub(super) fn run(tally: &mut Tally) {
    tally.count("the documented examples, natively", || {
        let native =
            ["test", "--locked", "--package", "threadline-fakes", "--test", "native", "documented"];
        counted(Program::cargo()?.args(native))
    });
    if install::package_is_ready(tally) {
        tally.count("the documented examples, through the package", || {
            let test = paths::tests().join("runtimes/documented.test.mjs");
            node_files::run(vec![test], &paths::tests(), Limits::USUAL, Ok)
        });
    }
}
