use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::heymarket::named::Named;
use crate::heymarket::state::State;
use crate::heymarket::{Options, wire};
use crate::refusal::Refusal;

pub(crate) fn read(state: &mut State, options: &Options, given: &Value) -> Result<Answer, Refusal> {
    mark(true, state, options, given)
}

pub(crate) fn unread(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    mark(false, state, options, given)
}

fn mark(
    read: bool,
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let id = Named::deserialize(given)?.find(state)?.id;
    state.mark(id, read);
    Ok(wire::ok(options.spelling))
}
