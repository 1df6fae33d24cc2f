//! `POST /api/partner-gateway/v1/webhooks/delivery-status`: names the address for the account's webhooks.
//!
//! Source: the vendor's pages. 409 when there is one already: a second try would be rejected by the first
//! one's success.

use alloc::string::String;

use crate::schema::{Nothing, operation};

/// Names the address that the account's webhooks are posted to. Rejected when there is one already.
#[operation(
    name = "createCallback",
    post = "/api/partner-gateway/v1/webhooks/delivery-status",
    repeat = Once,
    output = Nothing
)]
pub struct CreateCallback {
    /// The address. Nothing in a delivery proves who sent it, so put a secret of your own into it, which
    /// `parseQlaraWebhook` looks for: `?secret=${encodeURIComponent(secret)}`, of at least 16 characters.
    #[field(wire = "callbackUrl", not_empty)]
    pub callback_url: String,
}
