//! `POST /v1/conversations`: a page of conversations, the last updated first.
//!
//! Source: the vendor's documents. A response is a bare array. The next page: `date` = the `updated` of
//! the last conversation; the end is an empty page. Neither the page's size nor whether the cursor
//! is strict is documented.

use alloc::vec::Vec;

use crate::heymarket::{Conversation, Inbox, Member};
use crate::schema::{Id, Timestamp, input, operation};

/// Lists one page of conversations, the last updated first.
#[operation(
    name = "listConversations",
    post = "/v1/conversations",
    repeat = Read,
    output = Vec<Conversation>
)]
pub struct ListConversations {
    /// The id of the member who asks; must be a member of every inbox asked for.
    pub id: Id<Member>,
    /// Which conversations.
    #[field(default)]
    pub filters: ConversationFilters,
    /// Only conversations updated before this: RFC 3339. For the next page, give the `updated` of the
    /// last conversation of this one, exactly as it is.
    pub date: Option<Timestamp>,
}

/// Which conversations a list holds.
#[input]
pub struct ConversationFilters {
    /// Only those in these inboxes.
    pub inboxes: Option<Vec<Id<Inbox>>>,
    /// `true`: only closed ones; `false`: only open ones.
    pub closed: Option<bool>,
    /// `true`: only unread ones; `false`: only read ones.
    pub unread: Option<bool>,
}
