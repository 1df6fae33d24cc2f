//! Test files of Node's runner, each in a process of its own, which xtask ends when nothing happens in it any more:
//! `node --test` has no time limit for a single test before Node 22, and waits silently for a process that
//! a test keeps up.
//!
//! A file that was ended counts as a failure, beside what its tests had said before, and the test that it waited
//! for is named.

use std::collections::VecDeque;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use super::progress::Progress;
use crate::count::Counts;
use crate::failure::{Failure, Result};
use crate::process::{Finished, Program, Silence};
use crate::step::note;
use crate::{files, paths};

const FAILURES: &str = "✖ failing tests:";
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a file's process may take.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Without a test that begins or ends: the limit of every test and every hook.
    pub(crate) test: Duration,
    /// After the last test, for what closes after it.
    pub(crate) end: Duration,
    /// As a whole.
    pub(crate) file: Duration,
    /// Files at once; as many as there are processors, unless it says.
    pub(crate) at_once: Option<usize>,
    /// Whether the counts of each file are shown.
    pub(crate) each: bool,
}

impl Limits {
    pub(crate) const USUAL: Limits = Limits {
        test: Duration::from_secs(3 * 60),
        end: Duration::from_secs(60),
        file: Duration::from_secs(15 * 60),
        at_once: None,
        each: false,
    };

    /// For files that wait more than they work, and for somebody who waits.
    pub(crate) const QUICK: Limits = Limits { at_once: Some(4), ..Limits::USUAL };

    /// Where a single test may build an application: longer than tests/packaging/support/programs.mjs gives a
    /// program, so that the test can say which one it was.
    pub(crate) const OF_PROGRAMS: Limits = Limits {
        test: Duration::from_secs(6 * 60),
        end: Duration::from_secs(60),
        file: Duration::from_secs(30 * 60),
        at_once: None,
        each: true,
    };
}

/// Runs the files; `around` gives a program what its tests need.
pub(crate) fn run(
    tests: Vec<PathBuf>,
    folder: &Path,
    limits: Limits,
    around: impl Fn(Program) -> Result<Program> + Sync,
) -> Result<Counts> {
    run_each(tests, folder, limits, |_, node| around(node))
}

/// The same where what its tests need depends on the file.
pub(crate) fn run_each(
    tests: Vec<PathBuf>,
    folder: &Path,
    limits: Limits,
    around: impl Fn(&Path, Program) -> Result<Program> + Sync,
) -> Result<Counts> {
    if tests.is_empty() {
        return Err(format!("{} has no test", folder.display()).into());
    }
    let (all, start) = (tests.len(), Instant::now());
    let left = Mutex::new(VecDeque::from(tests));
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let at_once = limits.at_once.unwrap_or(cores);
    let (sender, news) = mpsc::channel();
    let (mut sum, mut done, mut under_way) = (Counts::default(), 0, Vec::new());
    thread::scope(|scope| {
        for _ in 0..at_once.min(all) {
            let (sender, left, around) = (sender.clone(), &left, &around);
            scope.spawn(move || {
                while let Some(test) = next(left) {
                    let name = shown(&test, folder);
                    drop(sender.send(News::Begun(name.clone())));
                    let begun = Instant::now();
                    let counts = file(&test, &name, folder, limits, |node| around(&test, node));
                    if let (true, Ok(Counts { passed, failed, .. })) = (limits.each, &counts) {
                        let seconds = begun.elapsed().as_secs();
                        note(format_args!("{name}: {passed} passed, {failed} failed, {seconds} s"));
                    }
                    drop(sender.send(News::Ended(name, counts)));
                }
            });
        }
        drop(sender);
        loop {
            match news.recv_timeout(HEARTBEAT) {
                Ok(News::Begun(name)) => under_way.push(name),
                Ok(News::Ended(name, counts)) => {
                    under_way.retain(|other| *other != name);
                    done += 1;
                    sum += counts.unwrap_or_else(|failure| {
                        println!("  {name}: {failure}");
                        Counts::one(false)
                    });
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    let seconds = start.elapsed().as_secs();
                    let names = under_way.join(", ");
                    note(format_args!("… {seconds} s: {done} of {all} files, now {names}"));
                }
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
            }
        }
    });
    Ok(sum)
}

enum News {
    Begun(String),
    Ended(String, Result<Counts>),
}

fn next(left: &Mutex<VecDeque<PathBuf>>) -> Option<PathBuf> {
    left.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
}

fn shown(test: &Path, folder: &Path) -> String {
    test.strip_prefix(folder).unwrap_or(test).to_string_lossy().replace('\\', "/")
}

/// One file to its end, good or bad.
fn file(
    test: &Path,
    name: &str,
    folder: &Path,
    limits: Limits,
    around: impl Fn(Program) -> Result<Program>,
) -> Result<Counts> {
    let watcher = paths::root().join("xtask/suite/progress.cjs");
    let log = format!("node-{}", name.replace('/', "-"));
    let progress = paths::logs().join(format!("{log}.progress"));
    files::write(&progress, "")?;
    let node = Program::new("node")?
        .named(log)
        .args(["--require".as_ref(), watcher.as_os_str()])
        .args(["--test-reporter=spec", "--test-reporter-destination=stdout"])
        .arg(format!("--test-reporter={}", watcher.display()))
        .args(["--test-reporter-destination=stdout"])
        .arg(test)
        .folder(folder)
        .env("THREADLINE_PROGRESS", &progress)
        .limit(limits.file.as_secs());
    let mut since_test = Silence::of(&progress);
    let finished = around(node)?.finish_unless(|_| {
        let silent = since_test.lasts();
        let ended = |limit: Duration, what: &str| format!("after {} s {what}", limit.as_secs());
        if silent > limits.test {
            return Some(ended(limits.test, "in which no test began or ended"));
        }
        if silent <= limits.end {
            return None;
        }
        let text = files::read(&progress).unwrap_or_default();
        Progress::read(&text).is_over().then(|| ended(limits.end, "that followed its last test"))
    })?;
    counted(name, &finished, &files::read(&progress)?)
}

fn counted(name: &str, finished: &Finished, progress: &str) -> Result<Counts> {
    let Finished { ok, text, ended } = finished;
    if let Some(ended) = ended {
        let progress = Progress::read(progress);
        println!("{}", text.trim_end());
        println!("  {name} was ended {ended}, waiting for:");
        progress.waits_for().lines().for_each(|line| println!("    {line}"));
        let mut counts = progress.counts;
        counts.failed += 1;
        return Ok(counts);
    }
    let mut counts = Counts::from_node(text);
    if counts == Counts::default() {
        return Err(Failure::from(format!("no test was found\n{}", text.trim_end())));
    }
    if !ok {
        counts.failed = counts.failed.max(1);
    }
    if counts.failed > 0 {
        let start = text.find(FAILURES).unwrap_or(0);
        println!("{name}\n{}", text.get(start..).unwrap_or(text).trim_end());
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::time::{Duration, Instant};

    use super::{Limits, run};
    use crate::count::Counts;
    use crate::{files, paths};

    const SHORT: Limits = Limits {
        test: Duration::from_secs(3),
        end: Duration::from_secs(2),
        file: Duration::from_secs(30),
        at_once: None,
        each: false,
    };

    /// Runs one file with these lines; gives back its counts and what its progress says.
    fn ends(name: &str, source: &str) -> (Counts, String) {
        let folder = paths::target().join("tmp/node-files");
        let file: PathBuf = folder.join(format!("{name}.test.mjs"));
        files::write(&file, source).unwrap();
        let start = Instant::now();
        let counts = run(vec![file], &folder, SHORT, Ok).unwrap();
        assert!(start.elapsed() < Duration::from_secs(25), "{:?}", start.elapsed());
        let progress = paths::logs().join(format!("node-{name}.test.mjs.progress"));
        let text = files::read(&progress).unwrap();
        (counts, super::Progress::read(&text).waits_for())
    }

    fn counts(passed: usize, failed: usize) -> Counts {
        Counts { passed, failed, skipped: 0 }
    }

    #[test]
    fn a_test_that_hangs_is_ended_and_named() {
        let (counted, waits_for) = ends(
            "hangs",
            r#"import { describe, test } from "node:test";
               describe("a group", () => {
                 test("passes", () => {});
                 test("hangs", () => new Promise((resolve) => setTimeout(resolve, 1e8)));
                 test("comes after it", () => {});
               });"#,
        );
        assert_eq!((counted, waits_for.as_str()), (counts(1, 1), "a group > hangs"));
    }

    #[test]
    fn a_test_that_blocks_its_process_is_ended_and_named() {
        let (counted, waits_for) = ends(
            "blocks",
            r#"import { test } from "node:test";
               test("blocks", () => { for (;;); });"#,
        );
        assert_eq!((counted, waits_for.as_str()), (counts(0, 1), "blocks"));
    }

    #[test]
    fn a_hook_that_hangs_is_ended_and_named_by_its_group() {
        let (counted, waits_for) = ends(
            "hook",
            r#"import { before, describe, test } from "node:test";
               describe("a group", () => {
                 before(() => new Promise((resolve) => setTimeout(resolve, 1e8)));
                 test("never begins", () => {});
               });"#,
        );
        assert_eq!((counted, waits_for.as_str()), (counts(0, 1), "a hook of: a group"));
    }

    #[test]
    fn a_server_that_is_left_open_is_named_and_its_process_ended() {
        let (counted, waits_for) = ends(
            "open",
            r#"import assert from "node:assert";
               import { createServer } from "node:http";
               import { test } from "node:test";
               test("passes", () => {});
               test("fails before it closes its server", () => {
                 const server = createServer().listen(0, "127.0.0.1");
                 assert.equal(1, 2);
                 server.close();
               });"#,
        );
        let expected = "what its tests left open: TCPServerWrap";
        assert_eq!((counted, waits_for.as_str()), (counts(1, 2), expected));
    }

    #[test]
    fn a_file_that_never_comes_to_a_test_is_ended() {
        let (counted, waits_for) =
            ends("silent", "await new Promise((resolve) => setTimeout(resolve, 1e8));");
        let expected = "what it does before its first test: Timeout";
        assert_eq!((counted, waits_for.as_str()), (counts(0, 1), expected));
    }

    #[test]
    fn what_a_test_started_ends_with_it() {
        let (counted, _) = ends(
            "started",
            r#"import { spawn } from "node:child_process";
               import { writeFileSync } from "node:fs";
               import { test } from "node:test";
               test("hangs with a program", async () => {
                 const lasting = ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6)"];
                 const child = spawn(process.execPath, lasting, { detached: true, stdio: "ignore" });
                 writeFileSync("started.pid", String(child.pid));
                 await new Promise((resolve) => child.on("exit", resolve));
               });"#,
        );
        assert_eq!(counted, counts(0, 1));
        let pid = files::read(&paths::target().join("tmp/node-files/started.pid")).unwrap();
        let state = || {
            let ps = std::process::Command::new("ps").args(["-o", "stat=", "-p", &pid]).output();
            String::from_utf8(ps.unwrap().stdout).unwrap()
        };
        // Ended, and perhaps not yet noticed by who inherited it; on a busy machine a signal takes its time.
        let is_over = || state().is_empty() || state().starts_with('Z');
        let start = Instant::now();
        while !is_over() && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(is_over(), "{pid} is still there: {}", state());
    }

    #[test]
    fn each_file_is_counted() {
        let folder = paths::target().join("tmp/node-files");
        let mut tests = Vec::new();
        for (name, body) in [("good", ""), ("bad", "throw new Error()")] {
            let file = folder.join(format!("{name}.test.mjs"));
            let source = format!("import test from 'node:test'; test('one', () => {{ {body} }});");
            files::write(&file, source).unwrap();
            tests.push(file);
        }
        assert_eq!(run(tests, &folder, SHORT, Ok).unwrap(), counts(1, 1));
        let none = folder.join("none.test.mjs");
        files::write(&none, "").unwrap();
        assert_eq!(run(vec![none], &folder, SHORT, Ok).unwrap(), counts(0, 1));
    }
}
