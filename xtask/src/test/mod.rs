//! `cargo xtask test`: everything that must hold, from the formatting to a real browser.
//!
//! The last line of the output is `N passed, N failed`. A step that fails does not keep the later
//! ones from running, unless they need what it makes.

mod bad_input;
mod changed;
mod documented;
mod documents;
pub(crate) mod golden;
pub(crate) mod install;
mod links;
mod lint;
pub(crate) mod marked;
mod native;
mod node_files;
pub(crate) mod npm_project;
pub(crate) mod packaging;
mod progress;
mod quoted;
pub(crate) mod runtimes;
mod rust_client;
mod rust_examples;
mod rust_programs;
mod rust_users;
mod tarball;
mod types;
mod wasm;
mod words;

use std::time::Duration;

use crate::count::{Counts, unfinished};
use crate::failure::Result;
use crate::process::{Finished, Program, Silence};
use crate::setup;
use crate::step::{note, step};

const PARTS: [&str; 8] =
    ["lint", "native", "wasm", "rust", "runtimes", "types", "tarball", "packaging"];

/// A part that others hold too, and that runs by itself where it is named.
const DOCUMENTED: &str = "documented";

/// Runs the parts that are named, or all; `false` if anything failed.
pub(crate) fn run(parts: &[&str]) -> Result<bool> {
    let is_part =
        |part: &&&str| PARTS.contains(*part) || **part == DOCUMENTED || packaging::is_part(part);
    if let Some(unknown) = parts.iter().find(|part| !is_part(part)) {
        return Err(format!("no part is called `{unknown}`; there are {}", PARTS.join(", ")).into());
    }
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    let mut tally = Tally::default();

    if wanted("lint") && tally.needed(setup::for_lint).is_some() {
        lint::run(&mut tally);
    }
    if wanted("native") {
        native::run(&mut tally);
        rust_users::run(&mut tally);
        rust_programs::native(&mut tally);
    }
    if parts.contains(&DOCUMENTED) && tally.needed(setup::for_build).is_some() {
        documented::run(&mut tally);
    }
    let (wasm, runtimes, types) = (wanted("wasm"), wanted("runtimes"), wanted("types"));
    let (tarball, rust) = (wanted("tarball"), wanted("rust"));
    let packaging = parts.is_empty() || parts.iter().any(|part| packaging::is_part(part));
    if types {
        golden::run(&mut tally);
    }
    let package = runtimes || types || tarball || packaging;
    if (wasm || rust || package) && tally.needed(setup::for_build).is_some() {
        let in_browser = wasm || rust || runtimes || packaging;
        let chromium = if in_browser { tally.needed(setup::for_browser) } else { None };
        if wasm && tally.needed(setup::for_wasm_tests).is_some() {
            wasm::run(&mut tally, chromium.as_ref());
        }
        if rust {
            rust_client::run(&mut tally, chromium.as_ref());
            rust_examples::run(&mut tally, chromium.as_ref());
            rust_programs::wasm(&mut tally);
        }
        if package && install::package_is_ready(&mut tally) {
            if runtimes {
                runtimes::run(&mut tally, chromium.as_ref());
            }
            if types {
                types::run(&mut tally);
            }
            if tarball {
                tarball::run(&mut tally);
            }
            if packaging {
                packaging::run(&mut tally, chromium.as_ref(), parts);
            }
        }
    }

    Ok(tally.show())
}

/// Runs the quick tests of what is changed; `false` if anything failed.
pub(crate) fn run_changed() -> Result<bool> {
    let mut tally = Tally::default();
    changed::run(&mut tally)?;
    Ok(tally.show())
}

/// The sum of all steps.
#[derive(Default)]
pub(crate) struct Tally {
    counts: Counts,
}

impl Tally {
    /// Prints the last line; whether nothing failed.
    fn show(&self) -> bool {
        let Counts { passed, failed, skipped } = self.counts;
        if skipped > 0 {
            println!("{skipped} skipped");
        }
        println!("{passed} passed, {failed} failed");
        failed == 0
    }

    /// A step that counts tests; a failure of the step itself counts as one.
    pub(crate) fn count(&mut self, name: &str, work: impl FnOnce() -> Result<Counts>) {
        let mut counts = Counts::default();
        let result = step(name, || {
            counts = work()?;
            note(format_args!("{} passed, {} failed", counts.passed, counts.failed));
            if counts.failed > 0 { Err("not all passed".into()) } else { Ok(()) }
        });
        if result.is_err() {
            counts.failed = counts.failed.max(1);
        }
        self.counts += counts;
    }

    /// A step that holds or does not.
    pub(crate) fn check(&mut self, name: &str, work: impl FnOnce() -> Result<()>) {
        self.count(name, || work().map(|()| Counts::ONE_PASSED));
    }

    /// A step that later ones need: it counts only if it fails.
    pub(crate) fn ready(&mut self, name: &str, work: impl FnOnce() -> Result<()>) -> bool {
        let ready = step(name, work).is_ok();
        self.counts.failed += usize::from(!ready);
        ready
    }

    /// The same for what later steps need and what says its steps itself.
    pub(crate) fn needed<T>(&mut self, work: impl FnOnce() -> Result<T>) -> Option<T> {
        let made = work().ok();
        self.counts.failed += usize::from(made.is_none());
        made
    }

    /// Steps that cannot run count as one failure.
    pub(crate) fn cannot(&mut self, name: &str, why: &str) {
        println!("> {name}\n  cannot run: {why}");
        self.counts.failed += 1;
    }
}

/// Where cargo's tests begin to tell what failed.
const FAILURES: &str = "\nfailures:\n";

/// For how long a test program of Rust's may print nothing. It says of a test that runs for more than a minute that
/// it does, and cargo says what it compiles.
const SILENCE: Duration = Duration::from_secs(8 * 60);

/// Runs test programs of Rust's to their end and reads the counts from what they printed. If one failed, shows
/// that, from where it begins to tell what failed. Programs that are stuck are ended, which is a failure, and
/// the tests that they were at are named.
pub(crate) fn counted(program: Program) -> Result<Counts> {
    counted_within(program, SILENCE)
}

fn counted_within(program: Program, limit: Duration) -> Result<Counts> {
    let mut silence = None;
    let finished = program.finish_unless(|log| {
        let silent = silence.get_or_insert_with(|| Silence::of(log)).lasts();
        (silent > limit).then(|| format!("after {} s of silence", limit.as_secs()))
    })?;
    let Finished { ok, text, ended } = finished;
    let mut counts = Counts::from_libtest(&text);
    if let Some(ended) = ended {
        println!("{}", text.trim_end());
        println!("  it was ended {ended}, waiting for:");
        let tests = unfinished(&text);
        tests.iter().for_each(|test| println!("    {test}"));
        if tests.is_empty() {
            println!("    what it does after: {}", text.lines().last().unwrap_or("its start"));
        }
        counts.failed += tests.len().max(1);
        return Ok(counts);
    }
    if !ok {
        counts.failed = counts.failed.max(1);
    }
    if counts.passed + counts.failed == 0 {
        return Err(format!("{}\n  no test was found", text.trim_end()).into());
    }
    if counts.failed > 0 {
        let start = text.find(FAILURES).unwrap_or(0);
        let failures = text.get(start..).unwrap_or(&text).trim_end().lines();
        // Of the test programs that came after: only what went wrong.
        failures.filter(|line| !line.ends_with(" ... ok")).for_each(|line| println!("{line}"));
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::counted_within;
    use crate::count::Counts;
    use crate::process::Program;
    use crate::{files, paths};

    /// A test program as cargo makes one, with a test that never ends.
    #[test]
    fn a_test_program_that_is_stuck_is_ended_and_what_had_passed_counts() {
        let folder = paths::target().join("tmp/stuck");
        let source = folder.join("stuck.rs");
        let program = folder.join("stuck");
        let tests = "#[test] fn a_passes() {}\n\
                     #[test] fn b_hangs() { loop { std::thread::park(); } }\n\
                     #[test] fn c_comes_after_it() {}\n";
        files::write(&source, tests).unwrap();
        let rustc = Program::new("rustc").unwrap().args(["--test", "--edition", "2024", "-o"]);
        rustc.arg(&program).arg(&source).run().unwrap();
        let start = Instant::now();
        let stuck = Program::new(&program).unwrap().arg("--test-threads=1").named("stuck");
        let counts = counted_within(stuck, Duration::from_secs(2)).unwrap();
        assert_eq!(counts, Counts { passed: 1, failed: 1, skipped: 0 });
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    }
}
