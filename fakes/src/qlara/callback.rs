//! Where webhooks are posted to: one URL for the whole account.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::exchange::Answer;
use crate::qlara::state::State;
use crate::qlara::{Options, Spelling};
use crate::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Callback {
    callback_url: String,
}

/// Sets the URL where there is none.
pub(crate) fn create(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let url = url(given)?;
    if state.callback_url.is_some() {
        return Err(Refusal::Conflict("there is a callback URL already".into()));
    }
    Ok(set(state, options, url, 201))
}

/// The URL.
pub(crate) fn get(state: &mut State, options: &Options, _: &Value) -> Result<Answer, Refusal> {
    let url = known(state)?;
    Ok(written(options, 200, url))
}

/// Puts another URL in the place of the one.
pub(crate) fn update(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let url = url(given)?;
    known(state)?;
    Ok(set(state, options, url, 200))
}

/// Takes the URL away.
pub(crate) fn delete(state: &mut State, _: &Options, _: &Value) -> Result<Answer, Refusal> {
    known(state)?;
    state.callback_url = None;
    Ok(Answer::empty(204))
}

fn known(state: &State) -> Result<&str, Refusal> {
    let unknown = || Refusal::NotFound("no callback URL is set".into());
    state.callback_url.as_deref().ok_or_else(unknown)
}

/// What the request gives, if it is the address of something on the web.
fn url(given: &Value) -> Result<String, Refusal> {
    let Callback { callback_url: url } = Callback::deserialize(given)?;
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain && host.is_some_and(|host| !host.is_empty()) {
        return Ok(url);
    }
    Err(Refusal::bad_data("callbackUrl", "must be a URL of http or https"))
}

fn set(state: &mut State, options: &Options, url: String, status: u16) -> Answer {
    let answer = written(options, status, &url);
    state.callback_url = Some(url);
    answer
}

/// The forms that the response may have; no page shows one.
fn written(options: &Options, status: u16, url: &str) -> Answer {
    let reply = match options.spelling {
        Spelling::Flat => json!({ "callbackUrl": url }),
        Spelling::Nested => json!({ "id": "4712", "callbackUrl": url, "active": true }),
        Spelling::Renamed => json!({ "url": url }),
        Spelling::Sparse => json!(url),
    };
    Answer { status, ..Answer::json(reply.to_string()) }
}
