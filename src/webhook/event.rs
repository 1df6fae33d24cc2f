use sha2::{Digest, Sha256};

use crate::codec::{Tape, hexadecimal};

/// What a verified delivery tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'a> {
    /// What happened, by the name that JavaScript knows it by; `unknown` where threadline does not know it.
    pub name: &'static str,
    /// The same by the service's own name.
    pub wire_name: String,
    /// What the service says of it, as JSON.
    pub data: &'a str,
    /// The same, decoded by its table; nothing where no document says what it holds.
    pub tape: Option<Tape>,
    /// Stands for `data` where no id in it does.
    pub fingerprint: String,
}

/// 128 bits that the same text always has, and no other text.
pub(crate) fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(16).fold(String::new(), |mut all, byte| {
        let digits = hexadecimal(u32::from(*byte));
        if digits.len() < 2 {
            all.push('0');
        }
        all.push_str(&digits);
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_beginning_of_the_digest() {
        // By another program.
        assert_eq!(fingerprint("").to_lowercase(), "e3b0c44298fc1c149afbf4c8996fb924");
        assert_eq!(fingerprint("abc").to_lowercase(), "ba7816bf8f01cfea414140de5dae2223");
    }
}
