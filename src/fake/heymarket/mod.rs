//! The fake Heymarket: conversations of one team in five inboxes.

mod count;
mod get;
mod list;
mod named;
mod reading;
mod reassign;
mod seed;
mod special;
mod state;
mod status;
mod transfer;
mod wire;

use serde_json::Value;

use crate::fake::check::check;
use crate::fake::exchange::Answer;
use crate::fake::refusal::Refusal;
use crate::fake::route::route;
use crate::fake::{FakeReply, FakeRequest, json};
use crate::heymarket::OPERATIONS;
use crate::heymarket::conversations::{
    CloseConversation, CountConversations, GetConversation, ListConversations, MarkRead,
    MarkUnread, OpenConversation, ReassignConversation, TransferConversation,
};
use crate::schema::{Call, Method, Operation};
use state::State;

/// The API key that the fake Heymarket accepts.
pub const KEY: &str = "demo-key";

/// How the fake Heymarket behaves where the documents leave a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How replies are written.
    pub spelling: Spelling,
    /// Whether a page begins with what was updated at the very time of `date`. The documents say
    /// "before" and not how strictly.
    pub inclusive: bool,
    /// How many conversations a page holds. Not documented.
    pub page_size: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options { spelling: Spelling::Documented, inclusive: false, page_size: 25 }
    }
}

/// How replies are written: the sources disagree on several fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// As the vendor's documents have it: `assigned` and `inbox` are objects, `read` is a boolean,
    /// `members` a list of objects, a missing value `null`, actions answer `"ok"`, a count is a
    /// number.
    Documented,
    /// As other clients' code and recorded replies have it: `assigned` and `inbox` are ids, `read`
    /// is an integer beside a boolean `unread`, `members` may be `null` or absent, a missing value
    /// is absent, keys come that no document names, actions answer a bare `ok`, a count is a string
    /// or a member of an object.
    Observed,
}

type Handler = fn(&mut State, &Options, &Value) -> Result<Answer, Refusal>;

/// What each operation does, in the order of the tables.
const HANDLERS: &[(&Operation, Handler)] = &[
    (ListConversations::OPERATION, list::answer),
    (CountConversations::OPERATION, count::answer),
    (GetConversation::OPERATION, get::answer),
    (OpenConversation::OPERATION, status::open),
    (CloseConversation::OPERATION, status::close),
    (MarkRead::OPERATION, reading::read),
    (MarkUnread::OPERATION, reading::unread),
    (ReassignConversation::OPERATION, reassign::answer),
    (TransferConversation::OPERATION, transfer::answer),
];

/// The service: [`handle`](FakeHeymarket::handle) is all that it does.
#[derive(Debug, Clone)]
pub struct FakeHeymarket {
    options: Options,
    state: State,
    /// How many requests have been handled; gives the request ids.
    requests: u64,
}

impl FakeHeymarket {
    /// The service with its seed: always the same conversations.
    pub fn new(options: Options) -> Self {
        FakeHeymarket { options, state: seed::state(), requests: 0 }
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
        *self = FakeHeymarket::new(self.options);
    }

    /// Handles one request. Its clock moves on by a good second.
    pub fn handle(&mut self, request: &FakeRequest<'_>) -> FakeReply {
        self.requests += 1;
        self.state.tick();
        let mut headers = vec![("x-request-id", format!("fake-{:08}", self.requests))];
        let (status, content_type, body) = match self.answer(request) {
            Ok(Answer { content_type, body }) => (200, content_type, body),
            Err(refusal) => {
                if let Refusal::MethodNotAllowed(allowed) = &refusal {
                    headers.push(("allow", allowed.clone()));
                }
                let (status, body) = refusal.reply();
                (status, "application/json", body)
            }
        };
        headers.push(("content-type", content_type.to_owned()));
        FakeReply { status, headers, body }
    }

    fn answer(&mut self, request: &FakeRequest<'_>) -> Result<Answer, Refusal> {
        let (path, query) = request.target.split_once('?').unwrap_or((request.target, ""));
        let (at, in_path) = route(OPERATIONS, request.method, path)?;
        let (operation, handler) =
            HANDLERS.get(at).ok_or_else(|| Refusal::Broken("the route has no handler".into()))?;
        authenticate(request)?;
        let body = body(operation, request)?;
        let given = check(operation, &in_path, query, body)?;
        handler(&mut self.state, &self.options, &given)
    }
}

/// The team's API key, as the documents have it: `Authorization: Bearer <key>`.
fn authenticate(request: &FakeRequest<'_>) -> Result<(), Refusal> {
    let given = request.header("authorization").and_then(|value| value.split_once(' '));
    match given {
        Some((scheme, KEY)) if scheme.eq_ignore_ascii_case("bearer") => Ok(()),
        _ => Err(Refusal::Unauthorized),
    }
}

fn body(operation: &Operation, request: &FakeRequest<'_>) -> Result<Option<Value>, Refusal> {
    if operation.method == Method::Get && request.body.is_empty() {
        return Ok(None);
    }
    let media_type = request.header("content-type").and_then(|value| value.split(';').next());
    if !media_type.is_some_and(|given| given.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Refusal::UnsupportedMediaType);
    }
    match json::parse(request.body) {
        Ok(body) => Ok(Some(body)),
        Err(error) => Err(Refusal::bad_data("body", &format!("is not JSON: {error}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_of_the_tables_has_its_handler_in_its_place() {
        let handled: Vec<&str> = HANDLERS.iter().map(|(operation, _)| operation.name).collect();
        let known: Vec<&str> = OPERATIONS.iter().map(|operation| operation.name).collect();
        assert_eq!(handled, known);
    }
}
