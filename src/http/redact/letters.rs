//! The letters of a text, however it is written: what separates them, how they are escaped and in which case they stand
//! does not count. `+1 (555) 555-9999`, `1.555.555.9999` and `%2B15555559999` have the same.

use crate::codec::hex_value;

/// A letter or digit, as a unit of UTF-16 in lower case, and where it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    pub(super) unit: u16,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Reads the letters of a text, in one pass.
pub(super) struct Letters<'a> {
    text: &'a str,
    at: usize,
    /// The second unit of a character that has two.
    second: Option<Letter>,
}

/// A code point, or half of a pair of surrogates; `None` for what separates. With the length of its writing.
type Read = (Option<u32>, usize);

impl<'a> Letters<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Letters { text, at: 0, second: None }
    }
}

impl Iterator for Letters<'_> {
    type Item = Letter;

    fn next(&mut self) -> Option<Letter> {
        if let Some(second) = self.second.take() {
            return Some(second);
        }
        loop {
            let from = self.at;
            let rest = self.text.get(from..)?;
            let (code, length) = read(rest)?;
            self.at = from.saturating_add(length);
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

fn read(text: &str) -> Option<Read> {
    let first = text.chars().next()?;
    Some(match first {
        '\\' => in_json(text),
        '%' => in_url(text),
        '&' => in_html(text),
        '<' => (None, tag(text).unwrap_or(1)),
        _ => (Some(first.into()), first.len_utf8()),
    })
}

/// An escape of JSON, in as many layers of JSON as there are.
fn in_json(text: &str) -> Read {
    let slashes = text.bytes().take_while(|byte| *byte == b'\\').count();
    let behind = text.as_bytes().get(slashes..).unwrap_or_default();
    match behind {
        [b'u', digits @ ..] => match number(digits.get(..4), 16) {
            Some(unit) => (Some(unit), slashes.saturating_add(5)),
            None => (None, slashes),
        },
        [b'n' | b'r' | b't' | b'b' | b'f', ..] => (None, slashes.saturating_add(1)),
        _ => (None, slashes),
    }
}

/// A character as a URL writes it, in as many layers as there are: `%40`, `%2540`.
fn in_url(text: &str) -> Read {
    let mut bytes = [0_u8; 4];
    let mut at = 0;
    for length in 1..=bytes.len() {
        let Some((byte, next)) = byte_in_url(text, at) else { break };
        if let Some(place) = bytes.get_mut(length.wrapping_sub(1)) {
            *place = byte;
        }
        at = next;
        let character = bytes.get(..length).and_then(|bytes| core::str::from_utf8(bytes).ok());
        if let Some(character) = character.and_then(|text| text.chars().next()) {
            return (Some(character.into()), at);
        }
    }
    (None, 1)
}

fn byte_in_url(text: &str, at: usize) -> Option<(u8, usize)> {
    let rest = text.as_bytes().get(at..)?.strip_prefix(b"%")?;
    let layers = rest.chunks_exact(2).take_while(|two| *two == b"25").count();
    let behind = layers.saturating_mul(2);
    // A percent sign is what separates.
    let byte = number(rest.get(behind..behind.saturating_add(2)), 16).unwrap_or(b'%'.into());
    let length = if byte == u32::from(b'%') && layers == 0 {
        return None;
    } else if byte == u32::from(b'%') {
        behind
    } else {
        behind.saturating_add(2)
    };
    Some((byte as u8, at.saturating_add(1).saturating_add(length)))
}

/// A character reference of HTML, in as many layers as there are: `&#64;`, `&#x40;`, `&amp;#64;`. Those with a name are
/// of what separates.
fn in_html(text: &str) -> Read {
    let mut behind = text.get(1..).unwrap_or_default();
    while let Some(inner) = behind.strip_prefix("amp;") {
        behind = inner;
    }
    let length = |rest: &str| text.len().saturating_sub(rest.len());
    if let Some(reference) = behind.strip_prefix('#') {
        let (digits, radix) = match reference.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16),
            None => (reference, 10),
        };
        if let Some((digits, rest)) = digits.split_once(';')
            && digits.len() <= 7
            && let Some(code) = number(Some(digits.as_bytes()), radix)
        {
            return (Some(code), length(rest));
        }
    }
    for name in ["lt;", "gt;", "quot;", "apos;", "nbsp;"] {
        if let Some(rest) = behind.strip_prefix(name) {
            return (None, length(rest));
        }
    }
    (None, length(behind))
}

/// How long a tag of HTML is, if it is one.
fn tag(text: &str) -> Option<usize> {
    const LONGEST: usize = 80;
    let inner = text.strip_prefix("</").or_else(|| text.strip_prefix('<'))?;
    let named = inner.bytes().next()?.is_ascii_alphabetic();
    let end = inner.bytes().take(LONGEST).position(|byte| matches!(byte, b'<' | b'>'))?;
    let length = text.len().saturating_sub(inner.len()).saturating_add(end).saturating_add(1);
    (named && inner.as_bytes().get(end) == Some(&b'>')).then_some(length)
}

/// The number that some digits write.
fn number(digits: Option<&[u8]>, radix: u32) -> Option<u32> {
    let digits = digits.filter(|digits| !digits.is_empty())?;
    digits.iter().try_fold(0_u32, |number, digit| {
        let value = hex_value(*digit).filter(|value| *value < radix)?;
        number.checked_mul(radix)?.checked_add(value)
    })
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
                    "<p class=x>a<br>é</p>b&lt;Ñ&gt;&#127754;c",
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
    fn what_is_no_escape_is_read_as_it_stands() {
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
    fn every_letter_says_where_it_stands() {
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
