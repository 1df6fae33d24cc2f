//! Who calls Qlara, and whom and what there is to call.

use threadline::qlara::conversations::{GetConversation, ListConversations, ListMessages};
use threadline::qlara::{Conversation, Id, Message};
use threadline::schema::Operation;
use threadline_fakes::FakeQlara;
use threadline_fakes::qlara::{Envelope, Options, Spelling};

use crate::{client, samples};

/// Every way in which a response can be written.
pub fn every_way() -> Vec<Options> {
    let mut ways = Vec::new();
    for spelling in [Spelling::Flat, Spelling::Nested, Spelling::Renamed, Spelling::Sparse] {
        for envelope in
            [Envelope::Bare, Envelope::Content, Envelope::Items, Envelope::Data, Envelope::Named]
        {
            ways.push(Options { spelling, envelope, ..Options::default() });
        }
    }
    ways
}

/// Every conversation of the seed that is not archived.
pub const LISTED: usize = 118;

/// A WhatsApp conversation that is nobody's, with two unread messages.
pub const FREE: &str = "810006";

/// A conversation with 70 messages, and one whose ids are past 2^53.
pub const LONG: [&str; 2] = ["810001", "9007199254740993"];

/// Each operation, with an input that succeeds.
pub fn calls() -> Vec<(&'static str, String)> {
    samples::calls("qlara")
}

pub type Client = client::Client<FakeQlara>;

impl Client {
    pub fn new(options: Options) -> Self {
        Client::of(FakeQlara::new(options))
    }

    pub fn get(&mut self, chat_id: &str) -> Conversation {
        self.call(&GetConversation::new(chat_id)).unwrap()
    }

    /// The messages of a conversation, from and to an id.
    pub fn messages(
        &mut self,
        chat_id: &str,
        id_from: Option<Id<Message>>,
        id_to: Option<Id<Message>>,
    ) -> Vec<Message> {
        let mut call = ListMessages::new(chat_id);
        call.id_from = id_from;
        call.id_to = id_to;
        self.call(&call).unwrap()
    }

    /// The ids of a list.
    pub fn ids(&mut self, list: &ListConversations) -> Vec<Id<Conversation>> {
        self.call(list).unwrap().into_iter().map(|conversation| conversation.id).collect()
    }

    /// The ids of the whole list.
    pub fn listed(&mut self) -> Vec<Id<Conversation>> {
        self.ids(&ListConversations::new())
    }
}

/// An operation by its name in JavaScript.
pub fn operation(name: &str) -> &'static Operation {
    threadline::qlara::OPERATIONS.iter().find(|operation| operation.name == name).unwrap()
}
