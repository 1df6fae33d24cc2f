//! tests/bindings/: the client for Rust programs in WebAssembly, by way of examples/rust-bindings, in Node, workerd and
//! Chromium against the fake services.
//!
//! Every `*.test.mjs` there is run by Node's runner where it lies. The environment gives the tests, beside what
//! those of tests/runtimes/ are given, `THREADLINE_BINDINGS`: the folder of the module.

use std::path::PathBuf;

use super::Tally;
use super::node_files::{self, Limits};
use super::runtimes::with_environment;
use crate::failure::Result;
use crate::process::Program;
use crate::setup::{Chromium, WASM_TARGET};
use crate::{fake_service, files, paths, rust_size};

pub(crate) fn run(tally: &mut Tally, chromium: Option<&Chromium>) {
    const NAME: &str = "the Rust client in Node, workerd and Chromium";
    let Some(chromium) = chromium else {
        return tally.cannot(NAME, "there is no Chromium");
    };
    if !tally.ready("the fake service", || fake_service::build().map(drop)) {
        return;
    }
    let built = || build("gloo").and_then(|()| build("fetch"));
    if !tally.ready("examples/rust-bindings", built) {
        return;
    }
    let folder = paths::root().join("tests/bindings");
    let run = |tests, transport| {
        node_files::run(tests, &folder, Limits::USUAL, |node| {
            Ok(with_environment(node, chromium)?.env("THREADLINE_BINDINGS", bound(transport)))
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

/// The module over a transport, and its glue.
fn bound(transport: &str) -> PathBuf {
    paths::target().join("rust-bindings").join(transport)
}

/// What `wasm-pack build --target web` does, for size.
fn build(transport: &str) -> Result<()> {
    let gloo: &[&str] = if transport == "gloo" { &["--features", "gloo"] } else { &[] };
    Program::cargo()?
        .args(["build", "--locked", "--release", "--target", WASM_TARGET])
        .args(["--package", "rust-bindings"])
        .args(gloo)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
        .run()?;
    let compiled = paths::target().join(WASM_TARGET).join("release/rust_bindings.wasm");
    let folder = bound(transport);
    Program::new("wasm-bindgen")?.arg("--out-dir").arg(&folder).arg(compiled).run()?;
    let module = folder.join("rust_bindings_bg.wasm");
    Program::new("wasm-opt")?.args(["-Oz", "-o"]).args([&module, &module]).run().map(drop)
}
