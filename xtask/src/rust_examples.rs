//! The examples in Rust for WebAssembly: each becomes a folder with its module and its glue.

use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::paths;
use crate::process::Program;
use crate::setup::WASM_TARGET;

/// examples/rust-bindings over `fetch` or `gloo`: what `wasm-pack build --target web` does, for size.
pub(crate) fn bindings(transport: &str) -> Result<PathBuf> {
    let gloo: &[&str] = if transport == "gloo" { &["--features", "gloo"] } else { &[] };
    Program::cargo()?
        .args(["build", "--locked", "--release", "--target", WASM_TARGET])
        .args(["--package", "rust-bindings"])
        .args(gloo)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")
        .run()?;
    let folder = bound_bindings(transport);
    bind(&compiled("release/rust_bindings.wasm"), &folder)?;
    let module = folder.join("rust_bindings_bg.wasm");
    Program::new("wasm-opt")?.args(["-Oz", "-o"]).args([&module, &module]).run()?;
    Ok(folder)
}

/// Where the module of examples/rust-bindings is.
pub(crate) fn bound_bindings(transport: &str) -> PathBuf {
    paths::target().join("rust-bindings").join(transport)
}

pub(crate) fn page() -> Result<PathBuf> {
    cargo_build("rust-page")?.run()?;
    let folder = bound().join("page");
    bind(&compiled("debug/rust-page.wasm"), &folder)?;
    Ok(folder)
}

pub(crate) fn worker() -> Result<PathBuf> {
    cargo_build("rust-worker")?.run()?;
    let folder = bound().join("worker");
    bind(&compiled("debug/rust_worker.wasm"), &folder)?;
    Ok(folder)
}

/// Where the modules of examples/rust-page and examples/rust-worker are: in `page` and `worker`.
pub(crate) fn bound() -> PathBuf {
    paths::target().join("rust-examples")
}

/// Clippy on an example that is a workspace of its own. In the place of its compiler, and not as `cargo clippy`, which
/// would compile all that the example depends on once more.
pub(crate) fn lint(name: &str) -> Result<()> {
    let program = cargo_build(name)?.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    program.env("CLIPPY_ARGS", "-Dwarnings").run().map(drop)
}

/// Without optimisations and without what debuggers read: the quickest build that there is.
fn cargo_build(name: &str) -> Result<Program> {
    Ok(Program::cargo()?
        .args(["build", "--locked", "--target", WASM_TARGET])
        .folder(&paths::root().join("examples").join(name))
        .env("CARGO_PROFILE_DEV_DEBUG", "false"))
}

fn compiled(file: &str) -> PathBuf {
    paths::target().join(WASM_TARGET).join(file)
}

fn bind(module: &Path, folder: &Path) -> Result<()> {
    Program::new("wasm-bindgen")?.arg("--out-dir").arg(folder).arg(module).run().map(drop)
}

#[cfg(test)]
mod tests {
    use crate::{files, paths};

    /// The version of wasm-bindgen in a lockfile.
    fn locked(folder: &str) -> String {
        let text = files::read(&paths::root().join(folder).join("Cargo.lock")).unwrap();
        let (_, entry) = text.split_once("name = \"wasm-bindgen\"\n").unwrap();
        entry.lines().next().unwrap().to_owned()
    }

    #[test]
    fn the_examples_have_the_wasm_bindgen_that_the_tools_are_of() {
        for example in ["examples/rust-page", "examples/rust-worker"] {
            assert_eq!(locked(example), locked("."), "{example}");
        }
    }
}
