use serde_json::Value;

use crate::exchange::Answer;
use crate::qlara::state::State;
use crate::qlara::{Options, named, wire};
use crate::refusal::Refusal;

/// One conversation, archived or not.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let id = named::find(state, given)?;
    Ok(wire::conversation(state, options, state.get(&id)?))
}
