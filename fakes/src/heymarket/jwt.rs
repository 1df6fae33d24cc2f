//! Tokens that a client makes of a secret, as the vendor's pages describe them: HS256, the claims
//! `iss` (the secret's id) and `iat` (Unix seconds), good for five minutes.

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::refusal::Refusal;
use crate::{base64url, json};

/// How long a token is good for, in seconds.
const GOOD_FOR: i64 = 300;

/// How far a client's clock may be ahead, in seconds. Not documented.
const AHEAD: i64 = 2;

/// What tokens are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Secret {
    /// Its id.
    pub id: &'static str,
    /// Its key.
    pub key: &'static str,
}

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

impl Secret {
    /// A token as a client makes it, issued at a time in Unix seconds.
    pub fn token(&self, issued: i64) -> String {
        let claims = format!(r#"{{"iss":{},"iat":{issued}}}"#, json!(self.id));
        self.signed(HEADER, &claims)
    }

    /// A token of some JSON, signed as it should be.
    fn signed(&self, header: &str, claims: &str) -> String {
        let [header, claims] = [header, claims].map(|part| base64url::encode(part.as_bytes()));
        let signed = format!("{header}.{claims}");
        let signature = self.mac(&signed).map(|mac| mac.finalize().into_bytes());
        format!("{signed}.{}", base64url::encode(&signature.unwrap_or_default()))
    }

    /// The key is made of both the secret's id and its key; one of any length will do.
    fn mac(&self, signed: &str) -> Option<Hmac<Sha256>> {
        let key = format!("{}||{}", self.id, self.key);
        Hmac::new_from_slice(key.as_bytes()).ok().map(|mac: Hmac<Sha256>| mac.chain_update(signed))
    }
}

/// Rejects a token that is not good at a time, in Unix seconds.
pub(crate) fn check(token: &str, secrets: &[Secret], now: i64) -> Result<(), Refusal> {
    let not_good = |why| Err(Refusal::Unauthorized(why));
    let Some((header, claims, signature)) = parts(token) else {
        return not_good("the token is malformed");
    };
    if header != json!({ "alg": "HS256", "typ": "JWT" }) {
        return not_good("the token's header is another one");
    }
    let Some((id, issued)) = claimed(&claims) else {
        return not_good("the token's claims are others");
    };
    let Some(secret) = secrets.iter().find(|secret| secret.id == id) else {
        return not_good("the token's secret is not known");
    };
    let signed = token.rsplit_once('.').map_or("", |(signed, _)| signed);
    let is_signed = |mac: Hmac<Sha256>| mac.verify_slice(&signature).is_ok();
    if !secret.mac(signed).is_some_and(is_signed) {
        return not_good("the token's signature is not the secret's");
    }
    if issued > now + AHEAD {
        return not_good("the token is of the future");
    }
    if now - issued >= GOOD_FOR {
        return not_good("the token has expired");
    }
    Ok(())
}

/// Header, claims and signature, if the token has the form of one.
fn parts(token: &str) -> Option<(Value, Value, Vec<u8>)> {
    let mut parts = token.split('.').map(base64url::decode);
    let (header, claims, signature) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    Some((json::parse(&header).ok()?, json::parse(&claims).ok()?, signature))
}

/// The secret's id and the time of issue, if they and nothing else are claimed.
fn claimed(claims: &Value) -> Option<(&str, i64)> {
    let members = claims.as_object().filter(|members| members.len() == 2)?;
    let (id, issued) = (members.get("iss")?.as_str()?, members.get("iat")?.as_i64()?);
    // Far enough from the bounds to reckon with.
    (0..1 << 53).contains(&issued).then_some((id, issued))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: Secret = Secret { id: "test-secret-id", key: "test-secret-key" };

    const ISSUED: i64 = 1_700_000_000;

    const TOKEN: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\
        eyJpc3MiOiJ0ZXN0LXNlY3JldC1pZCIsImlhdCI6MTcwMDAwMDAwMH0.\
        mgNvFmoBBZjj3WdSsH2eyfPxIJzbTjxQYlFLRa4RLxc";

    fn outcome(token: &str, now: i64) -> Result<(), String> {
        check(token, &[SECRET], now).map_err(|refusal| refusal.parts().2.to_owned())
    }

    #[test]
    fn a_token_is_good_for_five_minutes() {
        for (age, expected) in [
            (-3, Err("the token is of the future".to_owned())),
            (-2, Ok(())),
            (0, Ok(())),
            (299, Ok(())),
            (300, Err("the token has expired".to_owned())),
            (1_000_000, Err("the token has expired".to_owned())),
        ] {
            assert_eq!(outcome(TOKEN, ISSUED + age), expected, "{age}");
        }
    }

    #[test]
    fn a_token_is_of_a_secret_that_is_accepted() {
        let other = Secret { id: "another", key: "another" };
        let wrong = Secret { key: "test-secret-kez", ..SECRET };
        for (secrets, good) in [
            (&[other, SECRET][..], true),
            (&[SECRET, other], true),
            (&[other], false),
            (&[wrong], false),
            (&[], false),
        ] {
            assert_eq!(check(TOKEN, secrets, ISSUED).is_ok(), good, "{secrets:?}");
        }
    }

    #[test]
    fn a_letter_changed_anywhere_makes_another_token() {
        for (at, own) in TOKEN.char_indices() {
            let (before, rest) = TOKEN.split_at(at);
            let behind = rest.get(1..).unwrap_or_default();
            for letter in ['A', 'z', '-', '.', '=', '\u{e9}'] {
                if letter != own {
                    let changed = format!("{before}{letter}{behind}");
                    assert!(outcome(&changed, ISSUED).is_err(), "{changed}");
                }
            }
            assert!(outcome(before, ISSUED).is_err());
        }
    }

    const CLAIMS: &str = r#"{"iss":"test-secret-id","iat":1700000000}"#;

    #[test]
    fn the_order_of_the_keys_does_not_count() {
        assert_eq!(SECRET.token(ISSUED), TOKEN);
        let turned = SECRET.signed(
            r#"{ "typ": "JWT", "alg": "HS256" }"#,
            r#"{"iat":1700000000, "iss":"test-secret-id"}"#,
        );
        assert_eq!(outcome(&turned, ISSUED), Ok(()));
    }

    #[test]
    fn another_algorithm_another_header_and_other_claims_are_rejected() {
        for (header, claims, words) in [
            (r#"{"alg":"none","typ":"JWT"}"#, CLAIMS, "header"),
            (r#"{"alg":"HS512","typ":"JWT"}"#, CLAIMS, "header"),
            (r#"{"alg":"hs256","typ":"JWT"}"#, CLAIMS, "header"),
            (r#"{"alg":"HS256"}"#, CLAIMS, "header"),
            (r#"{"alg":"HS256","typ":"JWS"}"#, CLAIMS, "header"),
            (r#"{"alg":"HS256","typ":"JWT","kid":"1"}"#, CLAIMS, "header"),
            ("null", CLAIMS, "header"),
            (r#"{"alg":"none","alg":"HS256","typ":"JWT"}"#, CLAIMS, "malformed"),
            ("HS256", CLAIMS, "malformed"),
            (HEADER, "", "malformed"),
            (HEADER, "{}", "claims"),
            (HEADER, "[]", "claims"),
            (HEADER, r#"{"iss":"test-secret-id"}"#, "claims"),
            (HEADER, r#"{"iat":1700000000}"#, "claims"),
            (HEADER, r#"{"iss":"test-secret-id","iat":"1700000000"}"#, "claims"),
            (HEADER, r#"{"iss":"test-secret-id","iat":1700000000.5}"#, "claims"),
            (HEADER, r#"{"iss":"test-secret-id","iat":-1}"#, "claims"),
            (HEADER, r#"{"iss":"test-secret-id","iat":9223372036854775807}"#, "claims"),
            (HEADER, r#"{"iss":"test-secret-id","iat":null}"#, "claims"),
            (HEADER, r#"{"iss":7,"iat":1700000000}"#, "claims"),
            (HEADER, r#"{"iss":"test-secret-id","iat":1700000000,"exp":1800000000}"#, "claims"),
            (HEADER, r#"{"iss":"Test-Secret-Id","iat":1700000000}"#, "not known"),
            (HEADER, r#"{"iss":"","iat":1700000000}"#, "not known"),
            (HEADER, r#"{"iss":"test-secret-id","iat":1700000000000}"#, "future"),
            (HEADER, r#"{"iss":"test-secret-id","iat":0}"#, "expired"),
        ] {
            let problem = outcome(&SECRET.signed(header, claims), ISSUED).unwrap_err();
            assert!(problem.contains(words), "{header} {claims}: {problem}");
        }
    }

    #[test]
    fn what_has_not_three_parts_is_malformed() {
        let (signed, signature) = TOKEN.rsplit_once('.').unwrap();
        for token in [
            String::new(),
            "..".into(),
            signed.into(),
            format!("{signed}."),
            format!("{TOKEN}."),
            format!("{TOKEN}.{signature}"),
            format!(".{TOKEN}"),
            format!("{TOKEN}="),
            format!(" {TOKEN}"),
        ] {
            assert!(outcome(&token, ISSUED).is_err(), "{token}");
        }
    }
}
