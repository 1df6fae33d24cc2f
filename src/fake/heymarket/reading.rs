use serde::Deserialize;
use serde_json::Value;

use crate::fake::exchange::Answer;
use crate::fake::heymarket::named::Named;
use crate::fake::heymarket::state::State;
use crate::fake::heymarket::{Options, wire};
use crate::fake::refusal::Refusal;

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
