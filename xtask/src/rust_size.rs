//! `cargo xtask size --rust`: what the Rust client adds to a program, by the programs of benches/rust-sizes, and whether
//! that is within `size-budget.json`.

use crate::failure::Result;
use crate::process::Program;
use crate::setup::WASM_TARGET;
use crate::size::Budget;
use crate::step::step;
use crate::{files, paths, setup};

/// A program, the one that it is compared with, and what the difference is of.
type Compared = (&'static str, Option<&'static str>, &'static str);

/// The last ones come without a budget: they follow from what the others hold, and each takes ten seconds.
const PROGRAMS: [Compared; 9] = [
    ("one-sync-export", None, "a program that uses none of it"),
    ("requests-alone", Some("one-sync-export"), "requests without a client"),
    ("one-async-export", None, "a program that awaits a promise"),
    ("one-operation", Some("one-async-export"), "a client and one operation"),
    ("pages", Some("one-operation"), "a list as a stream"),
    ("all-of-heymarket", Some("one-async-export"), "a client and all of Heymarket's operations"),
    ("two-operations", Some("one-operation"), "another operation"),
    ("javascript-values", Some("one-operation"), "values and errors for JavaScript"),
    ("values-by-serde", Some("one-operation"), "values by serde-wasm-bindgen"),
];

/// So many of them have a budget.
const BUDGETED: usize = 6;

/// Weighs all programs, and prints what each adds; `false` when one is over its budget.
pub(crate) fn run(budget: &Budget) -> Result<bool> {
    setup::for_build()?;
    hold(budget, &weighed(&PROGRAMS)?)?.show()
}

/// Whether the programs with a budget are within it.
pub(crate) fn check() -> Result<()> {
    let weighed = weighed(PROGRAMS.get(..BUDGETED).unwrap_or_default())?;
    hold(&Budget::Check, &weighed)?.run().map(drop)
}

/// What a program weighs, and what it adds to the one before.
struct Weighed {
    what: &'static str,
    bytes: usize,
    adds: Option<usize>,
}

fn weighed(programs: &[Compared]) -> Result<Vec<Weighed>> {
    let mut known: Vec<(&str, usize)> = Vec::new();
    let mut all = Vec::new();
    for &(program, before, what) in programs {
        let bytes =
            step(format_args!("{program}: cargo, wasm-bindgen, wasm-opt"), || weigh(program))?;
        let before = before.and_then(|before| known.iter().find(|(name, _)| *name == before));
        let adds = before.map(|(_, before)| bytes.saturating_sub(*before));
        known.push((program, bytes));
        all.push(Weighed { what, bytes, adds });
    }
    Ok(all)
}

/// Prints the weights, and holds what has a budget to it.
fn hold(budget: &Budget, all: &[Weighed]) -> Result<Program> {
    let rows = all.iter().enumerate().map(|(place, Weighed { what, bytes, adds })| {
        let is_budgeted = place < BUDGETED && adds.is_some();
        let adds = adds.map_or_else(|| "null".to_owned(), |adds| adds.to_string());
        format!("[{what:?},{bytes},{adds},{is_budgeted}]")
    });
    let rows = format!("[{}]", rows.collect::<Vec<_>>().join(","));
    Ok(Program::new("node")?
        .arg(paths::root().join("xtask/rust-size.mjs"))
        .arg(rows)
        .arg(paths::root().join("size-budget.json"))
        .args(budget.argument()))
}

/// The program's module, in bytes once compressed: opt-level z, wasm-opt -Oz, gzip -9.
fn weigh(program: &str) -> Result<usize> {
    // In one folder with examples/rust-bindings, whose dependencies are the same.
    let target = paths::target();
    let bound = target.join("rust-sizes").join(program);
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
