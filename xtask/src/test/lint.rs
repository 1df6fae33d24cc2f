//! Formatting and lints, in Rust and in JavaScript. Each counts as one.

use super::Tally;
use crate::failure::Result;
use crate::process::Program;
use crate::setup::WASM_TARGET;

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

pub(crate) fn run(tally: &mut Tally) {
    tally.check("rustfmt", || cargo(&["fmt", "--all", "--check", "--", "--color", "never"]));
    tally.check("clippy", || {
        // Without the wasm-bindgen tools: two lines of ours, and a minute of compiling.
        let workspace = ["--workspace", "--exclude", "wasm-tools"];
        let native = ["--locked", "--all-targets", "--all-features"];
        cargo(&[&["clippy"], &workspace[..], &native[..], &DENY_WARNINGS[..]].concat())
    });
    tally.check("clippy for WebAssembly", || {
        let wasm = ["--locked", "--lib", "--target", WASM_TARGET];
        cargo(&[&["clippy"], &wasm[..], &DENY_WARNINGS[..]].concat())
    });
    tally.check("Biome", || {
        Program::new("biome")?.args(["ci", "--colors=off", "."]).run().map(drop)
    });
}

fn cargo(args: &[&str]) -> Result<()> {
    Program::cargo()?.args(args).run().map(drop)
}
