//! `DELETE /api/partner-gateway/v1/webhooks/delivery-status`: has no more webhooks posted.
//!
//! Source: the vendor's pages. 404 when there is none.

use crate::schema::{Nothing, operation};

/// Has no more webhooks posted.
///
/// `NotFoundError` when there is none; but a 404 on the retry after a lost response is success, since the
/// lost attempt may have deleted it. With `raw: true` the status is then 404.
#[operation(
    name = "deleteCallback",
    delete = "/api/partner-gateway/v1/webhooks/delivery-status",
    repeat = Deletes,
    output = Nothing
)]
pub struct DeleteCallback {}
