//! The text that a JSON string with escapes stands for.

use alloc::string::String;

/// Resolves the escapes of a string that the scanner has gone over. `None` when it holds half of a
/// surrogate pair, which is no text.
pub(crate) fn unescape(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.bytes().position(|byte| byte == b'\\') {
        text.push_str(rest.get(..at)?);
        let mut letters = rest.get(at.wrapping_add(1)..)?.chars();
        text.push(match letters.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let unit = unit(&mut letters)?;
                if (0xd800..0xdc00).contains(&unit) {
                    letters = letters.as_str().strip_prefix("\\u")?.chars();
                    let low = self::unit(&mut letters)?;
                    if !(0xdc00..0xe000).contains(&low) {
                        return None;
                    }
                    let beyond = (unit & 0x3ff) << 10 | low & 0x3ff;
                    char::from_u32(beyond.wrapping_add(0x1_0000))?
                } else {
                    char::from_u32(unit)?
                }
            }
            itself => itself,
        });
        rest = letters.as_str();
    }
    text.push_str(rest);
    Some(text)
}

fn unit(letters: &mut core::str::Chars<'_>) -> Option<u32> {
    let mut unit = 0_u32;
    for _ in 0..4 {
        let digit = letters.next()?.to_digit(16)?;
        unit = unit << 4 | digit;
    }
    Some(unit)
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
    fn half_a_surrogate_pair_is_no_text() {
        for raw in [r"\ud83d", r"\ude00", r"\ud83dx", r"\ud83d\n", r"\ud83d\u0041", r"\ud83d\ud83d"]
        {
            assert_eq!(unescape(raw), None, "{raw}");
        }
    }
}
