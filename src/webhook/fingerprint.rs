//! What two values have in common only if they say the same: whatever the order of members, the blanks between
//! them, the escapes in texts and the way in which a whole number is written.

use alloc::string::String;

use sha2::{Digest, Sha256};

use crate::codec::{Scanner, decimal, joined, push_hex, unescape};

/// A hash under way.
struct Hash(Sha256);

impl Hash {
    /// Of what is under a name.
    #[inline(never)]
    fn of(name: &str) -> Self {
        let mut hash = Hash(Sha256::new());
        hash.text(name);
        hash
    }

    #[inline(never)]
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// A text and how long it is: what follows cannot be taken for a part of it.
    fn text(&mut self, text: &str) {
        self.bytes(decimal(text.len() as u64).as_bytes());
        self.bytes(b":");
        self.bytes(text.as_bytes());
    }

    #[inline(never)]
    fn digest(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The fingerprint of what belongs together, in whatever order it is added.
pub(crate) struct Fingerprint {
    /// Digests that are added have one sum in any order.
    sum: [u64; 4],
    /// Whether nothing was added.
    pub(crate) is_empty: bool,
}

impl Fingerprint {
    pub(crate) fn new() -> Self {
        Fingerprint { sum: [0; 4], is_empty: true }
    }

    /// Adds a value under a name, both as texts.
    pub(crate) fn add(&mut self, name: &str, value: &str) {
        let mut hash = Hash::of(name);
        hash.text(value);
        self.join(hash);
    }

    /// Adds a member as it is written in a good JSON text.
    pub(crate) fn add_json(&mut self, name: &str, json: &str) {
        let mut hash = Hash::of(name);
        value(&mut Scanner::new(json), &mut hash);
        self.join(hash);
    }

    #[inline(never)]
    fn join(&mut self, hash: Hash) {
        self.is_empty = false;
        let digest = hash.digest();
        let (lanes, _) = digest.as_chunks::<8>();
        for (sum, lane) in self.sum.iter_mut().zip(lanes) {
            *sum = sum.wrapping_add(u64::from_be_bytes(*lane));
        }
    }

    /// Hashes the sum.
    fn put(&self, hash: &mut Hash) {
        for lane in self.sum {
            hash.bytes(&lane.to_be_bytes());
        }
    }

    /// 128 bits of it, in hexadecimal.
    #[inline(never)]
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        // Each of the sum's lanes stands for itself: half of them would be half of the fingerprint.
        let mut hash = Hash(Sha256::new());
        self.put(&mut hash);
        for byte in hash.digest().iter().take(16) {
            push_hex(&mut out, *byte);
        }
        out
    }
}

/// The fingerprint of a value alone.
#[inline(never)]
pub(crate) fn fingerprint(json: &str) -> String {
    let mut whole = Fingerprint::new();
    whole.add_json("", json);
    whole.text()
}

/// The value that follows. Good JSON is at most 127 levels deep.
fn value(scan: &mut Scanner<'_>, hash: &mut Hash) {
    scan.blanks();
    let from = scan.at;
    let kind = scan.peek();
    match kind {
        b'{' => {
            scan.step();
            let mut members = Fingerprint::new();
            let mut more = !scan.bracket(b'}');
            while more {
                let Ok(key) = scan.key() else { break };
                let mut member = Hash::of(&text(key.raw));
                value(scan, &mut member);
                members.join(member);
                more = scan.more(b'}').unwrap_or_default();
            }
            hash.bytes(b"{");
            members.put(hash);
        }
        b'[' => {
            scan.step();
            hash.bytes(b"[");
            let mut more = !scan.bracket(b']');
            while more {
                value(scan, hash);
                more = scan.more(b']').unwrap_or_default();
            }
            hash.bytes(b"]");
        }
        b'"' => {
            scan.step();
            if let Ok(found) = scan.text() {
                hash.bytes(b"\"");
                hash.text(&text(found.raw));
            }
        }
        b'-' | b'0'..=b'9' => {
            hash.bytes(b"#");
            hash.text(&number(scan));
        }
        _ => {
            // What cannot be gone over is not good JSON.
            let _ = scan.skip();
            hash.bytes(scan.since(from));
        }
    }
}

/// The number that follows: of a whole one its digits, however it is written; as it is written where it is
/// another one, or larger than 64 bits.
pub(crate) fn number(scan: &mut Scanner<'_>) -> String {
    let from = scan.at;
    if let Ok(number) = scan.number()
        && let Some(magnitude) = number.magnitude
    {
        let digits = decimal(magnitude);
        return if number.negative && magnitude > 0 { joined(&["-", &digits]) } else { digits };
    }
    core::str::from_utf8(scan.since(from)).unwrap_or_default().into()
}

/// What a string stands for; as it is written where that is not a text.
fn text(raw: &[u8]) -> String {
    let raw = core::str::from_utf8(raw).unwrap_or_default();
    unescape(raw).unwrap_or_else(|| raw.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_blanks_escapes_and_the_way_to_write_a_whole_number_do_not_count() {
        let one = fingerprint(r#"{"a":120,"b":{"c":[1,"é"],"d":null}}"#);
        for same in [
            r#"{"b":{"d":null,"c":[1,"é"]},"a":120}"#,
            " { \"b\" : {\"c\":[ 1.0 ,\"\\u00e9\"],\n\"d\":null},\"\\u0061\":1.2e2 } ",
        ] {
            assert_eq!(fingerprint(same), one, "{same}");
        }
        assert_eq!(one.len(), 32);
        assert_eq!(fingerprint("-0"), fingerprint("0"));
    }

    #[test]
    fn everything_else_counts() {
        let values = [
            "null",
            "{}",
            "[]",
            "\"\"",
            "0",
            "1",
            "-1",
            "1.5",
            "12345678901234567890123",
            "true",
            "\"1\"",
            "[1]",
            "[[1]]",
            "[1,2]",
            "[2,1]",
            "[12]",
            "[[1],2]",
            "[[1,2]]",
            r#"{"a":1}"#,
            r#"{"a":2}"#,
            r#"{"b":1}"#,
            r#"{"a":null}"#,
            r#"{"a":{"b":1}}"#,
            r#"{"a":1,"b":1}"#,
            r#"{"a":"b","c":"d"}"#,
            r#"{"a":"d","c":"b"}"#,
            r#"[{"a":1}]"#,
            r#"["a",1]"#,
            r#"["a","b"]"#,
            r#"["a\",\"b"]"#,
            r#""\ud800""#,
        ];
        let mut found = std::collections::BTreeSet::new();
        for value in values {
            assert!(found.insert(fingerprint(value)), "{value}");
            for name in ["a", "b"] {
                let mut named = Fingerprint::new();
                named.add_json(name, value);
                assert!(found.insert(named.text()), "{value}");
            }
        }
    }

    #[test]
    fn what_is_added_counts_in_any_order_and_as_often_as_it_is_added() {
        let of = |all: &[(&str, &str)]| {
            let mut sum = Fingerprint::new();
            all.iter().for_each(|(name, value)| sum.add(name, value));
            (sum.text(), sum.is_empty)
        };
        assert_eq!(of(&[("a", "1"), ("b", "2")]), of(&[("b", "2"), ("a", "1")]));
        let mut found = std::collections::BTreeSet::new();
        for all in [
            &[] as &[(&str, &str)],
            &[("a", "1")],
            &[("a", "1"), ("a", "1")],
            &[("a1", "")],
            &[("", "a1")],
            &[("a", "2"), ("b", "1")],
        ] {
            assert!(found.insert(of(all)), "{all:?}");
        }
    }
}
