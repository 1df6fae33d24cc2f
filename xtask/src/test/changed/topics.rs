//! Which tests of tests/runtimes/ the folders of `pkg-template/` are about: quick ones, which need no browser.

/// By folder.
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

/// The tests of a folder.
pub(super) fn tests_of(folder: &str) -> &'static [&'static str] {
    TOPICS.iter().find(|(name, _)| *name == folder).map_or(ANY, |(_, tests)| tests)
}

#[cfg(test)]
mod tests {
    use super::{ANY, TOPICS};
    use crate::paths;

    #[test]
    fn each_topic_is_a_folder_and_each_of_its_tests_a_file() {
        let root = paths::root();
        for (folder, tests) in TOPICS.into_iter().chain([("", ANY)]) {
            assert!(root.join("pkg-template").join(folder).is_dir(), "{folder}");
            for test in tests {
                assert!(root.join("tests/runtimes").join(test).is_file(), "{test}");
            }
        }
    }
}
