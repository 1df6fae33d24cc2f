//! A client as the wasm shell is one, but with the fake for a wire.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use threadline::codec::{encode, to_json};
use threadline::fake::heymarket::{KEY, Options, Spelling};
use threadline::fake::{FakeHeymarket, FakeReply, FakeRequest};
use threadline::heymarket::Conversation;
use threadline::heymarket::conversations::{GetConversation, ListConversations};
use threadline::http::{Error, Reply, Request};
use threadline::schema::{Call, Id, Operation};
use threadline::typed;

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

pub struct Client {
    pub fake: FakeHeymarket,
    /// The header `Authorization`, if one is sent.
    pub authorization: Option<String>,
}

impl Client {
    pub fn new(options: Options) -> Self {
        let authorization = Some(format!("Bearer {KEY}"));
        Client { fake: FakeHeymarket::new(options), authorization }
    }

    pub fn spelling(spelling: Spelling) -> Self {
        Client::new(Options { spelling, ..Options::default() })
    }

    /// A call as Rust has it.
    pub fn call<C>(&mut self, call: &C) -> Result<C::Output, Error>
    where
        C: Call + Serialize,
        C::Output: DeserializeOwned,
    {
        let request = typed::request(call)?;
        typed::read::<C>(&self.send(&request))
    }

    /// A call as JavaScript has it: JSON in, JSON out.
    pub fn ask(&mut self, operation: &'static Operation, input: &Value) -> Result<Value, Error> {
        let reply = self.send(&encode(operation, &input.to_string())?);
        let tape = reply.read(operation)?;
        let json = to_json(&tape, &operation.reply, &reply.body);
        Ok(serde_json::from_str(&json).unwrap())
    }

    pub fn send(&mut self, request: &Request) -> Reply {
        let reply = self.exchange(request);
        let request_id = reply.header("x-request-id").map(str::to_owned);
        Reply { status: reply.status, request_id, body: reply.body, ..Reply::default() }
    }

    pub fn exchange(&mut self, request: &Request) -> FakeReply {
        let mut headers = Vec::new();
        headers.extend(self.authorization.as_deref().map(|value| ("Authorization", value)));
        headers.extend(request.body.is_some().then_some(("Content-Type", "application/json")));
        self.fake.handle(&FakeRequest {
            method: request.method.as_str(),
            target: &request.target,
            headers: &headers,
            body: request.body.as_deref().unwrap_or_default().as_bytes(),
        })
    }

    pub fn get(&mut self, id: i64) -> Conversation {
        self.call(&GetConversation { id: Id(id) }).unwrap()
    }

    /// The ids of a list's first page.
    pub fn ids(&mut self, list: &ListConversations) -> Vec<i64> {
        self.call(list).unwrap().iter().map(|conversation| conversation.id.0).collect()
    }
}

/// A list of everything that Maya sees.
pub fn everything() -> ListConversations {
    ListConversations { id: MAYA, ..Default::default() }
}

/// An operation by its name in JavaScript.
pub fn operation(name: &str) -> &'static Operation {
    threadline::heymarket::OPERATIONS.iter().find(|operation| operation.name == name).unwrap()
}
