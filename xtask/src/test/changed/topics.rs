//! Which tests of tests/runtimes/ a file of `pkg-template/` needs: quick ones, without a browser.

use std::collections::BTreeSet;

/// By the beginning of the file's name: all that fit.
const TOPICS: [(&str, &[&str]); 10] = [
    (
        "call/",
        &[
            "abort.test.mjs",
            "fetch.test.mjs",
            "timeout.test.mjs",
            "transport/bad-replies.test.mjs",
            "transport/coalescing.test.mjs",
            "transport/deletes.test.mjs",
            "transport/hollow.test.mjs",
            "transport/observers.test.mjs",
            "transport/once.test.mjs",
            "transport/redirects.test.mjs",
            "transport/retries.test.mjs",
            "transport/retry-after.test.mjs",
        ],
    ),
    // These take longer than the others.
    ("call/deadline", &["transport/deadline.test.mjs"]),
    ("call/limiter", &["transport/rate-limit.test.mjs"]),
    ("call/redact", &["transport/secrets.test.mjs"]),
    ("auth/", &["jwt.test.mjs", "context.test.mjs", "transport/users.test.mjs"]),
    (
        "client/",
        &["options.test.mjs", "scopes.test.mjs", "secrets.test.mjs", "assignable.test.mjs"],
    ),
    ("errors/", &["errors.test.mjs", "clone.test.mjs"]),
    ("module/", &["decode.test.mjs", "drift.test.mjs", "inputs.test.mjs", "loading.test.mjs"]),
    (
        "pages/",
        &["history.test.mjs", "messages.test.mjs", "pages.test.mjs", "same-instant.test.mjs"],
    ),
    (
        "webhook/",
        &[
            "webhooks/events.test.mjs",
            "webhooks/input.test.mjs",
            "webhooks/replay-guard.test.mjs",
            "webhooks/verification.test.mjs",
        ],
    ),
];

/// What the other files are about.
const ANY: &[&str] = &["decode.test.mjs", "errors.test.mjs", "fetch.test.mjs", "options.test.mjs"];

/// The tests of a file.
pub(super) fn tests_of(file: &str) -> BTreeSet<&'static str> {
    let fit = TOPICS.iter().filter(|(start, _)| file.starts_with(start));
    let tests: BTreeSet<_> = fit.flat_map(|(_, tests)| *tests).copied().collect();
    if tests.is_empty() { ANY.iter().copied().collect() } else { tests }
}

#[cfg(test)]
mod tests {
    use super::{ANY, TOPICS, tests_of};
    use crate::{files, paths};

    #[test]
    fn each_topic_has_files_and_each_of_its_tests_is_one() {
        let root = paths::root();
        let template = root.join("pkg-template");
        let found = files::below(&template).unwrap();
        let found: Vec<&str> = found
            .iter()
            .map(|file| file.strip_prefix(&template).unwrap().to_str().unwrap())
            .collect();
        for (start, tests) in TOPICS.into_iter().chain([("", ANY)]) {
            assert!(found.iter().any(|file| file.starts_with(start)), "{start}");
            for test in tests {
                assert!(root.join("tests/runtimes").join(test).is_file(), "{test}");
            }
        }
    }

    #[test]
    fn a_long_test_is_for_the_file_that_it_is_about() {
        let limiter = "transport/rate-limit.test.mjs";
        assert!(tests_of("call/limiter.ts").contains(limiter));
        assert!(tests_of("call/limiter.ts").contains("transport/retries.test.mjs"));
        assert!(!tests_of("call/run.ts").contains(limiter));
        assert!(tests_of("README.md").contains("options.test.mjs"));
    }
}
