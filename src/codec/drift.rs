//! What a response held that is not documented: where, what was expected, what was found. Never a value.

use alloc::string::String;

/// A value of a form that is not documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Where: `$[*].assigned.id`. The keys are those of the tables.
    pub path: String,
    /// What is documented, in words.
    pub expected: String,
    /// What was found, in words. Never the value.
    pub found: &'static str,
}

/// For JavaScript: the path, what was expected and what was found, each on a line of its own.
#[cfg(all(target_arch = "wasm32", feature = "shell"))]
pub(crate) fn drift_lines(drift: &[Drift]) -> String {
    let mut lines = String::new();
    for Drift { path, expected, found } in drift {
        for text in [path, expected, *found] {
            lines.push_str(text);
            lines.push('\n');
        }
    }
    lines
}
