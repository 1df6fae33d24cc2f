//! tests/program/, and the crate with each of its features alone: what a program of somebody else's needs of it, checked
//! by compiling.

use std::path::PathBuf;

use super::Tally;
use crate::failure::Result;
use crate::paths;
use crate::process::Program;
use crate::setup::WASM_TARGET;

/// All that a program may ask for.
const FEATURES: [&str; 7] = ["", "client", "reqwest", "fetch", "gloo", "js", "serde"];

/// On the machine itself.
pub(super) fn native(tally: &mut Tally) {
    tally.check("each feature alone", || features(&[]));
    tally.check("a program with its own allocator, transport and version of a dependency", || {
        program(&["run"], &[])?;
        program(&["check"], &["--features", "reqwest"])
    });
}

/// The same in WebAssembly.
pub(super) fn wasm(tally: &mut Tally) {
    const TARGET: [&str; 2] = ["--target", WASM_TARGET];
    tally.check("each feature alone, in WebAssembly", || features(&TARGET));
    tally.check("a program of WebAssembly has no exports but its own", || {
        program(&["build"], &TARGET)?;
        exports(&target().join(WASM_TARGET).join("debug/program.wasm"))
    });
    tally.check("what a client gives can be sent between threads, in WebAssembly too", || {
        program(&["check"], &[&TARGET[..], &["--features", "fetch"]].concat())?;
        program(&["check"], &[&TARGET[..], &["--features", "gloo"]].concat())
    });
}

fn features(target: &[&str]) -> Result<()> {
    FEATURES.iter().try_for_each(|feature| {
        Program::cargo()?
            .args(["check", "--locked", "--package", "threadline", "--no-default-features"])
            .args(["--features", feature])
            .args(target)
            .run()
            .map(drop)
    })
}

fn target() -> PathBuf {
    paths::target().join("program")
}

fn program(verb: &[&str], arguments: &[&str]) -> Result<()> {
    Program::cargo()?
        .args(verb)
        .arg("--locked")
        .args(arguments)
        .folder(&paths::tests().join("program"))
        .env("CARGO_TARGET_DIR", target())
        .run()
        .map(drop)
}

/// Those that every program has which the compiler links for WebAssembly.
const OWN: [&str; 6] = ["memory", "main", "_start", "__main_void", "__data_end", "__heap_base"];

fn exports(module: &PathBuf) -> Result<()> {
    let script = "const { readFileSync } = require('node:fs'); \
                  const module = new WebAssembly.Module(readFileSync(process.argv[1])); \
                  console.log(WebAssembly.Module.exports(module).map(({ name }) => name).join(' '))";
    let printed = Program::new("node")?.args(["--eval", script]).arg(module).run()?;
    let foreign: Vec<&str> =
        printed.split_whitespace().filter(|name| !OWN.contains(name)).collect();
    if foreign.is_empty() {
        return Ok(());
    }
    Err(format!("it also exports {}", foreign.join(", ")).into())
}
