use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::heymarket::named::Named;
use crate::heymarket::state::State;
use crate::heymarket::{Options, wire};
use crate::refusal::Refusal;

#[derive(Deserialize)]
struct Reassign {
    #[serde(flatten)]
    named: Named,
    reassign_id: i64,
}

/// Hands a conversation to another member of the same inbox. The sources call `user_id` the present
/// owner or the one who acts; any member of the inbox is taken.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let Reassign { named, reassign_id } = Reassign::deserialize(given)?;
    let conversation = named.find(state)?;
    if !state.is_member(named.inbox_id, reassign_id) {
        let problem = format!("is not a member of inbox {}", named.inbox_id);
        return Err(Refusal::bad_data("reassign_id", &problem));
    }
    if conversation.owner != Some(reassign_id) {
        state.update(conversation.id, |conversation| conversation.owner = Some(reassign_id));
    }
    Ok(wire::ok(options.spelling))
}
