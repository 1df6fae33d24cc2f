//! `cargo xtask bench`: the package beside what a user would pick instead, in one run; with `--growth`: how the cost
//! of hostile input grows; with `--limits`: whether rate limits are kept.
//!
//! ```text
//! target/tests/benches/      a copy of benches/
//!   node_modules/            the rivals, as benches/package-lock.json pins them; kept between runs
//! target/bench/              what the run wrote: results.md, chart.svg, summary.md
//! target/bench/serde/        the crate benches/serde-wasm-bindgen/, built by wasm-pack
//! target/bench/rust/         the crate benches/rust-rival/, natively and in WebAssembly
//! ```

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use crate::failure::Result;
use crate::process::Program;
use crate::setup::{Chromium, WASM_TARGET};
use crate::step::{note, step};
use crate::test::marked::Marked;
use crate::test::{install, npm_project, runtimes};
use crate::{build, files, paths, setup};

const TABLE: Marked = Marked {
    begin: "<!-- bench:begin (written by `cargo xtask bench`) -->\n",
    end: "<!-- bench:end -->\n",
};

/// Measures and writes what was found; `quick` runs everything briefly and writes nothing.
pub(crate) fn run(quick: bool) -> Result<bool> {
    let chromium = setup::for_browser()?;
    let tarball = build::build()?;
    step("the package, installed as a user would", || install::install(&tarball))?;
    step("the rivals, from npm: about a quarter of a minute, once", rivals)?;
    setup::for_bench()?;
    step("serde-wasm-bindgen, by wasm-pack", serde)?;
    step("the Rust client, and serde over gloo-net", rust)?;
    println!("> measuring: a few minutes; what else runs on this machine is measured, too");
    if !measure(&chromium, quick)?.show()? {
        return Ok(false);
    }
    if !quick {
        step("what was found, in benches/ and docs/performance.md", take_over)?;
    }
    Ok(true)
}

/// Doubles hostile inputs, and measures; `names`: only those whose names hold one of these. Whether none grows too fast.
pub(crate) fn growth(names: &[&str]) -> Result<bool> {
    // What V8 moves around while it collects grows by steps, and is not ours: it does so between the runs.
    let node = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];
    let script = script("growth.mjs", &node)?;
    println!("> measuring: some ten minutes; other work of this machine makes it less exact");
    script.args(names).show()
}

/// A million calls in simulated time. Whether the limits are kept, and used.
pub(crate) fn limits() -> Result<bool> {
    let script = script("limits.mjs", &[])?;
    println!("> simulating: a minute or two");
    script.show()
}

/// A script of benches/ that needs nothing but the package.
fn script(name: &str, node: &[&str]) -> Result<Program> {
    let tarball = build::build()?;
    step("the package, installed as a user would", || install::install(&tarball))?;
    step("the bench", scripts)?;
    Ok(Program::new("node")?.args(node).arg(folder().join(name)).folder(&folder()))
}

fn source() -> PathBuf {
    paths::root().join("benches")
}

fn folder() -> PathBuf {
    paths::tests().join("benches")
}

fn out() -> PathBuf {
    paths::target().join("bench")
}

fn serde_package() -> PathBuf {
    out().join("serde")
}

/// Their packages, and the bench itself.
fn rivals() -> Result<()> {
    npm_project::install(&source(), &folder(), &paths::tools().join("benches.json"))?;
    scripts()
}

/// Fresh copies of the bench itself.
fn scripts() -> Result<()> {
    for part in ["support", "rivals"] {
        files::mirror(&source().join(part), &folder().join(part))?;
    }
    // What tests use as well.
    let shared = paths::root().join("tests/runtimes/support");
    files::mirror(&shared, &folder().join("shared"))?;
    for file in files::entries(&source())? {
        if files::name(&file).ends_with(".mjs") {
            files::copy(&file, &folder().join(files::name(&file)))?;
        }
    }
    Ok(())
}

fn serde() -> Result<()> {
    Program::new("wasm-pack")?
        .args(["build", "--no-pack", "--no-gitignore", "--target", "web", "--release"])
        .args(["--mode", "no-install", "--out-dir"])
        .arg(serde_package())
        .args([".", "--", "--locked"])
        .folder(&source().join("serde-wasm-bindgen"))
        .env("CARGO_TARGET_DIR", paths::target().join("bench/cargo"))
        .run()
        .map(drop)
}

fn rust_package() -> PathBuf {
    out().join("rust")
}

fn rust() -> Result<()> {
    let target = paths::target().join("bench/cargo");
    let build = |arguments: &[&str]| {
        Program::cargo()?
            .args(["build", "--locked", "--release"])
            .args(arguments)
            .folder(&source().join("rust-rival"))
            .env("CARGO_TARGET_DIR", &target)
            .run()
    };
    build(&["--bin", "read"])?;
    build(&["--lib", "--target", WASM_TARGET])?;
    let read = format!("read{EXE_SUFFIX}");
    files::copy(&target.join("release").join(&read), &rust_package().join(&read))?;
    Program::new("wasm-bindgen")?
        .arg("--out-dir")
        .arg(rust_package())
        .arg(target.join(WASM_TARGET).join("release/threadline_bench_rust_rival.wasm"))
        .run()
        .map(drop)
}

fn measure(chromium: &Chromium, quick: bool) -> Result<Program> {
    let program = Program::new("node")?
        .arg(folder().join("run.mjs"))
        .arg(out())
        .args(quick.then_some("--quick"))
        .folder(&folder())
        .env("THREADLINE_GENERATED", paths::generated())
        .env("THREADLINE_TEMPLATE", paths::root().join("pkg-template"))
        .env("THREADLINE_NAMED", build::named_module())
        .env("THREADLINE_RUST", rust_package())
        .env("THREADLINE_SERDE", serde_package());
    runtimes::with_environment(program, chromium)
}

fn take_over() -> Result<()> {
    for file in ["results.md", "chart.svg"] {
        files::copy(&out().join(file), &source().join(file))?;
        note(source().join(file).display());
    }
    let table = files::read(&out().join("summary.md"))?;
    let page = paths::root().join("docs/performance.md");
    files::write(&page, TABLE.replace(&files::read(&page)?, &table)?)?;
    note(page.display());
    Ok(())
}
