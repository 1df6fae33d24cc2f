//! `GET /api/partner-gateway/v1/webhooks/delivery-status`: the address for the account's webhooks.
//!
//! Source: the vendor's pages. 404 when there is none.

use crate::qlara::Callback;
use crate::schema::operation;

/// Gets the address that the account's webhooks are posted to; `NotFoundError` when there is none.
#[operation(
    name = "getCallback",
    get = "/api/partner-gateway/v1/webhooks/delivery-status",
    repeat = Read,
    output = Callback
)]
pub struct GetCallback {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = GetCallback::OPERATION;

    #[test]
    fn nothing_is_asked_for_and_anything_given_is_refused() {
        sends(TABLE, "{}", "GET /api/partner-gateway/v1/webhooks/delivery-status", "");
        refuses(TABLE, &[(r#"{"id":1}"#, "id")]);
    }

    #[test]
    fn the_address_comes_in_every_form() {
        let expected = r#"{"callbackUrl":"https://example.com/hooks"}"#;
        for body in [
            expected,
            r#"{"url":"https://example.com/hooks","id":7}"#,
            r#""https://example.com/hooks""#,
        ] {
            gives(TABLE, body, expected);
        }
    }
}
