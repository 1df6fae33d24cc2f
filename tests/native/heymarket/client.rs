//! Who calls Heymarket, and whom and what there is to call.

use threadline::heymarket::conversations::{GetConversation, ListConversations};
use threadline::heymarket::{Conversation, Inbox, Member};
use threadline::schema::{Id, Operation};
use threadline_fakes::FakeHeymarket;
use threadline_fakes::heymarket::{Options, Spelling};

use crate::{client, samples};

pub const SPELLINGS: [Spelling; 2] = [Spelling::Documented, Spelling::Observed];

/// A member of every inbox.
pub const MAYA: Id<Member> = Id::new(1111);
pub const JONAS: Id<Member> = Id::new(1112);
/// A member of the first inbox and the third.
pub const TOMAS: Id<Member> = Id::new(1114);

pub const SUPPORT: Id<Inbox> = Id::new(2222);
pub const SALES: Id<Inbox> = Id::new(2223);
pub const BILLING: Id<Inbox> = Id::new(2224);

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
        self.call(&GetConversation::new(id)).unwrap()
    }

    /// The ids of a list's first page.
    pub fn ids(&mut self, list: &ListConversations) -> Vec<i64> {
        self.call(list).unwrap().iter().map(|conversation| conversation.id.get()).collect()
    }
}

/// Each operation, with an input that succeeds.
pub fn calls() -> Vec<(&'static str, String)> {
    samples::calls("heymarket")
}

/// A list of everything that Maya sees.
pub fn everything() -> ListConversations {
    ListConversations::new(MAYA)
}

/// An operation by its name in JavaScript.
pub fn operation(name: &str) -> &'static Operation {
    threadline::heymarket::OPERATIONS.iter().find(|operation| operation.name == name).unwrap()
}
