//! Going over a value that no table asks for: checked like everything else, without recursion.

use crate::codec::fault::{Fault, Result};
use crate::codec::scan::Scanner;

/// How deeply a value may be nested.
const MAX_DEPTH: u32 = 127;

impl Scanner<'_> {
    /// Goes over one value of any kind.
    ///
    /// # Errors
    /// Not JSON, or nested deeper than 127 levels.
    pub(crate) fn skip(&mut self) -> Result<()> {
        // One bit an open bracket, the innermost lowest: 1 is an object, 0 a list.
        let (mut open, mut depth) = (0_u128, 0_u32);
        loop {
            self.blanks();
            let first = self.peek();
            let opened = match first {
                b'{' | b'[' => {
                    self.step();
                    if depth >= MAX_DEPTH {
                        return Err(Fault::new("nested deeper than 127 levels".into()));
                    }
                    open = open << 1 | u128::from(first == b'{');
                    depth = depth.wrapping_add(1);
                    true
                }
                b'"' => {
                    self.step();
                    self.text()?;
                    false
                }
                b't' => self.word("true").map(|()| false)?,
                b'f' => self.word("false").map(|()| false)?,
                b'n' => self.word("null").map(|()| false)?,
                b'-' | b'0'..=b'9' => self.number().map(|_| false)?,
                _ => return Err(Fault::syntax(self.at, "a value")),
            };
            // Behind a value: close what ends here, until something follows.
            let mut fresh = opened;
            loop {
                if depth == 0 {
                    return Ok(());
                }
                let object = open & 1 == 1;
                let end = if object { b'}' } else { b']' };
                let ended = if fresh { self.bracket(end) } else { !self.more(end)? };
                fresh = false;
                if !ended {
                    if object {
                        self.key()?;
                    }
                    break;
                }
                open >>= 1;
                depth = depth.wrapping_sub(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(text: &str) -> bool {
        let mut scanner = Scanner::new(text);
        scanner.skip().and_then(|()| scanner.end()).is_ok()
    }

    #[test]
    fn what_is_skipped_is_checked_as_strictly_as_serde_json_does() {
        for text in [
            "{}",
            "[]",
            "[[],{}]",
            "{\"a\":[1,{\"b\":null}],\"c\":\"\"}",
            " [ 1 , true ] ",
            "[1,]",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "[1 2]",
            "[}",
            "{]",
            "[",
            "{\"a\":1",
            "tru",
            "nulll",
            "",
            "]",
            "[\"\u{1}\"]",
            "\"\\x\"",
            "{a:1}",
            "{\"a\":1,}",
            "[,1]",
            "{1:2}",
            "\"\\ud83d\\ude00\"",
        ] {
            let expected = serde_json::from_str::<serde_json::Value>(text).is_ok();
            assert_eq!(accepts(text), expected, "{text:?}");
        }
    }

    #[test]
    fn nesting_is_bounded_without_recursion() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(accepts(&nested(127)));
        for depth in [128, 129, 100_000, 1_000_000] {
            assert!(!accepts(&nested(depth)));
            assert!(!accepts(&"{\"a\":".repeat(depth)));
        }
    }
}
