//! `DELETE /api/partner-gateway/v1/webhooks/delivery-status`: has no more webhooks posted.
//!
//! Source: the vendor's pages. 404 when there is none.

use crate::schema::{Nothing, operation};

/// Has no more webhooks posted.
///
/// Repeated after a lost answer, it may find that the first time has done it: `NotFoundError`.
#[operation(
    name = "deleteCallback",
    delete = "/api/partner-gateway/v1/webhooks/delivery-status",
    repeat = SetsState,
    output = Nothing
)]
pub struct DeleteCallback {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = DeleteCallback::OPERATION;

    #[test]
    fn nothing_is_sent_but_the_request_itself() {
        sends(TABLE, "{}", "DELETE /api/partner-gateway/v1/webhooks/delivery-status", "");
        refuses(TABLE, &[(r#"{"callbackUrl":"x"}"#, "callbackUrl")]);
        gives(TABLE, "", "null");
    }
}
