//! A client as the wasm shell is one, but with a fake for a wire.

use serde_json::Value;
use threadline::codec::{self, to_json};
use threadline::http::{Error, Reply, Request};
use threadline::schema::{Call, Operation};
use threadline::typed;
use threadline_fakes::{FakeHeymarket, FakeQlara, FakeReply, FakeRequest, heymarket, qlara};

/// When the tests take place: the beginning of the fakes' time, 2026-03-02T09:00:00Z.
pub const NOW_MS: f64 = 1_772_442_000_000.0;

/// Writes a request at that time.
pub fn encode(operation: &Operation, input: &str) -> Result<Request, Error> {
    codec::encode(operation, input, NOW_MS)
}

/// What responds to a request.
pub trait Service {
    /// The header that names the caller.
    const HEADER: &'static str;
    /// What the header holds.
    fn credential() -> String;
    fn handle(&mut self, request: &FakeRequest<'_>) -> FakeReply;
}

impl Service for FakeHeymarket {
    const HEADER: &'static str = "Authorization";

    fn credential() -> String {
        format!("Bearer {}", heymarket::KEY)
    }

    fn handle(&mut self, request: &FakeRequest<'_>) -> FakeReply {
        FakeHeymarket::handle(self, request)
    }
}

impl Service for FakeQlara {
    const HEADER: &'static str = "X-Api-Key";

    fn credential() -> String {
        qlara::KEY.to_owned()
    }

    fn handle(&mut self, request: &FakeRequest<'_>) -> FakeReply {
        FakeQlara::handle(self, request)
    }
}

pub struct Client<S> {
    pub fake: S,
    /// Who calls, if that is said at all.
    pub credential: Option<String>,
}

impl<S: Service> Client<S> {
    pub fn of(fake: S) -> Self {
        Client { fake, credential: Some(S::credential()) }
    }

    /// A call as Rust has it.
    pub fn call<C: Call>(&mut self, call: &C) -> Result<C::Output, Error> {
        let request = typed::request(call, NOW_MS)?;
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
        headers.extend(self.credential.as_deref().map(|value| (S::HEADER, value)));
        headers.extend(request.body.is_some().then_some(("Content-Type", "application/json")));
        self.fake.handle(&FakeRequest {
            method: request.method.as_str(),
            target: &request.target,
            headers: &headers,
            body: request.body.as_deref().unwrap_or_default().as_bytes(),
        })
    }
}

/// Sends a request to a fresh service.
pub fn fresh(request: &Request) -> FakeReply {
    if request.target.starts_with("/api/") {
        Client::of(FakeQlara::new(qlara::Options::default())).exchange(request)
    } else {
        Client::of(FakeHeymarket::new(heymarket::Options::default())).exchange(request)
    }
}
