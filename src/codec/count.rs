//! Totals, whose form no service fixes.

use crate::codec::fault::{Fault, Result};
use crate::codec::keys::{unescaped, unknown};
use crate::codec::number::MAX_SAFE;
use crate::codec::scan::Scanner;
use crate::codec::tape::Word;

impl Scanner<'_> {
    /// A whole number: as it is, as text, or as the only such member of an object.
    pub(crate) fn count(&mut self) -> Result<Word> {
        const EXPECTED: &str = "a count (a whole number, or an object with one)";
        if self.peek() != b'{' {
            return self.bare_count()?.ok_or_else(|| Fault::unexpected(EXPECTED, "another value"));
        }
        self.step();
        let (mut found, mut counts) = (Word::NULL, 0_u32);
        let mut more = !self.bracket(b'}');
        while more {
            self.key()?;
            self.blanks();
            if let Some(word) = self.bare_count().map_err(unknown)? {
                (found, counts) = (word, counts.wrapping_add(1));
            }
            more = self.more(b'}')?;
        }
        if counts == 1 { Ok(found) } else { Err(Fault::unexpected(EXPECTED, "another object")) }
    }

    /// The count that a number or a text holds; goes over any other value.
    fn bare_count(&mut self) -> Result<Option<Word>> {
        let number = match self.peek() {
            b'"' => {
                self.step();
                let text = self.text()?;
                let inside = unescaped(&text).unwrap_or_default();
                let mut digits = Scanner::new(&inside);
                let number = digits.number();
                number.ok().filter(|_| digits.at == inside.len())
            }
            b'-' | b'0'..=b'9' => Some(self.number()?),
            _ => {
                self.skip()?;
                None
            }
        };
        Ok(number.and_then(|number| {
            let magnitude = number.magnitude.filter(|magnitude| *magnitude <= MAX_SAFE)?;
            Some(Word::int(number.negative, magnitude))
        }))
    }
}
