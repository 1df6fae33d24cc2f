//! What a test file's process has said of its tests, and what it waits for: see xtask/suite/progress.cjs.

use crate::count::Counts;

#[derive(Debug, Default)]
pub(super) struct Progress<'a> {
    /// Tests whose own code runs, by their full names.
    running: Vec<&'a str>,
    /// Tests and groups that were started and are not complete, each with the depth that it is at.
    started: Vec<(&'a str, &'a str)>,
    /// Those that wait for their turn.
    queued: Vec<(&'a str, &'a str)>,
    /// What a process that was ended was kept up by.
    kept: Option<&'a str>,
    pub(super) counts: Counts,
}

impl<'a> Progress<'a> {
    pub(super) fn read(text: &'a str) -> Self {
        let mut progress = Progress::default();
        for line in text.lines() {
            // It was asked to end: what comes after that is not the tests' doing.
            if progress.kept.is_some() {
                break;
            }
            progress.take(line);
        }
        progress
    }

    fn take(&mut self, line: &'a str) {
        let mut words = line.split('\t');
        let (step, first) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let test = (first, words.next().unwrap_or_default());
        match step {
            "begun" => self.running.push(first),
            "ended" => remove(&mut self.running, &first),
            "queued" => self.queued.push(test),
            "started" => {
                remove(&mut self.queued, &test);
                self.started.push(test);
            }
            "completed" => {
                remove(&mut self.queued, &test);
                remove(&mut self.started, &test);
            }
            "passed" => self.counts.passed += 1,
            "failed" => self.counts.failed += 1,
            "skipped" => self.counts.skipped += 1,
            "kept" => self.kept = Some(first),
            _ => {}
        }
    }

    /// Whether all tests that are known have ended: the process should end as well.
    pub(super) fn is_over(&self) -> bool {
        let any = self.counts != Counts::default();
        any && self.running.is_empty() && self.started.is_empty() && self.queued.is_empty()
    }

    /// What the process is held up by.
    pub(super) fn waits_for(&self) -> String {
        // A test that waits for one inside of it is not what hangs.
        let inside = |outer: &str, name: &str| {
            name.strip_prefix(outer).is_some_and(|rest| rest.starts_with(" > "))
        };
        let mut innermost: Vec<&str> = self.running.clone();
        innermost.retain(|outer| !self.running.iter().any(|name| inside(outer, name)));
        if !innermost.is_empty() {
            return innermost.join("\n");
        }
        if let Some((_, name)) = self.started.last() {
            return format!("a hook of: {name}");
        }
        if let Some((_, name)) = self.queued.first() {
            return format!("a hook of the file, before: {name}");
        }
        let kept = self.kept.filter(|kinds| !kinds.is_empty()).unwrap_or("unknown");
        if self.is_over() {
            return format!("what its tests left open: {kept}");
        }
        format!("what it does before its first test: {kept}")
    }
}

/// Takes the last one away; two tests may have one name.
fn remove<T: PartialEq>(list: &mut Vec<T>, one: &T) {
    if let Some(at) = list.iter().rposition(|other| other == one) {
        list.remove(at);
    }
}

#[cfg(test)]
mod tests {
    use super::Progress;
    use crate::count::Counts;

    #[test]
    fn the_innermost_test_that_has_begun_is_what_hangs() {
        let text = "queued\t0\tgroup\nstarted\t0\tgroup\nbegun\tgroup > a\nended\tgroup > a\npassed\ta\n\
                    begun\tgroup > b\nbegun\tgroup > b > inner\nbegun\tgroup > bc\n";
        let progress = Progress::read(text);
        assert_eq!(progress.waits_for(), "group > b > inner\ngroup > bc");
        assert_eq!(progress.counts, Counts::ONE_PASSED);
        assert!(!progress.is_over());
    }

    #[test]
    fn a_hook_is_named_by_its_group() {
        let group = "queued\t0\tgroup\nstarted\t0\tgroup\n";
        assert_eq!(Progress::read(group).waits_for(), "a hook of: group");
        let file = Progress::read("queued\t0\tfirst\nqueued\t0\tsecond\n");
        assert_eq!(file.waits_for(), "a hook of the file, before: first");
    }

    #[test]
    fn what_is_left_open_is_named_once_all_tests_have_ended() {
        let text = "queued\t0\ta\nstarted\t0\ta\nbegun\ta\nended\ta\ncompleted\t0\ta\nfailed\ta\n";
        assert!(Progress::read(text).is_over());
        let ended = format!("{text}kept\tTCPServerWrap\nfailed\tb\n");
        let progress = Progress::read(&ended);
        assert_eq!(progress.waits_for(), "what its tests left open: TCPServerWrap");
        assert_eq!(progress.counts.failed, 1);
    }

    #[test]
    fn nothing_is_known_of_a_file_that_has_no_test_yet() {
        assert!(!Progress::read("").is_over());
        let loading = "what it does before its first test: unknown";
        assert_eq!(Progress::read("").waits_for(), loading);
    }
}
