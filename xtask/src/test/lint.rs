//! Formatting and lints, in Rust and in JavaScript, and what no compiler sees. Each counts as one.

use super::{Tally, bad_input, links, quoted, words};
use crate::failure::Result;
use crate::process::Program;
use crate::setup::WASM_TARGET;
use crate::{deny, format};

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// What a user reads, what docs.rs shows, and the shell, which is there for WebAssembly only.
const DOCUMENTED: [(&str, &[&str]); 5] = [
    ("the core", &["--package", "threadline"]),
    ("the core with all features", &["--package", "threadline", "--all-features"]),
    (
        "the client for WebAssembly",
        &["--package", "threadline", "--features", "gloo,js", "--target", WASM_TARGET],
    ),
    ("the shell", &["--package", "threadline", "--features", "shell", "--target", WASM_TARGET]),
    ("the fakes", &["--package", "threadline-fakes"]),
];

pub(crate) fn run(tally: &mut Tally) {
    tally.check("rustfmt", format::check_rust);
    tally.check("clippy", || {
        // Without the wasm-bindgen tools: two lines of ours, and a minute of compiling.
        let workspace = ["--workspace", "--exclude", "wasm-tools"];
        let native = ["--locked", "--all-targets", "--all-features"];
        cargo(&[&["clippy"], &workspace[..], &native[..], &DENY_WARNINGS[..]].concat())
    });
    tally.check("clippy for WebAssembly", || {
        let wasm = ["--locked", "--lib", "--target", WASM_TARGET];
        let core = ["--package", "threadline", "--no-default-features"];
        let whole = [&core[..], &["--features", "module,webhooks"]].concat();
        cargo(&[&["clippy"], &wasm[..], &whole[..], &DENY_WARNINGS[..]].concat())?;
        let client = [&core[..], &["--features", "gloo,js"]].concat();
        cargo(&[&["clippy"], &wasm[..], &client[..], &DENY_WARNINGS[..]].concat())?;
        for package in ["threadline-fakes", "rust-bindings"] {
            let package = ["--package", package];
            cargo(&[&["clippy"], &wasm[..], &package[..], &DENY_WARNINGS[..]].concat())?;
        }
        Ok(())
    });
    for (of, features) in DOCUMENTED {
        tally.check(&format!("cargo doc, {of}"), || {
            let program = Program::cargo()?.env("RUSTDOCFLAGS", "-D warnings");
            program.args(["doc", "--locked", "--no-deps", "--lib"]).args(features).run().map(drop)
        });
    }
    tally.check("cargo-deny: licences, sources, duplicates", deny::without_network);
    tally.check("Biome", || {
        let biome = Program::new("biome")?.args(["ci", "--colors=off", "."]).finish()?;
        let advice = "`cargo xtask fmt` formats, and fixes what can be fixed safely";
        if biome.ok { Ok(()) } else { Err(format!("{}\n  {advice}", biome.text.trim_end()).into()) }
    });
    package_types(tally);
    tally.check("words: one for each idea", words::check);
    tally.check("the tests that tests/bad-input.md names", bad_input::check);
    tally.check("the links in every document", links::check);
    tally.check("the Rust that the documents quote", quoted::check);
}

/// The package's own TypeScript.
pub(super) fn package_types(tally: &mut Tally) {
    tally.check("tsc --strict, pkg-template", || {
        Program::new("tsc")?.args(["--project", "pkg-template"]).run().map(drop)
    });
}

fn cargo(args: &[&str]) -> Result<()> {
    Program::cargo()?.args(args).run().map(drop)
}
