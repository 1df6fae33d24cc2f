use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::heymarket::state::State;
use crate::heymarket::{Options, wire};
use crate::refusal::Refusal;

#[derive(Deserialize)]
struct Get {
    id: i64,
}

/// One conversation. No acting member is named, so the team's key reaches every one.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let Get { id } = Get::deserialize(given)?;
    let conversation = state.get(id)?;
    wire::conversation(state, options.spelling, conversation).map(Answer::json)
}
