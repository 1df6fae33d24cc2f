//! Base64 with the letters for URLs and without padding, as RFC 7515 has it for tokens.

use alloc::string::String;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The text of some bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let letters = bytes.chunks(3).flat_map(|three| {
        let bits = (0..3)
            .fold(0_u32, |bits, at| (bits << 8) | three.get(at).copied().map_or(0, u32::from));
        let sixes = [18, 12, 6, 0].map(|shift| (bits >> shift) as usize % 64);
        sixes.into_iter().take(three.len().wrapping_add(1))
    });
    letters.filter_map(|six| LETTERS.get(six)).map(|letter| char::from(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_every_length_are_written() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("Zg", b"f"),
            ("Zm8", b"fo"),
            ("Zm9v", b"foo"),
            ("-_-_", &[0xfb, 0xff, 0xbf]),
        ] {
            assert_eq!(encode(bytes), text);
        }
    }
}
