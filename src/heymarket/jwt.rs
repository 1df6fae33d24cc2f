//! Tokens made of an API secret: HS256, with the claims `iss` (the secret's id) and `iat` (Unix seconds).
//!
//! Source: the vendor's pages. What signs is the bytes of the id, of `||` and of the key. The service takes
//! a token for five minutes from `iat`; there is no `exp`.

use alloc::string::String;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroize;

use crate::codec::JsonObject;
use crate::heymarket::base64url::encode;

/// The token of a secret, by its id and its key, issued at a time in Unix seconds.
///
/// It goes into the header `Authorization`, behind `Bearer `. The service rejects one of the future: give a
/// time that has come, rounded down.
pub fn sign(id: &str, key: &str, issued: u64) -> String {
    let mut claims = JsonObject::new();
    claims.text("iss", id);
    claims.number("iat", issued);
    let mut token = encode(br#"{"alg":"HS256","typ":"JWT"}"#);
    token.push('.');
    token.push_str(&encode(claims.finish().as_bytes()));
    // In one piece of the right size: a buffer that grows would leave copies behind.
    let mut secret = String::with_capacity(id.len().saturating_add(key.len()).saturating_add(2));
    secret.push_str(id);
    secret.push_str("||");
    secret.push_str(key);
    // A key may have any length: this never fails.
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    secret.zeroize();
    let signature = mac.map(|mac| mac.chain_update(&token).finalize().into_bytes());
    token.push('.');
    token.push_str(&encode(signature.as_deref().unwrap_or_default()));
    token
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";

    /// What Node's `crypto` makes of the same.
    #[test]
    fn a_token_is_what_another_program_makes_of_the_same_secret() {
        let long = "i".repeat(30);
        // With 32 letters more what signs fills SHA-256's block, and with 33 it is hashed itself.
        let (block, beyond, far) = ("k".repeat(32), "k".repeat(33), "k".repeat(500));
        for (id, key, issued, claims, signature) in [
            (
                "test-secret-id",
                "test-secret-key",
                1_700_000_000,
                "eyJpc3MiOiJ0ZXN0LXNlY3JldC1pZCIsImlhdCI6MTcwMDAwMDAwMH0",
                "mgNvFmoBBZjj3WdSsH2eyfPxIJzbTjxQYlFLRa4RLxc",
            ),
            (
                "a",
                "b",
                0,
                "eyJpc3MiOiJhIiwiaWF0IjowfQ",
                "qAT1QEbxeccM3QIPKqAxuSMqdTKufgJGgXTyRaFJ9Qw",
            ),
            (
                "clé \"№1\" \\ 🌊",
                "ключ||",
                4_102_444_800,
                "eyJpc3MiOiJjbMOpIFwi4oSWMVwiIFxcIPCfjIoiLCJpYXQiOjQxMDI0NDQ4MDB9",
                "6PHeDkDSvLxIdKvHJEgD42H51T3DWjFtobuvo7369CM",
            ),
            (
                &long,
                &block,
                1_700_000_001,
                "eyJpc3MiOiJpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWkiLCJpYXQiOjE3MDAwMDAwMDF9",
                "W1zVV8Tin7XF5bqQEuy07AMwQLwWiKIlZ8_gMId24hs",
            ),
            (
                &long,
                &beyond,
                1_700_000_002,
                "eyJpc3MiOiJpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWkiLCJpYXQiOjE3MDAwMDAwMDJ9",
                "9c5lxsUGrsgTLRFHdg63QqRoqZytIHyNDkn3sE1MxAE",
            ),
            (
                "id",
                &far,
                1_700_000_003,
                "eyJpc3MiOiJpZCIsImlhdCI6MTcwMDAwMDAwM30",
                "aKgnx2-_0xO36pkjEUczkHbKEFKssLTnuQD_dq6IdRQ",
            ),
            (
                "big",
                "n",
                u64::MAX,
                "eyJpc3MiOiJiaWciLCJpYXQiOjE4NDQ2NzQ0MDczNzA5NTUxNjE1fQ",
                "DYTAR3hwUPmDEkkdpw2RT8BMqHeSgG1_dQskEA651OU",
            ),
        ] {
            assert_eq!(sign(id, key, issued), format!("{HEADER}.{claims}.{signature}"), "{id}");
        }
    }
}
