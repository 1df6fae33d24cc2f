//! `cargo xtask fuzz`: libFuzzer on each target of `fuzz/`, then the property tests with a fresh seed and
//! many cases. It ends by itself.
//!
//! What it learnt stays in `target/fuzz/corpus`, and the next run goes on from there. An input that broke a
//! promise lies in `target/fuzz/crashes`: give it to the target's program to see it again, fix what it
//! shows, and keep it as a test.

mod dictionary;
mod example;
mod seeds;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::count::Counts;
use crate::failure::Result;
use crate::process::Program;
use crate::setup;
use crate::step::{note, step};
use crate::{files, paths};

/// How long it takes by default, in minutes.
const MINUTES: u64 = 6;

/// Each target with its part of the time.
const TARGETS: [(&str, u64); 6] = [
    ("reply", 5),
    ("input", 4),
    ("errors", 3),
    ("webhooks", 3),
    ("retries", 1),
    ("retry_after", 1),
];

/// How much of the property tests is done for each minute, in cases of each.
const CASES_A_MINUTE: u64 = 1_000;

/// Fuzzes for so many minutes; `false` if anything was found.
pub(crate) fn run(minutes: Option<&str>) -> Result<bool> {
    let minutes = match minutes {
        None => MINUTES,
        Some(given) => match given.parse() {
            Ok(minutes @ 1..=10_000) => minutes,
            _ => return Err("--minutes wants a whole number from 1 up".into()),
        },
    };
    step("set-up of the fuzzer", setup::for_fuzz)?;
    let programs = step("the fuzz targets", build)?;
    let dictionary = folder().join("dictionary");
    files::write(&dictionary, dictionary::print())?;

    let mut good = true;
    let parts: u64 = TARGETS.iter().map(|(_, part)| part).sum();
    for (target, part) in TARGETS {
        let seconds = (minutes * 60 * part / parts).max(1);
        good &= step(format_args!("{target}, {seconds} s"), || {
            fuzz(&programs, target, seconds, &dictionary)
        })
        .is_ok();
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let cases = minutes * CASES_A_MINUTE;
    good &= step(format_args!("property tests, {cases} cases each, seed {now}"), || {
        properties(now, cases)
    })
    .is_ok();
    Ok(good)
}

/// Where everything of the fuzzer lies.
fn folder() -> PathBuf {
    paths::target().join("fuzz")
}

/// Builds the targets' programs; tells where they lie.
fn build() -> Result<PathBuf> {
    Program::cargo()?
        // Without a sanitizer: there is no unsafe code to catch, and stable Rust builds it.
        .args(["fuzz", "build", "--sanitizer", "none", "--target-dir"])
        .arg(folder())
        .env("CARGO_TARGET_DIR", folder())
        .run()?;
    let host = Program::new("rustc")?.args(["-vV"]).run()?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(folder().join(host.ok_or("rustc does not name its host")?).join("release"))
}

fn fuzz(programs: &Path, target: &str, seconds: u64, dictionary: &Path) -> Result<()> {
    let (corpus, seeds) =
        (folder().join("corpus").join(target), folder().join("seeds").join(target));
    let crashes = folder().join("crashes");
    for folder in [&corpus, &seeds, &crashes] {
        files::make_folder(folder)?;
    }
    for (name, seed) in seeds::of(target) {
        files::write(&seeds.join(name), seed)?;
    }
    let program = programs.join(format!("{target}{}", std::env::consts::EXE_SUFFIX));
    let finished = Program::new(program)?
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-dict={}", dictionary.display()))
        .arg(format!("-artifact_prefix={}/{target}-", crashes.display()))
        .args(["-max_len=4096", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"])
        .args([&corpus, &seeds])
        .limit(seconds + 120)
        .finish()?;
    let executions = number_after(&finished.text, "stat::number_of_executed_units:");
    note(format_args!("{} executions", executions.unwrap_or_default()));
    if finished.ok && executions.is_some() {
        note("no crash");
        return Ok(());
    }
    let from =
        finished.text.find("panicked at").or_else(|| finished.text.find("ERROR:")).unwrap_or(0);
    Err(format!("a crash\n{}", finished.text.get(from..).unwrap_or_default().trim_end()).into())
}

fn properties(seed: u64, cases: u64) -> Result<()> {
    let text = Program::cargo()?
        .args(["test", "--locked", "--release", "--all-features"])
        .args(["--test", "codec", "--test", "http", "--test", "native", "--test", "webhook"])
        .env("PROPTEST_RNG_SEED", seed.to_string())
        .env("PROPTEST_CASES", cases.to_string())
        .limit(60 * 60)
        .run()?;
    note(format_args!("{} passed", Counts::from_libtest(&text).passed));
    Ok(())
}

fn number_after(text: &str, words: &str) -> Option<u64> {
    let (_, rest) = text.split_once(words)?;
    rest.split_whitespace().next()?.parse().ok()
}
