//! Which quick tests a changed file needs.

use std::collections::BTreeSet;

use super::topics;

/// What to run.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Plan {
    pub(super) rust: BTreeSet<Rust>,
    /// Files below tests/runtimes/.
    pub(super) runtimes: BTreeSet<String>,
}

/// Quick tests in Rust, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rust {
    /// The core's unit tests.
    Core,
    /// The same, with those of the fakes and their server.
    CoreAndFakes,
    /// The unit tests of the client for Rust programs, which needs features of its own.
    Client,
    /// Each operation against its sample.
    Samples,
    /// Each sample against the fakes.
    Taken,
    /// What is printed from the tables against what is committed.
    Printed,
    Xtask,
}

/// By the beginning of a file's name: the first that fits.
const RUST: [(&str, &[Rust]); 9] = [
    ("src/heymarket/", OF_TABLES),
    ("src/qlara/", OF_TABLES),
    ("src/schema/", OF_TABLES),
    ("macros/", OF_TABLES),
    ("src/client/", &[Rust::Client]),
    ("src/", &[Rust::Core, Rust::Samples]),
    ("fakes/", &[Rust::CoreAndFakes, Rust::Taken]),
    ("tests/operations/", &[Rust::Samples, Rust::Taken]),
    ("xtask/", &[Rust::Xtask, Rust::Printed]),
];

/// What a declaration decides.
const OF_TABLES: &[Rust] = &[Rust::CoreAndFakes, Rust::Samples, Rust::Taken, Rust::Printed];

impl Plan {
    pub(super) fn of(changed: &[String]) -> Self {
        let mut plan = Plan::default();
        for file in changed {
            if let Some((_, tests)) = RUST.iter().find(|(start, _)| file.starts_with(start)) {
                plan.rust.extend(*tests);
            } else if let Some(file) = file.strip_prefix("pkg-template/") {
                plan.runtimes.extend(topics::tests_of(file).into_iter().map(str::to_owned));
            } else if let Some(test) = file.strip_prefix("tests/runtimes/")
                && test.ends_with(".test.mjs")
            {
                plan.runtimes.insert(test.to_owned());
            }
        }
        if plan.rust.contains(&Rust::CoreAndFakes) {
            plan.rust.remove(&Rust::Core);
        }
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::{OF_TABLES, Plan, RUST, Rust};
    use crate::paths;

    fn plan(changed: &[&str]) -> Plan {
        Plan::of(&changed.iter().map(|file| (*file).to_owned()).collect::<Vec<_>>())
    }

    fn rust(changed: &[&str]) -> Vec<Rust> {
        let plan = plan(changed);
        assert!(plan.runtimes.is_empty(), "{plan:?}");
        Vec::from_iter(plan.rust)
    }

    #[test]
    fn the_core_is_tested_natively_and_the_package_in_node() {
        assert_eq!(rust(&["src/codec/time.rs"]), [Rust::Core, Rust::Samples]);
        assert_eq!(rust(&["src/client/pages/mod.rs"]), [Rust::Client]);
        assert_eq!(rust(&["xtask/src/main.rs"]), [Rust::Printed, Rust::Xtask]);
        let calls = plan(&["pkg-template/call/response.ts"]);
        assert!(calls.rust.is_empty() && calls.runtimes.contains("fetch.test.mjs"), "{calls:?}");
    }

    #[test]
    fn what_decides_the_tables_is_tested_with_all_that_reads_them() {
        for file in ["macros/src/field.rs", "src/schema/kind.rs", "src/qlara/model.rs"] {
            assert_eq!(rust(&[file]), OF_TABLES);
        }
    }

    #[test]
    fn a_new_operation_is_tested_against_its_sample_and_in_the_fakes() {
        let handler = rust(&["fakes/src/heymarket/reassign.rs"]);
        assert_eq!(handler, [Rust::CoreAndFakes, Rust::Taken]);
        assert_eq!(rust(&["tests/operations/qlara/reply.json"]), [Rust::Samples, Rust::Taken]);
        let operation = ["src/heymarket/conversations/close.rs", "src/error.rs"];
        assert_eq!(rust(&operation), OF_TABLES);
    }

    #[test]
    fn a_test_that_is_changed_is_run_and_documents_are_not() {
        let changed = plan(&["tests/runtimes/transport/workers.test.mjs", "README.md"]);
        assert_eq!(Vec::from_iter(changed.runtimes), ["transport/workers.test.mjs"]);
        assert_eq!(plan(&["docs/testing.md"]), Plan::default());
    }

    #[test]
    fn each_beginning_is_that_of_a_folder() {
        for (start, _) in RUST {
            assert!(paths::root().join(start).is_dir(), "{start}");
        }
    }
}
