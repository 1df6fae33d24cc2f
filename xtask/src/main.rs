//! `cargo xtask <verb>`: the one door to all work on threadline.
//!
//! Each verb does its own set-up: beforehand a machine needs rustup's cargo and Node, nothing else.
#![allow(clippy::arithmetic_side_effects, reason = "counts and times, and none of it is shipped")]

mod alone;
mod bench;
mod build;
mod count;
mod demo;
mod deny;
mod example;
mod failure;
mod fake_service;
mod files;
mod format;
mod fuzz;
mod paths;
mod print;
mod process;
mod rust_examples;
mod rust_size;
mod setup;
mod size;
mod step;
mod test;

use std::process::ExitCode;

use failure::Result;
use size::Budget;

const HELP: &str = "\
cargo xtask <verb>

  setup                 install every tool into target/tools and node_modules (the other verbs do
                        it themselves, each what it needs)
  build                 make the npm package: target/package/threadline-<version>.tgz
  demo [--open]         run every operation from Node, workerd and Chromium against the fake service;
                        --open keeps the page up for a person
  example <name>        start one of the examples with the package as it is here, against the fake
                        services: vite-app, node, probe, rust, rust-page, rust-worker or rust-bindings
  test [part …]         everything that must hold; parts: lint, native, wasm, rust, runtimes, types,
                        tarball, packaging (or packaging/vite: one of the folders in tests/packaging);
                        documented: the examples in the documents of the services, alone
  test --changed        the quick tests of what differs from the last commit: in half a minute once everything
                        has been built
  fmt                   format everything: Rust, TypeScript, JavaScript, JSON and CSS
  matrix --bless        bring the tables of docs/runtimes.md and docs/connections.md up to date with
                        what `test packaging` ran last
  types [--bless]       print the TypeScript types; --bless makes them the expected ones, and
                        brings what the README and docs/ say of the operations up to date
  fuzz [--minutes N]    search for inputs that break a promise, and try the property tests with a fresh
                        seed; ends by itself
  advisories            what is known against the crates that we depend on: asks GitHub
  bench [--quick]       size and speed beside what a user would pick instead: writes benches/results.md
                        and the table of docs/performance.md; --quick tries everything and writes nothing
  bench --growth [name …]
                        doubles hostile inputs, ten times each: exits with 1 and names what takes more
                        than in proportion, or 50 times as long as an ordinary response of its size
  bench --limits        a million calls in simulated time: exits with 1 when more requests are sent in any
                        window than the limits allow, or far fewer
  size [--check]        what a user downloads: raw, gzip and brotli; --check fails when that is more
                        than size-budget.json allows
  size --bless          lowers the budget to what there is; nothing raises it
  size --rust [--check | --bless]
                        the same of what the Rust client adds to a program in WebAssembly
";

fn main() -> ExitCode {
    if let Err(failure) = process::end_children_on_interrupt() {
        eprintln!("{failure}");
        return ExitCode::FAILURE;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            if !failure.shown {
                eprintln!("{failure}");
            }
            ExitCode::FAILURE
        }
    }
}

/// Runs one verb; `false` when it did its work and the answer is no.
fn run(arguments: &[&str]) -> Result<bool> {
    if let [] | ["help" | "--help" | "-h"] = arguments {
        print!("{HELP}");
        return Ok(true);
    }
    let alone = alone::alone()?;
    match arguments {
        ["setup"] => setup::everything()?,
        ["build"] => build::build().map(drop)?,
        ["demo"] => return demo::run(alone, false),
        ["demo", "--open"] => return demo::run(alone, true),
        ["example", "vite-app"] => return example::vite_app(alone),
        ["example", "node"] => return example::node(),
        ["example", "probe"] => return example::probe(),
        ["example", "rust"] => return example::rust(),
        ["example", "rust-page"] => return example::rust_page(alone),
        ["example", "rust-worker"] => return example::rust_worker(alone),
        ["example", "rust-bindings"] => return example::rust_bindings(alone),
        ["test", "--changed"] => return test::run_changed(),
        ["test", parts @ ..] => return test::run(parts),
        ["types"] => build::types::print_all()?,
        ["types", "--bless"] => test::golden::bless()?,
        ["fuzz"] => return fuzz::run(None),
        ["fuzz", "--minutes", minutes] => return fuzz::run(Some(minutes)),
        ["advisories"] => return deny::advisories(),
        ["bench"] => return bench::run(false),
        ["bench", "--quick"] => return bench::run(true),
        ["bench", "--growth", names @ ..] => return bench::growth(names),
        ["bench", "--limits"] => return bench::limits(),
        ["size"] => return size::run(&Budget::None),
        ["size", "--check"] => return size::run(&Budget::Check),
        ["size", "--bless"] => return size::run(&Budget::Lower),
        ["size", "--rust"] => return rust_size::run(&Budget::None),
        ["size", "--rust", "--check"] => return rust_size::run(&Budget::Check),
        ["size", "--rust", "--bless"] => return rust_size::run(&Budget::Lower),
        ["fmt"] => format::everything()?,
        ["matrix", "--bless"] => test::packaging::matrix::bless()?,
        _ => return Err(format!("what is `{}`?\n\n{HELP}", arguments.join(" ")).into()),
    }
    Ok(true)
}
