//! The scanner: walks over JSON text, token by token, strictly.

use crate::codec::fault::{Fault, Result};

/// A position in a text that is known to be UTF-8.
#[derive(Clone, Copy)]
pub(crate) struct Scanner<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub(crate) at: usize,
    /// How many bytes the text so far has more than UTF-16 units: JavaScript counts in the latter.
    surplus: usize,
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

    /// Where we are, in UTF-16 units.
    #[inline(always)]
    pub(crate) fn utf16(&self) -> u32 {
        self.at.wrapping_sub(self.surplus) as u32
    }

    #[inline(always)]
    pub(crate) fn blanks(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.step();
        }
    }

    /// Goes over blanks and one expected byte.
    #[inline(always)]
    pub(crate) fn expect(&mut self, byte: u8, name: &'static str) -> Result<()> {
        self.blanks();
        if self.peek() != byte {
            return Err(Fault::syntax(self.at, name));
        }
        self.step();
        Ok(())
    }

    /// After the first member or item: whether another one follows (behind a comma) or the end.
    #[inline(always)]
    pub(crate) fn more(&mut self, end: u8) -> Result<bool> {
        self.blanks();
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
    #[inline(always)]
    pub(crate) fn bracket(&mut self, end: u8) -> bool {
        self.blanks();
        let found = self.peek() == end;
        if found {
            self.step();
        }
        found
    }

    /// A member's key and the colon behind it.
    #[inline(always)]
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
            match self.peek() {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    self.escape()?;
                }
                0..=0x1f => return Err(Fault::syntax(self.at, "the end of a string")),
                0x20..=0x7f => self.step(),
                // The first byte of a sequence, or one that continues it. A sequence of two or three
                // bytes is one UTF-16 unit, one of four is two.
                0x80..=0xbf => {
                    self.step();
                    self.surplus = self.surplus.wrapping_add(1);
                }
                0xc0..=0xef => self.step(),
                0xf0..=0xff => {
                    self.step();
                    self.surplus = self.surplus.wrapping_sub(1);
                }
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
    #[inline(always)]
    pub(crate) fn word(&mut self, word: &'static str) -> Result<()> {
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

    /// What stands here, in words.
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

    /// The value that stands here is of another kind than expected, or none at all.
    #[cold]
    #[inline(never)]
    pub(crate) fn mismatch(&self, expected: &str) -> Box<Fault> {
        let mut fault = Fault::mismatch(expected, self.found());
        fault.mismatch =
            !matches!(self.found(), "the end of the text" | "something that is not JSON");
        fault
    }
}
