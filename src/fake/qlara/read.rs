use serde_json::Value;

use crate::fake::exchange::Answer;
use crate::fake::qlara::state::State;
use crate::fake::qlara::{Options, named};
use crate::fake::refusal::Refusal;

/// Nothing is unread any more.
pub(crate) fn answer(state: &mut State, _: &Options, given: &Value) -> Result<Answer, Refusal> {
    let id = named::find(state, given)?;
    state.change(&id, |conversation| std::mem::take(&mut conversation.unread) > 0);
    Ok(Answer::empty(204))
}
