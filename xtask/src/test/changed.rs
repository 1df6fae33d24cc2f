//! `cargo xtask test --changed`: after a warm build, what a change touches is tested in half a minute.
//!
//! It looks at what git sees as changed since the last commit. Rust of the core is tested by its native unit tests; the
//! package's TypeScript and the test files by tests in Node, with the packed tarball: the quick ones of the topic.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::node_files::{self, Limits};
use super::{Tally, counted, install, lint, native};
use crate::failure::Result;
use crate::process::Program;
use crate::step::note;
use crate::{fake_service, paths, setup};

/// Which tests of tests/runtimes/ a folder of `pkg-template/` is about: quick ones, which need no browser.
const TOPICS: [(&str, &[&str]); 7] = [
    (
        "call",
        &[
            "abort.test.mjs",
            "fetch.test.mjs",
            "transport/bad-replies.test.mjs",
            "transport/coalescing.test.mjs",
            "transport/deletes.test.mjs",
            "transport/hollow.test.mjs",
            "transport/observers.test.mjs",
            "transport/once.test.mjs",
            "transport/rate-limit.test.mjs",
            "transport/redirects.test.mjs",
            "transport/retries.test.mjs",
            "transport/retry-after.test.mjs",
            "transport/secrets.test.mjs",
        ],
    ),
    ("auth", &["jwt.test.mjs", "context.test.mjs", "transport/users.test.mjs"]),
    ("client", &["options.test.mjs", "scopes.test.mjs", "secrets.test.mjs", "assignable.test.mjs"]),
    ("errors", &["errors.test.mjs", "clone.test.mjs"]),
    ("module", &["decode.test.mjs", "drift.test.mjs", "inputs.test.mjs", "loading.test.mjs"]),
    (
        "pages",
        &["history.test.mjs", "messages.test.mjs", "pages.test.mjs", "same-instant.test.mjs"],
    ),
    (
        "webhook",
        &[
            "webhooks/events.test.mjs",
            "webhooks/input.test.mjs",
            "webhooks/replay-guard.test.mjs",
            "webhooks/verification.test.mjs",
        ],
    ),
];

/// What the other folders of `pkg-template/` are about.
const ANY: &[&str] = &["decode.test.mjs", "errors.test.mjs", "fetch.test.mjs", "options.test.mjs"];

pub(crate) fn run(tally: &mut Tally) -> Result<()> {
    let changed = changed()?;
    let plan = Plan::of(&changed);
    if plan == Plan::default() {
        note("nothing is changed that has a quick test: `cargo xtask test` runs everything");
        return Ok(());
    }
    if plan.core {
        tally.count("native unit tests of threadline", || {
            counted(Program::cargo()?.args([
                "test",
                "--locked",
                "--package",
                "threadline",
                "--lib",
            ]))
        });
    }
    if plan.xtask {
        native::xtask(tally);
    }
    if !plan.runtimes.is_empty() && is_ready(tally) {
        lint::package_types(tally);
        tally.count("the package in Node", || in_node(&plan.runtimes));
    }
    note("these are the quick ones: `cargo xtask test` runs everything");
    Ok(())
}

/// What tests in Node need.
fn is_ready(tally: &mut Tally) -> bool {
    tally.needed(setup::for_build).is_some()
        && install::package_is_ready(tally)
        && tally.ready("the fake service", || fake_service::build().map(drop))
}

/// What to run.
#[derive(Debug, Default, PartialEq)]
struct Plan {
    core: bool,
    xtask: bool,
    /// Files below tests/runtimes/.
    runtimes: BTreeSet<String>,
}

impl Plan {
    fn of(changed: &[String]) -> Self {
        let mut plan = Plan::default();
        for file in changed {
            let mut folders = file.split('/');
            match folders.next() {
                Some("src" | "macros") => plan.core = true,
                Some("xtask") => plan.xtask = true,
                Some("pkg-template") => {
                    let folder = folders.next().unwrap_or_default();
                    let topic = TOPICS.iter().find(|(name, _)| *name == folder);
                    let tests = topic.map_or(ANY, |(_, tests)| tests);
                    plan.runtimes.extend(tests.iter().map(|test| (*test).to_owned()));
                }
                _ => plan.runtimes.extend(
                    file.strip_prefix("tests/runtimes/")
                        .filter(|test| test.ends_with(".test.mjs"))
                        .map(str::to_owned),
                ),
            }
        }
        plan
    }
}

/// The files that differ from the last commit, new ones too.
fn changed() -> Result<Vec<String>> {
    let git = |args: &[&str]| Program::new("git")?.args(args).folder(&paths::root()).run();
    let mut names = git(&["diff", "--name-only", "HEAD"])?;
    names.push_str(&git(&["ls-files", "--others", "--exclude-standard"])?);
    Ok(names.lines().map(str::to_owned).collect())
}

fn in_node(tests: &BTreeSet<String>) -> Result<crate::count::Counts> {
    let folder = paths::tests();
    let found: Vec<PathBuf> = tests
        .iter()
        .map(|test| folder.join("runtimes").join(test))
        .filter(|file| file.is_file())
        .collect();
    node_files::run(found, &folder, Limits::QUICK, |node| {
        Ok(node
            .env("THREADLINE_FAKE_SERVER", fake_service::path())
            .env("THREADLINE_PACKAGE", install::package()))
    })
}

#[cfg(test)]
mod tests {
    use super::{Plan, TOPICS};
    use crate::paths;

    fn plan(changed: &[&str]) -> Plan {
        Plan::of(&changed.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_core_is_tested_natively_and_the_package_in_node() {
        assert_eq!(plan(&["src/codec/time.rs"]), Plan { core: true, ..Plan::default() });
        assert_eq!(plan(&["xtask/src/main.rs"]), Plan { xtask: true, ..Plan::default() });
        let calls = plan(&["pkg-template/call/response.ts"]);
        assert!(!calls.core && calls.runtimes.contains("fetch.test.mjs"), "{calls:?}");
    }

    #[test]
    fn a_test_that_is_changed_is_run_and_documents_are_not() {
        let changed = plan(&["tests/runtimes/transport/workers.test.mjs", "README.md"]);
        assert_eq!(Vec::from_iter(changed.runtimes), ["transport/workers.test.mjs"]);
        assert_eq!(plan(&["docs/testing.md"]), Plan::default());
    }

    #[test]
    fn each_topic_is_a_folder_and_each_of_its_tests_a_file() {
        let root = paths::root();
        for (folder, tests) in TOPICS {
            assert!(root.join("pkg-template").join(folder).is_dir(), "{folder}");
            for test in tests {
                assert!(root.join("tests/runtimes").join(test).is_file(), "{test}");
            }
        }
    }
}
