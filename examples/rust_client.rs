//! Heymarket from Rust with an HTTP client of your own: threadline writes the request and reads the
//! response, and what you have already sends it; here it is ureq.
//!
//!     cargo run --package threadline-fakes      # prints its address and its key
//!     HEYMARKET_URL=http://127.0.0.1:<port> HEYMARKET_API_KEY=demo-key cargo run --example rust_client
//!
//! Retries, deadlines and rate limits are then yours: what threadline knows of them is `Request::repeat`,
//! `http::retry::decide` and `Reply::wait_ms`. The clients of `threadline::client` have them.

use std::error::Error;
use std::time::{Duration, SystemTime};

use threadline::heymarket::conversations::{
    ConversationFilters, CountConversations, GetConversation, ListConversations, MarkRead,
};
use threadline::http::{ErrorKind, Reply, Request};
use threadline::schema::Call;
use threadline::typed;
use ureq::Agent;
use ureq::http::Response;

fn main() -> Result<(), Box<dyn Error>> {
    let heymarket = Heymarket::new(
        std::env::var("HEYMARKET_URL").unwrap_or_else(|_| "https://api.heymarket.com".into()),
        std::env::var("HEYMARKET_API_KEY").map_err(|_| "HEYMARKET_API_KEY is not set")?,
    );

    let total = heymarket.call(&CountConversations::new())?;
    println!("{} conversations", total.0);

    // What is required is an argument of `new`; what is not has a method.
    let open_ones = ConversationFilters::new().inboxes([2222]).closed(false);
    // The response is checked and typed: `page` is a `Vec<Conversation>`.
    let page = heymarket.call(&ListConversations::new(1111).filters(open_ones))?;
    for conversation in page.iter().take(3) {
        let who = conversation.assigned.as_ref().and_then(|member| member.name.as_deref());
        println!("#{}: assigned to {}", conversation.id, who.unwrap_or("nobody"));
    }

    // Invalid input is rejected before anything is sent.
    let read = MarkRead::new(2222, 1111);
    let error = heymarket.call(&read).err().ok_or("an input without a recipient was accepted")?;
    println!("rejected: {error}");
    let read = read.target("+1 415-555-1234");
    println!("would send: {}", typed::request(&read, now_ms())?.body.unwrap_or_default());

    match heymarket.call(&GetConversation::new(1)) {
        Ok(conversation) => println!("found: {}", conversation.id),
        Err(error) => match error.downcast_ref::<threadline::Error>() {
            Some(error) if error.kind() == ErrorKind::NotFound => println!("not found: {error}"),
            _ => return Err(error),
        },
    }
    Ok(())
}

/// The current time: the core does not read a clock.
fn now_ms() -> f64 {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since_1970.unwrap_or_default().as_secs_f64() * 1000.0
}

/// A client: the address, the credential and the transport.
struct Heymarket {
    base: String,
    authorization: String,
    agent: Agent,
}

impl Heymarket {
    fn new(base: String, key: String) -> Self {
        let agent = Agent::config_builder()
            // A status is a response like any other: threadline says what it means.
            .http_status_as_error(false)
            // Following one could carry the key to another host.
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .into();
        Heymarket { base, authorization: format!("Bearer {key}"), agent }
    }

    /// Makes a call. It fails with a `threadline::Error`; or with a `ureq::Error` where no response came.
    fn call<C: Call>(&self, call: &C) -> Result<C::Output, Box<dyn Error>> {
        let request = typed::request(call, now_ms())?;
        let reply = self.send(&request)?;
        Ok(typed::read::<C>(&reply)?)
    }

    fn send(&self, request: &Request) -> Result<Reply, ureq::Error> {
        let sent = ureq::http::Request::builder()
            .method(request.method.as_str())
            .uri(format!("{}{}", self.base, request.target))
            .header("Authorization", &self.authorization);
        let mut response = match &request.body {
            Some(json) => {
                self.agent.run(sent.header("Content-Type", "application/json").body(json.as_str())?)
            }
            None => self.agent.run(sent.body(())?),
        }?;
        Ok(Reply {
            status: response.status().as_u16(),
            request_id: header(&response, "X-Request-Id"),
            retry_after_ms: header(&response, "Retry-After-Ms"),
            retry_after: header(&response, "Retry-After"),
            // At most 10 MB, ureq's default.
            body: response.body_mut().read_to_vec()?,
        })
    }
}

fn header<T>(response: &Response<T>, name: &str) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(str::to_owned)
}
