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
