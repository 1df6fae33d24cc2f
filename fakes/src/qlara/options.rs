/// How the fake Qlara behaves where the documents leave a choice, and they leave many: no page of
/// the vendor shows a key of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The keys and forms of what a response holds.
    pub spelling: Spelling,
    /// What a list comes in.
    pub envelope: Envelope,
    /// How many messages a page holds; at least 1. Not documented.
    pub page_size: usize,
    /// Which messages come when no bound is given. Not documented.
    pub first_page: FirstPage,
    /// The key that a response's text must have. Not documented.
    pub reply_text: ReplyText,
    /// Whether the users cannot be listed: a 502, which the documents call transient.
    pub users_unavailable: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            spelling: Spelling::Flat,
            envelope: Envelope::Bare,
            page_size: 20,
            first_page: FirstPage::Newest,
            reply_text: ReplyText::Message,
            users_unavailable: false,
        }
    }
}

/// The keys and forms of what a response holds. Together they use every key that a client must
/// know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Numbers and texts where an object could be: `chatId`, `unread`, `channel` and `channelId`,
    /// `assignee` as an id, `contact` as a phone number, or as a user id where there is no number;
    /// `content`, `timestamp`, `INBOUND`.
    Flat,
    /// Objects wherever there could be one, ids as text: `id`, `unreadCount`, `channel`, `assignee`,
    /// `contact` with `username`; `messageId`, `text`, `date`, `inbound`, `deliveryStatus`. A user id is
    /// the contact's `id`, and in webhooks `userId`.
    Nested,
    /// The other names: `unreadCounter`, `assignedUser`, `contactNumber` beside `contact`;
    /// `message`, `createdAt`, `Inbound`. A user id is the contact's `bsuid`, beside `userName`.
    Renamed,
    /// As little as will do, ids as text, and what is `null` or false is absent: `unreadMessages` as
    /// text, `assignedUser` as an id, `phoneNumber`, or a user id in its place; `body`, `inBound`. In
    /// webhooks a user id is `user_id`, beside `user_name`.
    Sparse,
}

/// What a list comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Envelope {
    /// An array alone.
    Bare,
    /// `{"content": […]}` with members about the page, as Spring has it.
    Content,
    /// `{"items": […]}`.
    Items,
    /// `{"data": […]}`.
    Data,
    /// `{"conversations": […]}`, `{"messages": […]}`, `{"users": […]}`.
    Named,
}

/// Which messages come when no bound is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstPage {
    /// The last ones.
    Newest,
    /// Those at the conversation's beginning.
    Oldest,
}

/// The key that a response's text must have; the vendor's pages do not show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyText {
    /// `message`, which the client sends by default.
    Message,
    /// `text`.
    Text,
    /// `body`.
    Body,
}
