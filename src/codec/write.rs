//! Writing JSON and percent-encoded text. Numbers are written by hand: the formatting machinery of
//! the standard library would weigh more than all of this.

use alloc::string::String;

/// A number's digits.
pub(crate) fn decimal(number: u64) -> String {
    let mut digits = if number < 10 { String::new() } else { decimal(number / 10) };
    digits.push(char::from(b'0'.wrapping_add((number % 10) as u8)));
    digits
}

/// A number's hexadecimal digits.
pub(crate) fn hexadecimal(number: u32) -> String {
    let mut digits = if number < 16 { String::new() } else { hexadecimal(number >> 4) };
    digits.push(hex(number as u8));
    digits
}

/// Texts in a row. The standard library's `concat` and `join` do the same with more code.
pub(crate) fn joined(parts: &[&str]) -> String {
    let mut whole = String::new();
    for part in parts {
        whole.push_str(part);
    }
    whole
}

/// Where a text begins in another one. The standard library's search is faster in long texts, and
/// weighs 12 KB.
pub(crate) fn position(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len().max(1)).position(|window| window == part.as_bytes())
}

/// What precedes a text in another one, and what follows it.
pub(crate) fn parted<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    let (before, rest) = text.split_at_checked(position(text, part)?)?;
    Some((before, rest.get(part.len()..)?))
}

/// Names in a row with something between them.
pub(crate) fn list(names: &[impl AsRef<str>], between: &str) -> String {
    let mut whole = String::new();
    for (at, name) in names.iter().enumerate() {
        if at > 0 {
            whole.push_str(between);
        }
        whole.push_str(name.as_ref());
    }
    whole
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

fn hex(nibble: u8) -> char {
    HEX.get(usize::from(nibble & 15)).copied().map_or('0', char::from)
}

/// Appends a byte as two hexadecimal digits.
pub(crate) fn push_hex(out: &mut String, byte: u8) {
    out.push(hex(byte >> 4));
    out.push(hex(byte));
}

/// Appends a text as a JSON string.
pub(crate) fn push_json_text(out: &mut String, text: &str) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0..=0x1f => "\\u00",
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push_str(escape);
        if byte < b' ' && escape.len() > 2 {
            push_hex(out, byte);
        }
        from = at.wrapping_add(1);
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out.push('"');
}

/// Appends a text, everything but the unreserved characters of RFC 3986 percent-encoded.
pub(crate) fn push_percent(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            push_hex(out, byte);
        }
    }
}

/// A flat JSON object under construction.
pub(crate) struct JsonObject(String);

impl JsonObject {
    pub(crate) fn new() -> Self {
        JsonObject(String::from("{"))
    }

    fn key(&mut self, key: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_json_text(&mut self.0, key);
        self.0.push(':');
    }

    pub(crate) fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        push_json_text(&mut self.0, value);
    }

    pub(crate) fn number(&mut self, key: &str, value: u64) {
        self.raw(key, &decimal(value));
    }

    /// A value that is JSON already.
    pub(crate) fn raw(&mut self, key: &str, json: &str) {
        self.key(key);
        self.0.push_str(json);
    }

    pub(crate) fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_agrees_with_the_standard_library() {
        for number in [0, 7, 10, 99, 12345, u64::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }

    #[test]
    fn hexadecimal_agrees_with_the_standard_library() {
        for number in [0, 1, 15, 16, 0x85, 0x2028, u32::MAX] {
            assert_eq!(hexadecimal(number), format!("{number:X}"));
        }
    }

    #[test]
    fn position_agrees_with_the_standard_library() {
        for (text, part) in
            [("abcabc", "ca"), ("abc", "d"), ("", "a"), ("é😀", "😀"), ("aab", "ab")]
        {
            assert_eq!(position(text, part), text.find(part));
        }
    }

    #[test]
    fn json_text_is_read_back_by_serde_json() {
        for text in ["", "a\"b\\c", "\0\u{1}\u{1f}\n\r\t", "é😀\u{2028}"] {
            let mut json = String::new();
            push_json_text(&mut json, text);
            assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }

    #[test]
    fn only_unreserved_characters_stay_as_they_are_in_a_path() {
        let mut out = String::new();
        push_percent(&mut out, "aZ09-._~ /?#%+é\\");
        assert_eq!(out, "aZ09-._~%20%2F%3F%23%25%2B%C3%A9%5C");
    }
}
