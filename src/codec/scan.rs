//! The scanner: walks over JSON text, token by token, strictly.

use alloc::boxed::Box;

use crate::codec::fault::{Fault, Result};

/// Of eight bytes, the highest bit of the first one that does not stand for itself in a string: a quote,
/// a backslash, a control character, or one beyond ASCII. Bits above that one mean nothing.
#[inline(always)]
fn special(eight: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH << 7;
    // Borrows only ever travel upwards, so that the lowest bit is right.
    let below = |bytes: u64, least: u64| bytes.wrapping_sub(EACH.wrapping_mul(least)) & !bytes;
    let quote = below(eight ^ EACH.wrapping_mul(b'"' as u64), 1);
    let backslash = below(eight ^ EACH.wrapping_mul(b'\\' as u64), 1);
    (below(eight, 0x20) | quote | backslash | eight) & HIGH
}

/// A position in a text that is known to be UTF-8.
#[derive(Clone, Copy)]
pub(crate) struct Scanner<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub(crate) at: usize,
    /// How many bytes the text so far has more than UTF-16 units: JavaScript counts in the latter.
    pub(crate) surplus: usize,
}

/// The inside of a string, between the quotes.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    /// The bytes, escapes and all.
    pub(crate) raw: &'a [u8],
    /// Whether there are escapes.
    pub(crate) escaped: bool,
    /// Where it begins, in UTF-16 units.
    pub(crate) start: u32,
    /// How long it is, in UTF-16 units.
    pub(crate) length: u32,
}

/// Whether a text is one JSON value and nothing else.
pub(crate) fn is_json(text: &str) -> bool {
    let mut scan = Scanner::new(text);
    scan.skip().and_then(|()| scan.end()).is_ok()
}

impl<'a> Scanner<'a> {
    /// A scanner over UTF-8 text.
    pub(crate) fn new(text: &'a str) -> Self {
        Scanner { bytes: text.as_bytes(), at: 0, surplus: 0 }
    }

    /// The next byte; 0 at the end, which no JSON text holds outside of a string.
    #[inline(always)]
    pub(crate) fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[inline(always)]
    pub(crate) fn step(&mut self) {
        self.at = self.at.wrapping_add(1);
    }

    /// The bytes from a former position up to here.
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        self.bytes.get(start..self.at).unwrap_or_default()
    }

    /// The bytes from here on.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Where we are, in UTF-16 units.
    #[inline(always)]
    pub(crate) fn utf16(&self) -> u32 {
        self.at.wrapping_sub(self.surplus) as u32
    }

    /// Goes over blanks.
    #[inline(never)]
    pub(crate) fn blanks(&mut self) {
        self.blanks_at_once();
    }

    /// The same, where it must be fast.
    #[inline(always)]
    fn blanks_at_once(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.step();
        }
    }

    /// Goes over blanks and one expected byte.
    #[inline(never)]
    pub(crate) fn expect(&mut self, byte: u8, name: &'static str) -> Result<()> {
        self.blanks_at_once();
        if self.peek() != byte {
            return Err(Fault::syntax(self.at, name));
        }
        self.step();
        Ok(())
    }

    /// After the first member or item: whether another one follows (behind a comma) or the end.
    #[inline(never)]
    pub(crate) fn more(&mut self, end: u8) -> Result<bool> {
        self.more_at_once(end)
    }

    /// The same, where it must be fast.
    #[inline(always)]
    pub(crate) fn more_at_once(&mut self, end: u8) -> Result<bool> {
        self.blanks_at_once();
        let next = self.peek();
        if next != b',' && next != end {
            let expected = if end == b'}' { "',' or '}'" } else { "',' or ']'" };
            return Err(Fault::syntax(self.at, expected));
        }
        self.step();
        Ok(next == b',')
    }

    /// Goes over blanks and a bracket, if it follows: the opening one of a value, or the closing one
    /// at once behind it.
    #[inline(never)]
    pub(crate) fn bracket(&mut self, end: u8) -> bool {
        self.blanks_at_once();
        let found = self.peek() == end;
        if found {
            self.step();
        }
        found
    }

    /// A member's key and the colon behind it.
    #[inline(never)]
    pub(crate) fn key(&mut self) -> Result<Text<'a>> {
        self.expect(b'"', "a key")?;
        let key = self.text()?;
        self.expect(b':', "':'")?;
        Ok(key)
    }

    /// A string, from behind its opening quote.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<Text<'a>> {
        let (from, start) = (self.at, self.utf16());
        let mut escaped = false;
        loop {
            self.plain();
            match self.peek() {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                0..=0x1f => return Err(Fault::syntax(self.at, "the end of a string")),
                0x20..=0x7f => self.step(),
                0x80.. => self.beyond_ascii(),
            }
        }
        let text = Text {
            raw: self.since(from),
            escaped,
            start,
            length: self.utf16().wrapping_sub(start),
        };
        self.step();
        Ok(text)
    }

    /// Goes over bytes that stand for themselves, eight at a time.
    #[inline(always)]
    fn plain(&mut self) {
        while let Some(eight) = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk) {
            let special = special(u64::from_le_bytes(*eight));
            let count = if special == 0 { 8 } else { special.trailing_zeros() / 8 };
            self.at = self.at.wrapping_add(count as usize);
            if special != 0 {
                break;
            }
        }
    }

    /// Goes over letters that are not ASCII.
    fn beyond_ascii(&mut self) {
        loop {
            match self.peek() {
                // The first byte of a sequence, or one that continues it. A sequence of two or three
                // bytes is one UTF-16 unit, one of four is two.
                0x80..=0xbf => self.surplus = self.surplus.wrapping_add(1),
                0xc0..=0xef => {}
                0xf0..=0xff => self.surplus = self.surplus.wrapping_sub(1),
                0..=0x7f => return,
            }
            self.step();
        }
    }

    /// Goes over a member's key and the colon behind it, if the key is this one, as it is.
    #[inline(always)]
    pub(crate) fn known_key(&mut self, key: &str) -> bool {
        self.blanks_at_once();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let behind = rest
            .strip_prefix(b"\"")
            .and_then(|rest| rest.strip_prefix(key.as_bytes()))
            .and_then(|rest| rest.strip_prefix(b"\":"));
        if behind.is_some() {
            self.at = self.at.wrapping_add(key.len().wrapping_add(3));
        }
        behind.is_some()
    }

    #[cold]
    fn escape(&mut self) -> Result<()> {
        self.step();
        let kind = self.peek();
        if !matches!(kind, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' | b'u') {
            return Err(Fault::syntax(self.at, "an escape that JSON knows"));
        }
        self.step();
        if kind == b'u' {
            for _ in 0..4 {
                if !self.peek().is_ascii_hexdigit() {
                    return Err(Fault::syntax(self.at, "four hexadecimal digits"));
                }
                self.step();
            }
        }
        Ok(())
    }

    /// `true`, `false` or `null`.
    #[inline(never)]
    pub(crate) fn word(&mut self, word: &'static str) -> Result<()> {
        self.word_at_once(word)
    }

    /// Goes over blanks, and over `null` if it follows.
    #[inline(always)]
    pub(crate) fn null(&mut self) -> Result<bool> {
        self.blanks();
        let found = self.peek() == b'n';
        if found {
            self.word("null")?;
        }
        Ok(found)
    }

    /// The same, where it is frequent.
    #[inline(always)]
    pub(crate) fn null_at_once(&mut self) -> Result<bool> {
        self.blanks_at_once();
        let found = self.peek() == b'n';
        if found {
            self.word_at_once("null")?;
        }
        Ok(found)
    }

    /// The same as [`word`](Self::word), where it must be fast.
    #[inline(always)]
    pub(crate) fn word_at_once(&mut self, word: &'static str) -> Result<()> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(Fault::syntax(self.at, word));
        }
        self.at = self.at.wrapping_add(word.len());
        Ok(())
    }

    /// Nothing but blanks may follow.
    pub(crate) fn end(&mut self) -> Result<()> {
        self.blanks();
        if self.at < self.bytes.len() {
            return Err(Fault::syntax(self.at, "the end of the text"));
        }
        Ok(())
    }

    /// What is here, in words.
    pub(crate) fn found(&self) -> &'static str {
        match self.peek() {
            b'"' => "a string",
            b'{' => "an object",
            b'[' => "a list",
            b't' | b'f' => "a boolean",
            b'n' => "null",
            b'-' | b'0'..=b'9' => "a number",
            _ if self.at >= self.bytes.len() => "the end of the text",
            _ => "something that is not JSON",
        }
    }

    /// The value here is of another kind than expected, or none at all.
    #[cold]
    #[inline(never)]
    pub(crate) fn mismatch(&self, expected: &str) -> Box<Fault> {
        let found = self.found();
        if matches!(found, "the end of the text" | "something that is not JSON") {
            return Fault::mismatch(expected, found);
        }
        Fault::unexpected(expected, found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_that_does_not_stand_for_itself_is_found_wherever_it_is() {
        for byte in 0..=u8::MAX {
            let plain = matches!(byte, 0x20..=0x7f) && byte != b'"' && byte != b'\\';
            for at in 0..8 {
                for (before, behind) in [(b'a', b'a'), (b' ', 0), (0x7f, b'"'), (b'#', 0xff)] {
                    let mut eight = [behind; 8];
                    eight[..at].fill(before);
                    eight[at] = byte;
                    let first = special(u64::from_le_bytes(eight)).trailing_zeros() / 8;
                    let expected = if plain { first > at as u32 } else { first == at as u32 };
                    assert!(expected, "{byte} at {at} of {eight:?}");
                }
            }
        }
    }
}
