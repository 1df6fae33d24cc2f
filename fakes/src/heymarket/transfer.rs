use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::heymarket::state::State;
use crate::heymarket::{Options, wire};
use crate::refusal::Refusal;

#[derive(Deserialize)]
struct Transfer {
    conversation_id: i64,
    transfer_inbox_id: i64,
}

/// Moves a conversation to another inbox: SMS only, and not where there is one with the contact
/// already, as the vendor's older pages have it. That an owner who does not belong to the new inbox
/// loses the conversation is our assumption.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let Transfer { conversation_id, transfer_inbox_id: inbox } = Transfer::deserialize(given)?;
    let conversation = state.get(conversation_id)?;
    if !state.inboxes.contains_key(&inbox) {
        return Err(Refusal::NotFound("no such inbox: transfer_inbox_id".into()));
    }
    if conversation.inbox == inbox {
        return Err(Refusal::bad_data("transfer_inbox_id", "has the conversation already"));
    }
    if conversation.channel != "sms" || !conversation.targets.is_empty() {
        return Err(Refusal::bad_data("conversation_id", "is not an SMS conversation"));
    }
    let target = &conversation.target;
    if state.conversations().any(|other| other.inbox == inbox && other.target == *target) {
        let problem = "has a conversation with the contact already";
        return Err(Refusal::bad_data("transfer_inbox_id", problem));
    }
    let owner = conversation.owner.filter(|owner| state.is_member(inbox, *owner));
    state.update(conversation_id, |conversation| {
        conversation.inbox = inbox;
        conversation.owner = owner;
    });
    Ok(wire::ok(options.spelling))
}
