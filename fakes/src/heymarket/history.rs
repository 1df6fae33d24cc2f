//! The messages of all conversations.

use std::collections::BTreeMap;

use crate::refusal::Refusal;
use crate::time::Micros;

/// The id of the first message that comes later than the seed.
const NEXT: i64 = 800_001;

/// All messages, by id.
#[derive(Debug, Clone)]
pub(crate) struct History {
    messages: BTreeMap<i64, Message>,
    next: i64,
}

/// One message.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) id: i64,
    /// The conversation that it belongs to.
    pub(crate) conversation: i64,
    /// The member who sent it; nobody where the contact did.
    pub(crate) user: Option<i64>,
    /// Whom the member gave as its author.
    pub(crate) author: Option<String>,
    /// None of a picture alone.
    pub(crate) text: Option<String>,
    /// Where a picture is.
    pub(crate) media: Option<String>,
    /// Whether it is a note that the contact does not see.
    pub(crate) private: bool,
    pub(crate) date: Micros,
    /// When anything of it changed, its delivery for example.
    pub(crate) updated: Micros,
    /// The sender's own name for it.
    pub(crate) local_id: Option<String>,
    /// The list that it went to.
    pub(crate) list: Option<i64>,
}

impl Message {
    /// What a contact writes. Its id is given when it is added.
    pub(crate) fn inbound(conversation: i64, text: &str, date: Micros) -> Self {
        Message {
            id: 0,
            conversation,
            user: None,
            author: None,
            text: Some(text.to_owned()),
            media: None,
            private: false,
            date,
            updated: date,
            local_id: None,
            list: None,
        }
    }
}

impl History {
    pub(crate) fn new() -> Self {
        History { messages: BTreeMap::new(), next: NEXT }
    }

    /// Adds a message whose id is known.
    pub(crate) fn insert(&mut self, message: Message) {
        self.messages.insert(message.id, message);
    }

    /// An id that no other message has.
    pub(crate) fn next_id(&mut self) -> i64 {
        let id = self.next;
        self.next += 1;
        id
    }

    /// The message with an id.
    pub(crate) fn get(&self, id: i64) -> Result<&Message, Refusal> {
        let unknown = || Refusal::NotFound("no such message".into());
        self.messages.get(&id).ok_or_else(unknown)
    }

    /// All messages, by id.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Message> {
        self.messages.values()
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.messages.len()
    }
}
