//! The fake Qlara Inbox: the conversations of one account on several channels.

mod contact;
mod named;
mod options;
mod seed;
mod special;
mod state;
mod webhook;
mod wire;

use serde_json::{Value, json};

pub use options::{Envelope, FirstPage, Options, ReplyText, Spelling};

use crate::handlers::handlers;
use crate::refusal::Refusal;
use crate::service;
use crate::{FakeReply, FakeRequest};
use state::{ChatId, State};
use threadline::qlara::{callback::*, conversations::*};

/// The API key that the fake Qlara accepts.
pub const KEY: &str = "demo-qlara-key";

handlers! {
    qlara:
    list => ListConversations,
    get => GetConversation,
    messages => ListMessages,
    reply => Reply,
    read => MarkRead,
    archive::{archive => ArchiveConversation, unarchive => UnarchiveConversation},
    users => ListAssignableUsers,
    assignee::{assign => AssignConversation, unassign => UnassignConversation},
    callback::{
        create => CreateCallback,
        get => GetCallback,
        update => UpdateCallback,
        delete => DeleteCallback,
    },
}

/// The service: [`handle`](FakeQlara::handle) and [`inbound`](FakeQlara::inbound) are all that it
/// does.
#[derive(Debug, Clone)]
pub struct FakeQlara {
    options: Options,
    state: State,
    /// How many requests have been handled; gives the request ids.
    requests: u64,
}

impl FakeQlara {
    /// The service with its seed: always the same conversations.
    pub fn new(options: Options) -> Self {
        FakeQlara { options, state: seed::state(), requests: 0 }
    }

    /// How it behaves.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Behaves otherwise from the next request on.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    /// Forgets all that was done since the beginning; the options stay.
    pub fn reset(&mut self) {
        *self = FakeQlara::new(self.options);
    }

    /// Handles one request. Its clock moves on by a good second.
    pub fn handle(&mut self, request: &FakeRequest<'_>) -> FakeReply {
        self.requests += 1;
        self.state.tick();
        let here = (&mut self.state, &self.options);
        let outcome = service::answer(HANDLERS, here, request, authenticate, reply::spelt);
        service::reply(self.requests, outcome, refused)
    }

    /// The contact of a conversation writes; tells the message's id, or nothing where there is no
    /// such conversation. A conversation that was archived comes back.
    pub fn inbound(&mut self, chat_id: &str, text: &str) -> Option<u64> {
        let id = ChatId::from(chat_id);
        self.state.get(&id).ok()?;
        self.state.tick();
        Some(self.state.receive(&id, text))
    }
}

/// The account's key in a header of its own.
fn authenticate(request: &FakeRequest<'_>) -> Result<(), Refusal> {
    match request.header("x-api-key") {
        Some(KEY) => Ok(()),
        _ => Err(Refusal::no_key()),
    }
}

/// The vendor's pages show the form of the 429 alone; the others are taken to be of its family.
fn refused(refusal: &Refusal) -> Value {
    let (status, error, words) = refusal.parts();
    json!({ "status": status, "error": error, "message": words })
}
