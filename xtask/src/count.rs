//! How many tests passed and failed, read from what the test programs print.

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) skipped: usize,
}

impl Counts {
    pub(crate) const ONE_PASSED: Counts = Counts { passed: 1, failed: 0, skipped: 0 };

    pub(crate) fn one(passed: bool) -> Self {
        Counts { passed: usize::from(passed), failed: usize::from(!passed), skipped: 0 }
    }

    /// From cargo's and wasm-bindgen's test runners: one line a test program,
    /// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; …`. Of a program that did not come
    /// to that line, the tests count by their own.
    pub(crate) fn from_libtest(text: &str) -> Self {
        let (mut sum, mut program) = (Counts::default(), Counts::default());
        for line in text.lines() {
            match line.rsplit_once(" ... ") {
                Some((_, "ok")) => program.passed += 1,
                Some((_, "FAILED")) => program.failed += 1,
                Some((_, "ignored")) => program.skipped += 1,
                _ => {}
            }
            let Some((_, result)) = line.split_once("test result: ") else { continue };
            let Some((_, counts)) = result.split_once(". ") else { continue };
            program = Counts::default();
            sum.passed += number_before(counts, " passed");
            sum.failed += number_before(counts, " failed");
            sum.skipped += number_before(counts, " ignored");
        }
        sum += program;
        sum
    }

    /// From `node --test`: the lines `ℹ pass 7` (or `# pass 7`) at the end of its report.
    pub(crate) fn from_node(text: &str) -> Self {
        let mut sum = Counts::default();
        for line in text.lines() {
            let Some(line) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# ")) else {
                continue;
            };
            let Some((word, number)) = line.trim().split_once(' ') else { continue };
            let Ok(number) = number.parse::<usize>() else { continue };
            match word {
                "pass" => sum.passed += number,
                "fail" | "cancelled" => sum.failed += number,
                "skipped" | "todo" => sum.skipped += number,
                _ => {}
            }
        }
        sum
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The tests of Rust's that a program was at when it was ended: it says so of a test that takes more than a minute,
/// and, where it runs one test at a time, of each before it begins.
pub(crate) fn unfinished(text: &str) -> Vec<&str> {
    const SLOW: &str = " has been running for over 60 seconds";
    let mut found = Vec::new();
    for line in text.lines() {
        let Some(line) = line.strip_prefix("test ") else { continue };
        if let Some(name) = line.strip_suffix(SLOW) {
            found.push(name);
        } else if let Some((name, _)) = line.split_once(" ... ") {
            found.retain(|slow| *slow != name);
        }
    }
    let last = text.lines().last().and_then(|line| line.strip_prefix("test "));
    found.extend(last.and_then(|line| line.trim_end().strip_suffix(" ...")));
    found
}

fn number_before(text: &str, word: &str) -> usize {
    let before = text.split(';').find_map(|part| part.trim_end().strip_suffix(word));
    before.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Counts, unfinished};

    #[test]
    fn cargo_prints_one_result_a_test_program() {
        let text = "\
running 2 tests
test a ... ok
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: FAILED. 10 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out
";
        assert_eq!(Counts::from_libtest(text), Counts { passed: 12, failed: 3, skipped: 1 });
    }

    #[test]
    fn the_tests_of_a_program_without_a_result_count_by_themselves() {
        let text = "test a ... ok\ntest result: ok. 1 passed; 0 failed; 0 ignored\n\
                    test b ... ok\ntest c ... FAILED\ntest d ... ignored\ntest e ... ";
        assert_eq!(Counts::from_libtest(text), Counts { passed: 2, failed: 1, skipped: 1 });
    }

    #[test]
    fn the_tests_that_a_program_was_at_are_named() {
        let slow = " has been running for over 60 seconds";
        let text = format!("test a ... ok\ntest b{slow}\ntest c{slow}\ntest b ... ok\n");
        assert_eq!(unfinished(&text), ["c"]);
        assert_eq!(unfinished("test a ... ok\ntest b ... "), ["b"]);
        assert_eq!(unfinished("Compiling a\n"), [""; 0]);
    }

    #[test]
    fn node_prints_a_summary_in_either_reporter() {
        let spec = "✔ a (1.2ms)\nℹ tests 4\nℹ suites 1\nℹ pass 2\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\nℹ todo 0\nℹ duration_ms 81\n";
        assert_eq!(Counts::from_node(spec), Counts { passed: 2, failed: 2, skipped: 0 });
        let tap = "ok 1 - a\n# tests 4\n# pass 3\n# fail 0\n# skipped 1\n";
        assert_eq!(Counts::from_node(tap), Counts { passed: 3, failed: 0, skipped: 1 });
    }

    #[test]
    fn no_summary_means_no_tests() {
        assert_eq!(Counts::from_libtest("error: could not compile"), Counts::default());
        assert_eq!(Counts::from_node("Error: Cannot find module"), Counts::default());
    }
}
