//! A module as text, for entries that carry it inside the JavaScript: base64 of the gzipped bytes.
//!
//! Zopfli's gzip is read by everything that reads gzip, and is a twentieth smaller than zlib's best.

use std::path::Path;

use crate::failure::{Doing, Result};
use crate::{files, paths};

pub(crate) fn write(name: &str, module: &Path) -> Result<()> {
    let text = base64(&gzip(&files::read_bytes(module)?)?);
    files::write(
        &paths::generated().join(name),
        format!("// Made by `cargo xtask build`.\n\nexport const base64 =\n  \"{text}\";\n"),
    )
}

/// The same bytes in, the same bytes out, on any machine.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut zipped = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut zipped)
        .doing("gzip")?;
    Ok(zipped)
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut padded = [0_u8; 4];
        for (to, from) in padded.iter_mut().skip(1).zip(group) {
            *to = *from;
        }
        let bits = u32::from_be_bytes(padded);
        for place in 0..4_usize {
            let index = (bits >> (18 - 6 * place)) & 63;
            match ALPHABET.get(index as usize) {
                Some(letter) if place <= group.len() => text.push(char::from(*letter)),
                _ => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{base64, gzip};

    #[test]
    fn base64_is_as_the_standard_has_it() {
        let examples = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, text) in examples {
            assert_eq!(base64(plain.as_bytes()), text);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn gzip_names_no_time() {
        let bytes = gzip(b"the same").unwrap();
        assert_eq!(bytes[4..8], [0, 0, 0, 0]);
        assert_eq!(bytes, gzip(b"the same").unwrap());
    }
}
