use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::qlara::state::{ChatId, State};
use crate::qlara::{Options, named};
use crate::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Assign {
    user_id: ChatId,
}

/// Hands a conversation to a user, whether or not another one had it.
pub(crate) fn assign(state: &mut State, _: &Options, given: &Value) -> Result<Answer, Refusal> {
    let Assign { user_id } = Assign::deserialize(given)?;
    match user_id {
        ChatId::Number(user) if state.users.contains_key(&user) => set(Some(user), state, given),
        _ => {
            named::find(state, given)?;
            Err(Refusal::bad_data("userId", "is nobody to whom conversations can be assigned"))
        }
    }
}

pub(crate) fn unassign(state: &mut State, _: &Options, given: &Value) -> Result<Answer, Refusal> {
    set(None, state, given)
}

fn set(assignee: Option<u64>, state: &mut State, given: &Value) -> Result<Answer, Refusal> {
    let id = named::find(state, given)?;
    state.change(&id, |conversation| {
        std::mem::replace(&mut conversation.assignee, assignee) != assignee
    });
    Ok(Answer::empty(204))
}
