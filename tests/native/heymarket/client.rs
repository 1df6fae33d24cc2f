//! Who calls Heymarket, and whom and what there is to call.

use threadline::heymarket::Conversation;
use threadline::heymarket::conversations::{GetConversation, ListConversations};
use threadline::schema::{Id, Operation};
use threadline_fakes::FakeHeymarket;
use threadline_fakes::heymarket::{Options, Spelling};

use crate::{client, samples};

pub const SPELLINGS: [Spelling; 2] = [Spelling::Documented, Spelling::Observed];

/// A member of every inbox.
pub const MAYA: Id = Id(1111);
pub const JONAS: Id = Id(1112);
/// A member of the first inbox and the third.
pub const TOMAS: Id = Id(1114);

pub const SUPPORT: Id = Id(2222);
pub const SALES: Id = Id(2223);
pub const BILLING: Id = Id(2224);

/// Every conversation of the seed.
pub const ALL: usize = 300;

pub type Client = client::Client<FakeHeymarket>;

impl Client {
    pub fn new(options: Options) -> Self {
        Client::of(FakeHeymarket::new(options))
    }

    pub fn spelling(spelling: Spelling) -> Self {
        Client::new(Options { spelling, ..Options::default() })
    }

    pub fn get(&mut self, id: i64) -> Conversation {
        self.call(&GetConversation { id: Id(id) }).unwrap()
    }

    /// The ids of a list's first page.
    pub fn ids(&mut self, list: &ListConversations) -> Vec<i64> {
        self.call(list).unwrap().iter().map(|conversation| conversation.id.0).collect()
    }
}

/// Each operation, with an input that succeeds.
pub fn calls() -> Vec<(&'static str, String)> {
    samples::calls("heymarket")
}

/// A list of everything that Maya sees.
pub fn everything() -> ListConversations {
    ListConversations { id: MAYA, ..Default::default() }
}

/// An operation by its name in JavaScript.
pub fn operation(name: &str) -> &'static Operation {
    threadline::heymarket::OPERATIONS.iter().find(|operation| operation.name == name).unwrap()
}
