//! Whether a delivery knows what only the service knows.

use alloc::string::String;

use subtle::{Choice, ConstantTimeEq};

use crate::http::{Error, ErrorKind};

/// The longest secret, in bytes.
const LONGEST: usize = 256;

/// A secret in a form that is as long for all.
struct Padded {
    bytes: [u8; LONGEST],
    length: u64,
}

impl Padded {
    fn new(text: &str) -> Self {
        let mut bytes = [0; LONGEST];
        for (place, byte) in bytes.iter_mut().zip(text.bytes()) {
            *place = byte;
        }
        Padded { bytes, length: text.len() as u64 }
    }

    fn same(&self, other: &Self) -> Choice {
        self.bytes.ct_eq(&other.bytes) & self.length.ct_eq(&other.length)
    }
}

/// Compares what a delivery gives with each of what is accepted.
///
/// All bytes of the padded texts and their lengths are compared, with every one that is accepted: the
/// comparison takes the same time wherever two texts differ, however long they are, and whichever
/// is right.
///
/// # Errors
/// `WebhookVerification` when none is the same; `InvalidArgument` when nothing, or what proves nothing, is
/// accepted.
pub(crate) fn verify(given: Option<&str>, accepted: &[String]) -> Result<(), Error> {
    if accepted.is_empty() || !accepted.iter().all(|secret| (1..=LONGEST).contains(&secret.len())) {
        let message = "a secret must have from 1 to 256 bytes";
        return Err(Error::new(ErrorKind::InvalidArgument, message));
    }
    let unverified = |message: &str| Err(Error::new(ErrorKind::WebhookVerification, message));
    let Some(given) = given else {
        return unverified("the webhook holds no secret: it may come from anybody");
    };
    let padded = Padded::new(given);
    let is_one = accepted
        .iter()
        .fold(Choice::from(0), |found, secret| found | Padded::new(secret).same(&padded));
    if bool::from(is_one) && given.len() <= LONGEST {
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
    fn what_proves_nothing_is_refused_before_anything_is_compared() {
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
            assert_eq!((bytes.len(), length), (LONGEST, text.len() as u64));
        }
    }
}
