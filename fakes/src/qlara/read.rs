use serde_json::Value;

use crate::exchange::Answer;
use crate::qlara::state::State;
use crate::qlara::{Options, named};
use crate::refusal::Refusal;

/// Nothing is unread any more.
pub(crate) fn answer(state: &mut State, _: &Options, given: &Value) -> Result<Answer, Refusal> {
    let id = named::find(state, given)?;
    state.change(&id, |conversation| std::mem::take(&mut conversation.unread) > 0);
    Ok(Answer::empty(204))
}
