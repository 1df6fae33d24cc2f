//! Whether a delivery knows what only the service knows.

use sha2::{Digest, Sha256};
use subtle::{Choice, ConstantTimeEq};

use crate::http::{Error, ErrorKind};

/// Compares what a delivery gives with each of what is accepted.
///
/// Digests are compared, in constant time and every one of them: the time taken tells neither where
/// nor by how much the texts differ, nor which one is right, nor how long it is.
pub(crate) fn verify(given: Option<&str>, accepted: &[String]) -> Result<(), Error> {
    let digest = |text: &str| Sha256::digest(text.as_bytes());
    let given_digest = digest(given.unwrap_or_default());
    let is_one = accepted.iter().fold(Choice::from(0), |found, accepted| {
        // What is empty proves nothing, whoever accepts it.
        found
            | (digest(accepted).ct_eq(&given_digest) & Choice::from(u8::from(!accepted.is_empty())))
    });
    if given.is_some() && bool::from(is_one) {
        return Ok(());
    }
    let message = match given {
        Some(_) => {
            "the webhook's secret is not the one that was agreed on: it may come from anybody"
        }
        None => "the webhook has no secret: it may come from anybody",
    };
    Err(Error::new(ErrorKind::WebhookVerification, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_agreed_on_is_accepted() {
        let accepted = ["s3cret".to_owned(), "older".to_owned()];
        for good in ["s3cret", "older"] {
            assert_eq!(verify(Some(good), &accepted), Ok(()));
        }
        for bad in ["", "s3cre", "s3cret ", "S3CRET", "s3crets", "oldes", "s3cretolder"] {
            let error = verify(Some(bad), &accepted).unwrap_err();
            assert_eq!(error.kind, ErrorKind::WebhookVerification, "{bad}");
            assert!(!error.to_string().contains("s3cret"), "{error}");
        }
        assert!(verify(None, &accepted).is_err());
    }

    #[test]
    fn nothing_is_accepted_where_nothing_was_agreed_on() {
        assert!(verify(Some(""), &[]).is_err());
        assert!(verify(Some(""), &[String::new()]).is_err());
        assert!(verify(None, &[String::new()]).is_err());
    }
}
