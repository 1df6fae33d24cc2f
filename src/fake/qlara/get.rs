use serde_json::Value;

use crate::fake::exchange::Answer;
use crate::fake::qlara::state::State;
use crate::fake::qlara::{Options, named, wire};
use crate::fake::refusal::Refusal;

/// One conversation, archived or not.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let id = named::find(state, given)?;
    Ok(wire::conversation(state, options, state.get(&id)?))
}
