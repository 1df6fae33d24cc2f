//! Whether a delivery knows what only the service knows.

use alloc::string::String;
use alloc::vec::Vec;

use subtle::{Choice, ConstantTimeEq};

use crate::error::{Error, ErrorKind};
use crate::webhook::Form;
use crate::webhook::query::{decoded, pasted};

/// The longest secret, in bytes.
const LONGEST: usize = 256;

/// The fewest characters of a secret that the user chooses: guessing it must be hopeless.
const SHORTEST: usize = 16;

/// As much of a text is compared: an escape takes three bytes for one.
const ROOM: usize = 3 * LONGEST;

/// A secret in a form that is as long for all.
struct Padded {
    bytes: [u8; ROOM],
    length: u64,
}

impl Padded {
    fn new(text: &str) -> Self {
        let mut bytes = [0; ROOM];
        for (place, byte) in bytes.iter_mut().zip(text.bytes()) {
            *place = byte;
        }
        Padded { bytes, length: text.len() as u64 }
    }

    fn same(&self, other: &Self) -> Choice {
        self.bytes.ct_eq(&other.bytes) & self.length.ct_eq(&other.length)
    }
}

/// Whether what was `given` beside a delivery is one of the secrets that are accepted, where the form has its proof
/// there: nothing of the delivery need be read before that is known. It is the value of `secret` in the URL's query,
/// as it is there or decoded: a secret is found whether it was encoded for the URL or pasted into it as it is.
///
/// # Errors
/// `WebhookVerification` when it is not one of them; `InvalidArgument` when there are none, or when one can be guessed
/// (it has less than 16 characters) or would end too early in a URL (it holds `&` or `#`).
pub fn prove(form: &Form, given: Option<&str>, accepted: &[String]) -> Result<(), Error> {
    if form.token.is_some() {
        return Ok(());
    }
    check(accepted)?;
    let mut forms = Vec::new();
    for secret in accepted {
        let ends_early = secret.bytes().any(|byte| matches!(byte, b'&' | b'#'));
        // Letters, not bytes: one has several behind its first.
        let letters = secret.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
        if letters < SHORTEST || ends_early {
            return Err(invalid(
                "a secret must have at least 16 characters and no & or #, which end a value in a URL: use the output of `openssl rand -hex 32`, for example",
            ));
        }
        forms.push(secret.clone());
        forms.push(pasted(secret));
    }
    match given {
        Some(given) => compare(&[given, &decoded(given, b'+'), &decoded(given, b' ')], &forms),
        None => compare(&[], &forms),
    }
}

/// Compares the secret in a delivery with each of those that are accepted.
///
/// # Errors
/// `WebhookVerification` when it is not one of them; `InvalidArgument` when nothing, or what proves nothing, is
/// accepted.
pub(crate) fn verify(given: Option<&str>, accepted: &[String]) -> Result<(), Error> {
    check(accepted)?;
    compare(given.as_slice(), accepted)
}

fn invalid(message: &str) -> Error {
    Error::new(ErrorKind::InvalidArgument, message)
}

fn check(accepted: &[String]) -> Result<(), Error> {
    if accepted.is_empty() || !accepted.iter().all(|secret| (1..=LONGEST).contains(&secret.len())) {
        return Err(invalid("a secret must have from 1 to 256 bytes"));
    }
    Ok(())
}

/// All bytes of the padded texts and their lengths are compared, each that was given with each that is accepted:
/// the comparison takes the same time wherever two texts differ, however long they are, and whichever is right.
fn compare(given: &[&str], accepted: &[String]) -> Result<(), Error> {
    let unverified = |message: &str| Err(Error::new(ErrorKind::WebhookVerification, message));
    if given.is_empty() {
        return unverified("the webhook holds no secret: it may come from anybody");
    }
    let mut found = Choice::from(0);
    for text in given {
        let padded = Padded::new(text);
        let fits = Choice::from(u8::from(text.len() <= ROOM));
        for secret in accepted {
            found |= Padded::new(secret).same(&padded) & fits;
        }
    }
    if bool::from(found) {
        return Ok(());
    }
    unverified("the webhook's secret is not the one that was agreed on: it may come from anybody")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(secrets: &[&str]) -> Vec<String> {
        secrets.iter().map(|secret| (*secret).to_owned()).collect()
    }

    #[test]
    fn only_what_was_agreed_on_is_accepted() {
        let accepted = accepted(&["s3cret", "older"]);
        for good in ["s3cret", "older"] {
            assert_eq!(verify(Some(good), &accepted), Ok(()));
        }
        for bad in ["", "s3cre", "s3cret ", "S3CRET", "s3crets", "s3cret\0", "oldes", "s3cretolder"]
        {
            let error = verify(Some(bad), &accepted).unwrap_err();
            assert_eq!(error.kind, ErrorKind::WebhookVerification, "{bad}");
            assert!(!error.to_string().contains("s3cret"), "{error}");
        }
        let error = verify(None, &accepted).unwrap_err();
        assert_eq!(error.kind, ErrorKind::WebhookVerification);
    }

    #[test]
    fn what_proves_nothing_is_rejected_before_anything_is_compared() {
        for secrets in [&[] as &[&str], &[""], &["s3cret", ""], &[&"x".repeat(LONGEST + 1)]] {
            for given in [None, Some(""), Some("s3cret"), secrets.first().copied()] {
                let error = verify(given, &accepted(secrets)).unwrap_err();
                assert_eq!(error.kind, ErrorKind::InvalidArgument, "{secrets:?}");
            }
        }
    }

    #[test]
    fn a_secret_may_be_as_long_as_is_compared_and_not_longer() {
        let longest = "x".repeat(LONGEST);
        let secrets = accepted(&[&longest]);
        assert_eq!(verify(Some(&longest), &secrets), Ok(()));
        for bad in [format!("{longest}x"), longest.repeat(100), "x".repeat(LONGEST - 1)] {
            assert!(verify(Some(&bad), &secrets).is_err());
        }
    }

    #[test]
    fn what_is_compared_is_as_large_whatever_was_given() {
        for text in ["", "a", &"é".repeat(100), &"x".repeat(100_000)] {
            let Padded { bytes, length } = Padded::new(text);
            assert_eq!((bytes.len(), length), (ROOM, text.len() as u64));
        }
    }

    fn proven(value: Option<&str>, secret: &str) -> Result<(), Error> {
        prove(crate::qlara::webhook::FORM, value, &accepted(&["another-secret-of-old", secret]))
    }

    #[test]
    fn a_secret_in_a_url_is_found_however_it_was_written_there() {
        for (secret, values) in [
            ("0f3a9c5e7b1d0f3a", &["0f3a9c5e7b1d0f3a"] as &[&str]),
            (
                "Zm9v+YmFy/YmF6==",
                &["Zm9v+YmFy/YmF6==", "Zm9v%2BYmFy%2FYmF6%3D%3D", "Zm9v%2bYmFy/YmF6=="],
            ),
            ("a%41b-and-50%off-", &["a%41b-and-50%off-", "a%2541b-and-50%25off-"]),
            (
                "ä b+%41'\"<>-secret",
                &[
                    "ä b+%41'\"<>-secret",
                    "%C3%A4%20b+%41%27%22%3C%3E-secret",
                    "%C3%A4%20b%2B%2541'%22%3C%3E-secret",
                    "%c3%a4+b%2B%2541%27%22%3c%3e-secret",
                ],
            ),
        ] {
            for value in values {
                assert_eq!(proven(Some(value), secret), Ok(()), "{value}");
            }
        }
        for value in ["", "a", "a b-and-50%off-xx", "aAb-and-50%off-", "a%41b-and-50%off"] {
            let error = proven(Some(value), "a%41b-and-50%off-").unwrap_err();
            assert_eq!(error.kind, ErrorKind::WebhookVerification, "{value}");
        }
        assert_eq!(proven(None, SECRET).unwrap_err().kind, ErrorKind::WebhookVerification);
    }

    const SECRET: &str = "a-secret-of-17-ls";

    #[test]
    fn a_secret_that_can_be_guessed_or_does_not_survive_in_a_url_is_invalid() {
        for secret in
            ["a", "fifteen-letters", "ääääääääääääääx", "a-secret-with-a&b", "a-secret-with-a#b"]
        {
            for value in [None, Some(secret), Some(SECRET)] {
                let error = proven(value, secret).unwrap_err();
                assert_eq!(error.kind, ErrorKind::InvalidArgument, "{secret}");
                assert!(!error.to_string().contains(secret) || secret == "a", "{error}");
            }
        }
        assert_eq!(proven(Some("sixteen-letters-"), "sixteen-letters-"), Ok(()));
    }

    #[test]
    fn the_longest_secret_is_found_in_whatever_form() {
        let secret = "é".repeat(LONGEST / 2);
        for value in [secret.clone(), pasted(&secret)] {
            assert_eq!(proven(Some(&value), &secret), Ok(()));
            assert!(proven(Some(&format!("{value}x")), &secret).is_err());
        }
        assert!(proven(Some(&"x".repeat(100_000)), &secret).is_err());
    }
}
