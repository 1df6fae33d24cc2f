//! The letters of a text, however it is written: what separates them, how they are escaped and in which case they are
//! does not count. `+1 (555) 555-9999`, `1.555.555.9999` and `%2B15555559999` have the same.

use crate::codec::hex_value;

/// A letter or digit, as a unit of UTF-16 in lower case, and where it is in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) unit: u16,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Reads the letters of a text, in one pass.
pub(super) struct Letters<'a> {
    rest: &'a [u8],
    at: usize,
    /// The second unit of a character that has two.
    second: Option<Letter>,
    /// Whether escapes are undone.
    undone: bool,
}

/// A code point, or half of a pair of surrogates; `None` for what separates. With what follows it.
type Read<'a> = (Option<u32>, &'a [u8]);

impl<'a> Letters<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Letters { rest: text.as_bytes(), at: 0, second: None, undone: true }
    }

    /// The same of a text that is not a quotation: what looks like an escape in it may be none.
    pub(super) fn as_written(text: &'a str) -> Self {
        Letters { undone: false, ..Letters::of(text) }
    }
}

impl Iterator for Letters<'_> {
    type Item = Letter;

    #[inline(never)]
    fn next(&mut self) -> Option<Letter> {
        if let Some(second) = self.second.take() {
            return Some(second);
        }
        loop {
            let from = self.at;
            let (code, behind) = read(self.rest, self.undone)?;
            self.at = from.saturating_add(self.rest.len().saturating_sub(behind.len()));
            self.rest = behind;
            let Some(code) = code.and_then(folded) else { continue };
            let letter = |unit| Letter { unit, from, to: self.at };
            let Some(beyond) = code.checked_sub(0x10000) else {
                return Some(letter(code as u16));
            };
            self.second = Some(letter(0xDC00 | (beyond & 0x3FF) as u16));
            return Some(letter(0xD800 | (beyond >> 10) as u16));
        }
    }
}

fn read(text: &[u8], undone: bool) -> Option<Read<'_>> {
    Some(match text {
        [] => return None,
        [first, behind @ ..] if !undone => encoded(*first, behind),
        [b'\\', ..] => in_json(text),
        [b'%', behind @ ..] => in_url(text).unwrap_or((None, behind)),
        [b'&', behind @ ..] => in_html(behind),
        [b'<', behind @ ..] => (None, behind_tag(behind).unwrap_or(behind)),
        [first, behind @ ..] => encoded(*first, behind),
    })
}

/// A character in UTF-8, from its first byte on.
fn encoded(first: u8, mut behind: &[u8]) -> Read<'_> {
    let more = match first {
        0..=0x7F => return (Some(first.into()), behind),
        0x80..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0.. => 3,
    };
    let mut code = u32::from(first) & (0x3F >> more);
    for _ in 0..more {
        let [byte, rest @ ..] = behind else { break };
        code = code << 6 | u32::from(*byte) & 0x3F;
        behind = rest;
    }
    (Some(code), behind)
}

/// An escape of JSON, in as many layers of JSON as there are.
fn in_json(mut text: &[u8]) -> Read<'_> {
    while let [b'\\', behind @ ..] = text {
        text = behind;
    }
    match text {
        [b'u', behind @ ..] => match hexadecimal(behind, 4) {
            Some((unit, behind)) => (Some(unit), behind),
            None => (None, text),
        },
        [b'n' | b'r' | b't' | b'b' | b'f', behind @ ..] => (None, behind),
        _ => (None, text),
    }
}

/// A character as a URL writes it, byte by byte, in as many layers as there are: `%40`, `%2540`.
fn in_url(text: &[u8]) -> Option<Read<'_>> {
    let (first, mut behind) = byte_in_url(text)?;
    let more = match first {
        0..=0x7F => return Some((Some(first), behind)),
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    let mut code = first & (0x3F >> more);
    for _ in 0..more {
        let (byte, rest) = byte_in_url(behind).filter(|(byte, _)| byte >> 6 == 2)?;
        code = code << 6 | byte & 0x3F;
        behind = rest;
    }
    Some((Some(code), behind))
}

fn byte_in_url(text: &[u8]) -> Option<(u32, &[u8])> {
    let mut behind = text.strip_prefix(b"%")?;
    // A percent sign that is written so in turn.
    while let [b'2', b'5', rest @ ..] = behind {
        if hexadecimal(rest, 2).is_none() {
            return Some((b'%'.into(), rest));
        }
        behind = rest;
    }
    hexadecimal(behind, 2)
}

/// A character reference of HTML, in as many layers as there are: `&#64;`, `&#x40;`, `&amp;#64;`. Those with a name are
/// of what separates.
fn in_html(mut behind: &[u8]) -> Read<'_> {
    while let [b'a', b'm', b'p', b';', rest @ ..] = behind {
        behind = rest;
    }
    let number = match behind {
        [b'#', b'x' | b'X', rest @ ..] => digits(rest, 16, 6),
        [b'#', rest @ ..] => digits(rest, 10, 7),
        _ => None,
    };
    if let Some((code, [b';', rest @ ..])) = number {
        return (Some(code), rest);
    }
    for name in [b"lt;".as_slice(), b"gt;", b"quot;", b"apos;", b"nbsp;"] {
        if let Some(rest) = behind.strip_prefix(name) {
            return (None, rest);
        }
    }
    (None, behind)
}

/// What follows a tag of HTML, of those that a page puts between words. Others may be what was sent.
fn behind_tag(text: &[u8]) -> Option<&[u8]> {
    let inner = text.strip_prefix(b"/").unwrap_or(text);
    for name in [b"br".as_slice(), b"p", b"b", b"i", b"li", b"div", b"span", b"td"] {
        if let Some(
            [b'>', behind @ ..] | [b'/', b'>', behind @ ..] | [b' ', b'/', b'>', behind @ ..],
        ) = inner.strip_prefix(name)
        {
            return Some(behind);
        }
    }
    None
}

/// So many digits of base 16.
fn hexadecimal(text: &[u8], count: usize) -> Option<(u32, &[u8])> {
    let (_, behind) = text.split_at_checked(count)?;
    digits(text, 16, count).filter(|(_, rest)| rest.len() == behind.len())
}

/// The number that at least one and at most so many digits write.
fn digits(mut text: &[u8], radix: u32, most: usize) -> Option<(u32, &[u8])> {
    let mut number = None;
    for _ in 0..most {
        let [digit, rest @ ..] = text else { break };
        let Some(value) = hex_value(*digit).filter(|value| *value < radix) else { break };
        number = Some(number.unwrap_or(0_u32).wrapping_mul(radix).wrapping_add(value));
        text = rest;
    }
    number.map(|number| (number, text))
}

/// A letter in lower case; `None` for what separates letters, and for marks above and below them.
fn folded(code: u32) -> Option<u32> {
    Some(match code {
        // A to Z, at their full width too; À to Þ; Greek, Cyrillic.
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A9 | 0x410..=0x42F => {
            code.wrapping_add(0x20)
        }
        0x400..=0x40F => code.wrapping_add(0x50),
        0xFF01..=0xFF5E => return folded(code.wrapping_sub(0xFEE0)),
        // Blanks, punctuation, signs.
        0x09..=0x0D | 0x20..=0x2F | 0x3A..=0x40 | 0x5B..=0x60 | 0x7B..=0x7E | 0x80..=0xBF => {
            return None;
        }
        0x300..=0x36F | 0x2000..=0x206F | 0x3000..=0x303F | 0xFE00..=0xFE0F | 0xFEFF => {
            return None;
        }
        _ => code,
    })
}

#[cfg(test)]
mod tests {
    use super::Letters;

    fn letters(text: &str) -> String {
        String::from_utf16_lossy(&Letters::of(text).map(|letter| letter.unit).collect::<Vec<_>>())
    }

    #[test]
    fn a_text_has_the_same_letters_however_it_is_written() {
        for (expected, writings) in [
            (
                "15555559999",
                &["+1 (555) 555-9999", "1.555.555.9999", "%2B1555%205559999", "１555\u{a0}5559999"]
                    [..],
            ),
            (
                "joexamplecom",
                &[
                    "Jo@Example.com",
                    "jo%40example.com",
                    "jo&#64;example.com",
                    "jo&#x40;EXAMPLE.com",
                    "jo%2540example.com",
                    "jo&amp;#64;example.com",
                    r"jo\u0040example.com",
                    r"jo\\u0040example.com",
                ],
            ),
            (
                "aébñ🌊c",
                &[
                    "a é\nb Ñ 🌊 c",
                    r"a\u00e9\nb\u00d1\ud83c\udf0a\tc",
                    "a%C3%A9 b%c3%91+%F0%9F%8C%8Ac",
                    r#"\"a\\u00e9\\\\nb\\u00D1🌊c\\""#,
                    "<p>a<br />é</p>b&lt;Ñ&gt;&#127754;c",
                ],
            ),
            ("cewile", &[r"C:\new\file", r"C:\\new\\file", r"C:\\\\new\\\\file"]),
        ] {
            for writing in writings {
                assert_eq!(letters(writing), expected, "{writing}");
            }
        }
    }

    #[test]
    fn what_is_not_an_escape_is_read_as_it_is() {
        for (text, expected) in [
            ("100%", "100"),
            ("%zz", "zz"),
            ("%4", "4"),
            ("%ff%41", "ffa"),
            ("%25", ""),
            ("%2541", "a"),
            ("&copy;", "copy"),
            ("&#;", ""),
            ("&#99999999;", "99999999"),
            (r"\u12", "u12"),
            (r"\x", "x"),
            ("\\", ""),
            ("%", ""),
            ("&", ""),
            ("", ""),
            ("%é", "é"),
            (r"\ud800", "\u{fffd}"),
        ] {
            assert_eq!(letters(text), expected, "{text}");
        }
    }

    #[test]
    fn every_letter_says_where_it_is() {
        for text in
            ["a\\u00e9%C3%A9&#64;&#97;🌊\\ud83c\\udf0a", "+1 (555) %", "\\\\\\n%2525&amp;amp;x"]
        {
            let mut end = 0;
            for letter in Letters::of(text) {
                assert!(letter.from >= end || letter.unit & 0xFC00 == 0xDC00, "{text}");
                assert!(letter.to > letter.from && text.get(letter.from..letter.to).is_some());
                end = letter.to;
            }
        }
    }
}
