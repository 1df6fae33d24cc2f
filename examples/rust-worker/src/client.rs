//! The client for Heymarket: one for all requests of an isolate, or one for each.

use std::sync::OnceLock;

use threadline::Error;
use threadline::client::{Credential, Heymarket};
use worker::Env;

/// All requests of an isolate share it, and so keep to the service's rate limit together.
static SHARED: OnceLock<Heymarket> = OnceLock::new();

/// The shared client; or, where the variable `CLIENT` says `per-request`, a new one. Either is safe: a client holds
/// settings and counts requests, and nothing of the request that it was made in.
pub(crate) fn of(env: &Env) -> Result<Heymarket, Error> {
    if text(env, "CLIENT") == "per-request" { new(env) } else { shared(env) }
}

fn shared(env: &Env) -> Result<Heymarket, Error> {
    if let Some(client) = SHARED.get() {
        return Ok(client.clone());
    }
    let client = new(env)?;
    Ok(SHARED.get_or_init(|| client).clone())
}

fn new(env: &Env) -> Result<Heymarket, Error> {
    let builder = Heymarket::builder(Credential::api_key(text(env, "HEYMARKET_API_KEY")));
    match text(env, "HEYMARKET_URL") {
        url if url.is_empty() => builder.build(),
        url => builder.base_url(url).build(),
    }
}

/// A variable or a secret; empty where there is none.
fn text(env: &Env, name: &str) -> String {
    env.var(name).map(|value| value.to_string()).unwrap_or_default()
}
