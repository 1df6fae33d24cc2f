//! tests/bindings/: the client for Rust programs in WebAssembly, by way of examples/rust-bindings, in Node, workerd and
//! Chromium against the fake services.
//!
//! Every `*.test.mjs` there is run by Node's runner where it lies. The environment gives the tests, beside what
//! those of tests/runtimes/ are given, `THREADLINE_BINDINGS`: the folder of the module.

use super::Tally;
use super::node_files::{self, Limits};
use super::runtimes::with_environment;
use crate::setup::Chromium;
use crate::{fake_service, files, paths, rust_examples, rust_size};

pub(crate) fn run(tally: &mut Tally, chromium: Option<&Chromium>) {
    const NAME: &str = "the Rust client in Node, workerd and Chromium";
    let Some(chromium) = chromium else {
        return tally.cannot(NAME, "there is no Chromium");
    };
    if !tally.ready("the fake service", || fake_service::build().map(drop)) {
        return;
    }
    let built = || rust_examples::bindings("gloo").and_then(|_| rust_examples::bindings("fetch"));
    if !tally.ready("examples/rust-bindings", || built().map(drop)) {
        return;
    }
    let folder = paths::root().join("tests/bindings");
    let run = |tests, transport| {
        node_files::run(tests, &folder, Limits::USUAL, |node| {
            Ok(with_environment(node, chromium)?
                .env("THREADLINE_BINDINGS", rust_examples::bound_bindings(transport)))
        })
    };
    tally.count(NAME, || {
        let tests = files::entries(&folder)?.into_iter();
        run(tests.filter(|file| files::name(file).ends_with(".test.mjs")).collect(), "fetch")
    });
    tally.count("the same over gloo-net: its faults", || {
        run(vec![folder.join("faults.test.mjs")], "gloo")
    });
    tally.check("the size budget of the Rust client", rust_size::check);
}
