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
