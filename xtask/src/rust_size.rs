//! `cargo xtask size --rust`: what the Rust client adds to a program, by the programs of benches/rust-sizes.

use crate::failure::Result;
use crate::process::Program;
use crate::setup::WASM_TARGET;
use crate::step::step;
use crate::{files, paths, setup};

/// A program, the one that it is compared with, and what the difference is of.
const PROGRAMS: [(&str, Option<&str>, &str); 8] = [
    ("one-sync-export", None, "a program that uses none of it"),
    ("requests-alone", Some("one-sync-export"), "requests without a client"),
    ("one-async-export", None, "a program that awaits a promise"),
    ("one-operation", Some("one-async-export"), "a client and one operation"),
    ("two-operations", Some("one-operation"), "another operation"),
    ("pages", Some("one-operation"), "a list as a stream"),
    ("javascript-values", Some("one-operation"), "values and errors for JavaScript"),
    ("all-of-heymarket", Some("one-async-export"), "a client and all of Heymarket's operations"),
];

/// Builds each program and prints what it weighs: opt-level z, wasm-opt -Oz, gzip -9.
pub(crate) fn run() -> Result<bool> {
    setup::for_build()?;
    let mut weights: Vec<(&str, usize)> = Vec::new();
    println!("{:<44} {:>9} {:>9}", "", "gzip", "adds");
    for (program, before, what) in PROGRAMS {
        let weight =
            step(format_args!("{program}: cargo, wasm-bindgen, wasm-opt"), || weigh(program))?;
        let of = |name| weights.iter().find(|(known, _)| *known == name).map(|(_, weight)| weight);
        let adds = before.and_then(of).map(|before| weight.saturating_sub(*before).to_string());
        println!("{what:<44} {weight:>9} {:>9}", adds.unwrap_or_default());
        weights.push((program, weight));
    }
    Ok(true)
}

/// The program's module, in bytes once compressed.
fn weigh(program: &str) -> Result<usize> {
    let target = paths::target().join("rust-sizes");
    let bound = target.join("bound").join(program);
    Program::cargo()?
        .args(["build", "--locked", "--release", "--target", WASM_TARGET, "--features", program])
        .folder(&paths::root().join("benches/rust-sizes"))
        .env("CARGO_TARGET_DIR", &target)
        .run()?;
    let compiled = target.join(WASM_TARGET).join("release/rust_sizes.wasm");
    Program::new("wasm-bindgen")?.arg("--out-dir").arg(&bound).arg(compiled).run()?;
    let module = bound.join("rust_sizes_bg.wasm");
    Program::new("wasm-opt")?.arg("-Oz").arg("-o").args([&module, &module]).run()?;
    let script = "const { readFileSync } = require('node:fs'); \
                  const { gzipSync } = require('node:zlib'); \
                  console.log(gzipSync(readFileSync(process.argv[1]), { level: 9 }).length)";
    let printed = Program::new("node")?.args(["--eval", script]).arg(&module).run()?;
    files::remove_folder(&bound)?;
    printed.trim().parse().map_err(|_| format!("{program}: {printed}").into())
}
