//! `GET /v1/messages`: the messages exchanged with a number, at most 50.
//!
//! Source: the vendor's pages, which have `timestamp` once as the latest time to search, once as one before
//! which the messages were sent. The order is not stated. To go back: the second behind the oldest message's;
//! those of that message's second are listed twice.

use alloc::vec::Vec;

use crate::heymarket::{Inbox, Message};
use crate::schema::{Id, Phone, UnixSeconds, operation};

/// Lists the messages exchanged with a phone number in an inbox: at most 50, up to a time.
#[operation(
    name = "listMessages",
    get = "/v1/messages",
    repeat = Read,
    output = Vec<Message>
)]
pub struct ListMessages {
    /// The contact's phone number, with its country code: `14155551234`, `+1 (415) 555-1234`.
    #[field(wire = "phoneNumber")]
    pub phone_number: Phone,
    /// The inbox's id.
    #[field(wire = "inboxID")]
    pub inbox_id: Id<Inbox>,
    /// Only messages up to this time: whole seconds since 1970 (not the milliseconds of `Date.now()`), or a `Date`,
    /// which is rounded up.
    pub timestamp: Option<UnixSeconds>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};

    const TABLE: &Operation = ListMessages::OPERATION;

    #[test]
    fn milliseconds_where_seconds_are_due_are_rejected_with_a_hint() {
        for timestamp in
            ["253402300801", "1772366400000", "1.7723664e12", "99999999999999", "9007199254740993"]
        {
            let input =
                format!(r#"{{"phoneNumber":"14155551234","inboxId":1,"timestamp":{timestamp}}}"#);
            let error = crate::codec::encode(TABLE, &input, crate::testing::NOW_MS).unwrap_err();
            assert_eq!(error.path.as_deref(), Some("timestamp"));
            assert_eq!(
                error.message,
                "expected a time (whole seconds since 1970, or RFC 3339 with its offset, Z or +01:00), found milliseconds; divide by 1000 and round, or give a Date",
            );
        }
    }
}
