//! `PUT /api/partner-gateway/v1/webhooks/delivery-status`: names another address for the account's webhooks.
//!
//! Source: the vendor's pages. 404 when there is none yet.

use alloc::string::String;

use crate::schema::{Nothing, operation};

/// Names another address that the account's webhooks are posted to; `NotFoundError` when there is none yet.
#[operation(
    name = "updateCallback",
    put = "/api/partner-gateway/v1/webhooks/delivery-status",
    repeat = SetsState,
    output = Nothing
)]
pub struct UpdateCallback {
    /// The address. Nothing in a delivery proves who sent it, so put a secret of your own into it, which
    /// `parseQlaraWebhook` looks for: `?secret=${encodeURIComponent(secret)}`, of at least 16 characters.
    #[field(wire = "callbackUrl", not_empty)]
    pub callback_url: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{refuses, sends};

    const TABLE: &Operation = UpdateCallback::OPERATION;

    #[test]
    fn the_address_travels_in_the_body() {
        sends(
            TABLE,
            r#"{"callbackUrl":"https://example.com/hooks?secret=0f3a9c5e7b1d4826"}"#,
            "PUT /api/partner-gateway/v1/webhooks/delivery-status",
            r#"{"callbackUrl":"https://example.com/hooks?secret=0f3a9c5e7b1d4826"}"#,
        );
        refuses(TABLE, &[("{}", "callbackUrl"), (r#"{"url":"x"}"#, "url")]);
    }
}
