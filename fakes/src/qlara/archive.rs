use serde_json::Value;

use crate::exchange::Answer;
use crate::qlara::state::State;
use crate::qlara::{Options, named};
use crate::refusal::Refusal;

pub(crate) fn archive(state: &mut State, _: &Options, given: &Value) -> Result<Answer, Refusal> {
    set(true, state, given)
}

pub(crate) fn unarchive(state: &mut State, _: &Options, given: &Value) -> Result<Answer, Refusal> {
    set(false, state, given)
}

fn set(archived: bool, state: &mut State, given: &Value) -> Result<Answer, Refusal> {
    let id = named::find(state, given)?;
    state.change(&id, |conversation| {
        std::mem::replace(&mut conversation.archived, archived) != archived
    });
    Ok(Answer::empty(204))
}
