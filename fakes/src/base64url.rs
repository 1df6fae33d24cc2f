//! Base64 with the letters for URLs and without padding, as RFC 7515 has it for tokens.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The text of some bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let byte = |at: usize| three.get(at).map_or(0, |byte| u32::from(*byte));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        // A byte needs two letters, two need three, three need four.
        let sixes = [18, 12, 6, 0].map(|shift| (bits >> shift) as usize % 64);
        let letters = sixes.iter().take(three.len() + 1).filter_map(|six| LETTERS.get(*six));
        text.extend(letters.map(|letter| char::from(*letter)));
    }
    text
}

/// The bytes of a text. `None` when it is none: another letter, padding, or bits behind the last
/// byte that are not zero, with which several texts would mean the same.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u16, 0);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u16::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.extend(u8::try_from(bits >> count));
            bits &= (1 << count) - 1;
        }
    }
    (count < 6 && bits == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_every_length_are_written_and_read() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("Zg", b"f"),
            ("Zm8", b"fo"),
            ("Zm9v", b"foo"),
            ("Zm9vYmFy", b"foobar"),
            ("-_-_", &[0xfb, 0xff, 0xbf]),
            ("AAAA", &[0, 0, 0]),
            ("_w", &[0xff]),
        ] {
            assert_eq!(decode(text).as_deref(), Some(bytes), "{text}");
            assert_eq!(encode(bytes), text);
        }
    }

    #[test]
    fn anything_else_is_rejected() {
        for text in ["Z", "Zm9vY", "Zg==", "Zm8=", "+/+/", "Zh", "Zm9", "Z g", "Zm\n8", "é"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
