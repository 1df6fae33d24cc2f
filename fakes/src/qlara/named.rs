use serde::Deserialize;
use serde_json::Value;

use crate::qlara::state::{ChatId, State};
use crate::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    chat_id: ChatId,
}

/// The id of the conversation that a request names, if there is one.
pub(crate) fn find(state: &State, given: &Value) -> Result<ChatId, Refusal> {
    let Named { chat_id } = Named::deserialize(given)?;
    state.get(&chat_id)?;
    Ok(chat_id)
}
