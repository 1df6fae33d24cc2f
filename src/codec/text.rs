//! The text that a JSON string with escapes stands for.

use alloc::string::String;

/// Resolves the escapes of a string that the scanner has gone over. `None` when it holds half of a
/// surrogate pair, which is not a text.
pub(crate) fn unescape(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.bytes().position(|byte| byte == b'\\') {
        text.push_str(rest.get(..at)?);
        rest = rest.get(at.wrapping_add(1)..)?;
        let letter = match rest.bytes().next()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'\\' => '\\',
            b'u' => {
                let mut unit = unit(rest)?;
                if (0xd800..0xdc00).contains(&unit) {
                    rest = rest.get(5..)?.strip_prefix('\\')?;
                    let low = self::unit(rest)?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return None;
                    }
                    unit = ((unit & 0x3ff) << 10 | low & 0x3ff).wrapping_add(0x1_0000);
                }
                rest = rest.get(4..)?;
                char::from_u32(unit)?
            }
            // It stands for itself, and is not a backslash.
            _ => continue,
        };
        text.push(letter);
        rest = rest.get(1..)?;
    }
    text.push_str(rest);
    Some(text)
}

/// The UTF-16 unit of `u` and four hexadecimal digits.
fn unit(escape: &str) -> Option<u32> {
    let [b'u', digits @ ..] = escape.as_bytes().first_chunk::<5>()? else { return None };
    let mut unit = 0_u32;
    for digit in digits {
        unit = unit << 4 | hex_value(*digit)?;
    }
    Some(unit)
}

/// What a hexadecimal digit stands for.
pub(crate) fn hex_value(digit: u8) -> Option<u32> {
    Some(u32::from(match digit {
        b'0'..=b'9' => digit & 15,
        b'a'..=b'f' | b'A'..=b'F' => (digit & 15).wrapping_add(9),
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_what_serde_json_says() {
        for raw in [
            "",
            "plain",
            r"\b\f\n\r\t\/\\\x22".replace("\\x22", "\\\"").as_str(),
            r"\u0041é\u00e9",
            r"\ud83d\ude00",
            r"\u0000",
            r"a\ud83d\ude00\ud83d\ude01b",
        ] {
            let expected: String = serde_json::from_str(&format!("\"{raw}\"")).unwrap();
            assert_eq!(unescape(raw).unwrap(), expected);
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_not_a_text() {
        for raw in [r"\ud83d", r"\ude00", r"\ud83dx", r"\ud83d\n", r"\ud83d\u0041", r"\ud83d\ud83d"]
        {
            assert_eq!(unescape(raw), None, "{raw}");
        }
    }
}
