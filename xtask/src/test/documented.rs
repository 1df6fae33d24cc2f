//! `cargo xtask test documented`: the examples in the services' own documents, natively and through the installed
//! package. The native tests and those of the runtimes hold them too; this shows them alone.

use super::native::FAILURES;
use super::{Tally, counted, install};
use crate::count::Counts;
use crate::paths;
use crate::process::Program;

pub(super) fn run(tally: &mut Tally) {
    tally.count("the documented examples, natively", || {
        let native = ["test", "--locked", "--features", "fake", "--test", "native", "documented"];
        counted(Program::cargo()?.args(native), Counts::from_libtest, FAILURES)
    });
    if install::package_is_ready(tally) {
        tally.count("the documented examples, through the package", || {
            let test = paths::tests().join("runtimes/documented.test.mjs");
            let node = Program::new("node")?.args(["--test", "--test-reporter=spec"]).arg(test);
            counted(node.folder(&paths::tests()), Counts::from_node, "✖ failing tests:")
        });
    }
}
