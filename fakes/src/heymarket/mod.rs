//! The fake Heymarket: conversations of one team in five inboxes, and their messages.

mod history;
mod jwt;
mod message_wire;
mod named;
mod past;
mod recipients;
mod seed;
mod special;
mod state;
mod webhook;
mod wire;

use serde_json::{Value, json};

pub use jwt::Secret;
pub use webhook::WEBHOOK_TOKEN;

use crate::handlers::handlers;
use crate::refusal::Refusal;
use crate::service;
use crate::time::{MILLISECOND, Micros, SECOND};
use crate::{FakeReply, FakeRequest};
use state::State;
use threadline::heymarket::{conversations::*, messages::*, people::*};

/// The API key that the fake Heymarket accepts.
pub const KEY: &str = "demo-key";

/// The API secrets of which tokens can be made: as many as there may be at a time.
pub const SECRETS: [Secret; 2] = [
    Secret { id: "demo-secret", key: "demo-secret-key" },
    Secret { id: "demo-secret-2", key: "clé||№2" },
];

/// How the fake Heymarket behaves where the documents leave a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How replies are written.
    pub spelling: Spelling,
    /// Whether a page begins with what was updated, or written, at the very time of its cursor. The
    /// documents say "before" and not how strictly.
    pub inclusive: bool,
    /// How many conversations a page holds. Not documented; of messages it is.
    pub page_size: usize,
    /// In which order the messages of a number come. Not documented.
    pub message_order: MessageOrder,
    /// What the inboxes come in. The pages show both.
    pub inboxes: Envelope,
    /// Whose tokens are accepted.
    pub secrets: Secrets,
    /// How far the service's clock is ahead of the clock of the program that serves it, in milliseconds.
    pub clock_offset_ms: i64,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            spelling: Spelling::Documented,
            inclusive: false,
            page_size: 25,
            message_order: MessageOrder::Newest,
            inboxes: Envelope::Bare,
            secrets: Secrets::Both,
            clock_offset_ms: 0,
        }
    }
}

/// In which order the messages of a number come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageOrder {
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// Any, always the same for the same messages.
    Shuffled,
}

/// What the inboxes come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Envelope {
    /// An array alone.
    Bare,
    /// `{"inboxes": […]}`.
    Named,
}

/// Which of the [`SECRETS`] are accepted: all others have been revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// Both.
    Both,
    /// The first one alone.
    First,
    /// The second one alone.
    Second,
    /// None.
    None,
}

impl Secrets {
    fn accepted(self) -> &'static [Secret] {
        let [first, second] = SECRETS.as_slice() else { return &[] };
        match self {
            Secrets::Both => &SECRETS,
            Secrets::First => std::slice::from_ref(first),
            Secrets::Second => std::slice::from_ref(second),
            Secrets::None => &[],
        }
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
    /// is absent, keys come that no document names, actions answer a bare `ok` or nothing, a count is
    /// a string or a member of an object, a message has its conversation's id alone, flags are
    /// integers.
    Observed,
}

handlers! {
    heymarket:
    list => ListConversations,
    count => CountConversations,
    get => GetConversation,
    status::{open => OpenConversation, close => CloseConversation},
    reading::{read => MarkRead, unread => MarkUnread},
    reassign => ReassignConversation,
    transfer => TransferConversation,
    send => SendMessage,
    email => SendEmail,
    schedule::{
        create => ScheduleMessage,
        get => GetScheduledMessage,
        update => UpdateScheduledMessage,
        delete => DeleteScheduledMessage,
    },
    messages => ListMessages,
    team_messages::{list => ListTeamMessages, count => CountTeamMessages},
    people::{inboxes => ListInboxes, team => GetTeam},
}

/// The service: [`handle`](FakeHeymarket::handle) and [`inbound`](FakeHeymarket::inbound) are all
/// that it does.
#[derive(Debug, Clone)]
pub struct FakeHeymarket {
    options: Options,
    state: State,
    /// How many requests have been handled; gives the request ids.
    requests: u64,
    /// The time, if the program that serves has given it.
    clock: Option<Micros>,
    webhook_url: Option<String>,
}

impl FakeHeymarket {
    /// The service with its seed: always the same conversations.
    pub fn new(options: Options) -> Self {
        FakeHeymarket { options, state: seed::state(), requests: 0, clock: None, webhook_url: None }
    }

    /// How it behaves.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Behaves otherwise from the next request on.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
    }

    /// Tells what time it is, in milliseconds since 1970: tokens and times to come are held
    /// against it. Until it is given they are checked against the service's own clock, by which all its
    /// dates are.
    pub fn set_clock(&mut self, now_ms: i64) {
        self.clock = Some(now_ms.saturating_mul(MILLISECOND));
    }

    /// Forgets all that was done since the beginning; the options stay.
    pub fn reset(&mut self) {
        *self = FakeHeymarket { clock: self.clock, ..FakeHeymarket::new(self.options) };
    }

    fn now(&self) -> Micros {
        let offset = self.options.clock_offset_ms.saturating_mul(MILLISECOND);
        self.clock.unwrap_or(self.state.now).saturating_add(offset)
    }

    /// Handles one request. Its clock moves on by a good second.
    pub fn handle(&mut self, request: &FakeRequest<'_>) -> FakeReply {
        self.requests += 1;
        self.state.tick();
        self.state.clock = self.now();
        let (now, secrets) = (self.state.clock, self.options.secrets.accepted());
        let authenticate = |request: &FakeRequest<'_>| authenticate(request, secrets, now);
        let here = (&mut self.state, &self.options);
        let outcome = service::answer(HANDLERS, here, request, authenticate, |_, _, body| Ok(body));
        service::reply(self.requests, outcome, refused)
    }
}

/// As the documents have it: `Authorization: Bearer` and the team's API key, or a token made of one
/// of the secrets. Only a token has dots.
fn authenticate(request: &FakeRequest<'_>, secrets: &[Secret], now: Micros) -> Result<(), Refusal> {
    let given = request.header("authorization").and_then(|value| value.split_once(' '));
    match given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer")) {
        Some((_, KEY)) => Ok(()),
        Some((_, token)) if token.contains('.') => jwt::check(token, secrets, now / SECOND),
        _ => Err(Refusal::no_key()),
    }
}

/// The body's form is not documented: both the short `error` and a `message` in words are given.
fn refused(refusal: &Refusal) -> Value {
    let (_, error, words) = refusal.parts();
    json!({ "error": error, "message": format!("{error}: {words}") })
}
