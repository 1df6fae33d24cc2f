use alloc::string::String;
use alloc::vec;

use sha2::{Digest, Sha256};

use crate::codec::{Scanner, push_hex, unescape};

/// 128 bits, in hexadecimal, that two values have in common only if they are the same: whatever the order of
/// members, the blanks between them and the escapes in texts.
pub(crate) fn fingerprint(name: &str, json: &str) -> String {
    let mut all = digest(&mut Scanner::new(json)).to_vec();
    all.extend_from_slice(name.as_bytes());
    let mut out = String::new();
    for byte in sum(&all).into_iter().take(16) {
        push_hex(&mut out, byte);
    }
    out
}

type Sum = [u8; 32];

#[inline(never)]
fn sum(bytes: &[u8]) -> Sum {
    Sha256::digest(bytes).into()
}

/// The digest of the value that follows. Good JSON is at most 127 levels deep.
fn digest(scan: &mut Scanner<'_>) -> Sum {
    scan.blanks();
    let from = scan.at;
    let kind = scan.peek();
    let mut all = vec![kind];
    match kind {
        b'{' => {
            scan.step();
            let mut members = Sum::default();
            let mut more = !scan.bracket(b'}');
            while more {
                let Ok(key) = scan.key() else { break };
                let mut member = digest(scan).to_vec();
                member.extend_from_slice(text(key.raw).as_bytes());
                add(&mut members, &sum(&member));
                more = scan.more(b'}').unwrap_or_default();
            }
            all.extend_from_slice(&members);
        }
        b'[' => {
            scan.step();
            let mut more = !scan.bracket(b']');
            while more {
                all.extend_from_slice(&digest(scan));
                more = scan.more(b']').unwrap_or_default();
            }
        }
        b'"' => {
            scan.step();
            if let Ok(found) = scan.text() {
                all.extend_from_slice(text(found.raw).as_bytes());
            }
        }
        _ => {
            // What cannot be gone over is no good JSON.
            let _ = scan.skip();
            all.extend_from_slice(scan.since(from));
        }
    }
    sum(&all)
}

/// What a string stands for; as it is written where that is no text.
fn text(raw: &[u8]) -> String {
    let raw = core::str::from_utf8(raw).unwrap_or_default();
    unescape(raw).unwrap_or_else(|| raw.into())
}

/// Members in any order have one sum. Eight bytes are added at a time.
fn add(all: &mut Sum, one: &Sum) {
    for (to, from) in all.chunks_exact_mut(8).zip(one.chunks_exact(8)) {
        let lane =
            |bytes: &[u8]| bytes.iter().fold(0_u64, |lane, byte| lane << 8 | u64::from(*byte));
        let sum = lane(to).wrapping_add(lane(from));
        to.copy_from_slice(&sum.to_be_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_members_blanks_and_escapes_do_not_count() {
        let one = fingerprint("a", r#"{"a":1,"b":{"c":[1,"é"],"d":null}}"#);
        for same in [
            r#"{"b":{"d":null,"c":[1,"é"]},"a":1}"#,
            " { \"b\" : {\"c\":[ 1 ,\"\\u00e9\"],\n\"d\":null},\"\\u0061\":1 } ",
        ] {
            assert_eq!(fingerprint("a", same), one, "{same}");
        }
        assert_eq!(one.len(), 32);
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
            "true",
            "\"1\"",
            "[1]",
            "[[1]]",
            "[1,2]",
            "[2,1]",
            r#"{"a":1}"#,
            r#"{"a":2}"#,
            r#"{"b":1}"#,
            r#"{"a":{"b":1}}"#,
            r#"{"a":1,"b":1}"#,
            r#"{"a":"b","c":"d"}"#,
            r#"{"a":"d","c":"b"}"#,
            r#"[{"a":1}]"#,
            r#"["a",1]"#,
            r#""\ud800""#,
        ];
        let mut found = std::collections::BTreeSet::new();
        for value in values {
            assert!(found.insert(fingerprint("a", value)), "{value}");
            assert!(found.insert(fingerprint("b", value)), "{value}");
        }
    }
}
