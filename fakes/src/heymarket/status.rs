use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::heymarket::named::Named;
use crate::heymarket::state::{State, Status};
use crate::heymarket::{Options, wire};
use crate::refusal::Refusal;

pub(crate) fn open(state: &mut State, options: &Options, given: &Value) -> Result<Answer, Refusal> {
    set(Status::Open, state, options, given)
}

pub(crate) fn close(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    set(Status::Closed, state, options, given)
}

/// Opens or closes. What is so already stays as it is, `updated` too: a retry finds what
/// the first one made.
fn set(
    status: Status,
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let conversation = Named::deserialize(given)?.find(state)?;
    if conversation.status != status {
        state.update(conversation.id, |conversation| conversation.status = status);
    }
    Ok(wire::ok(options.spelling))
}
