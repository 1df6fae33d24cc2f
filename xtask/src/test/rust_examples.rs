//! tests/rust-examples/: examples/rust-page in Chromium and examples/rust-worker in workerd, against the fake service.
//!
//! Every `*.test.mjs` there is run by Node's runner where it lies. The environment gives the tests, beside what
//! those of tests/runtimes/ are given, `THREADLINE_RUST_EXAMPLES`: the folder of the modules.

use super::Tally;
use super::node_files::{self, Limits};
use super::runtimes::with_environment;
use crate::setup::{self, Chromium};
use crate::{fake_service, files, paths, rust_examples};

pub(crate) fn run(tally: &mut Tally, chromium: Option<&Chromium>) {
    const NAME: &str = "the examples in Rust, in Chromium and workerd";
    let Some(chromium) = chromium else {
        return tally.cannot(NAME, "there is no Chromium");
    };
    let is_ready = tally.ready("the fake service", || fake_service::build().map(drop))
        && tally.ready("examples/rust-page", || rust_examples::page().map(drop))
        && tally.ready("examples/rust-worker", || rust_examples::worker().map(drop));
    if !is_ready {
        return;
    }
    tally.check("clippy, the examples in Rust", || {
        setup::for_clippy()?;
        ["rust-page", "rust-worker"].into_iter().try_for_each(rust_examples::lint)
    });
    tally.count(NAME, || {
        let folder = paths::root().join("tests/rust-examples");
        let all = files::entries(&folder)?.into_iter();
        let tests = all.filter(|file| files::name(file).ends_with(".test.mjs")).collect();
        node_files::run(tests, &folder, Limits::USUAL, |node| {
            let node = with_environment(node, chromium)?;
            Ok(node.env("THREADLINE_RUST_EXAMPLES", rust_examples::bound()))
        })
    });
}
