//! How a message is written, in both spellings.

use serde_json::{Map, Value, json};

use crate::exchange::Answer;
use crate::heymarket::Spelling;
use crate::heymarket::history::Message;
use crate::heymarket::state::{Conversation, State};
use crate::heymarket::wire;
use crate::refusal::Refusal;
use crate::time;

/// A message in its conversation.
///
/// As the documents have it, the conversation is an object and what is missing is `null`. In the
/// other spelling there is the conversation's id alone, under one of two names, flags are integers,
/// and what is missing is absent. No source has a field for the direction: what a member sent has
/// `user`.
pub(crate) fn message(
    state: &State,
    spelling: Spelling,
    message: &Message,
    conversation: &Conversation,
) -> Result<Value, Refusal> {
    let phone = state.inboxes.get(&conversation.inbox).map(|inbox| inbox.phone);
    let mut written = json!({
        "id": message.id,
        "text": message.text,
        "type": if message.private { "private" } else { "message" },
        "status": "sent",
        "date": time::format(message.date),
        "updated": time::format(message.updated),
        "target": wire::target(conversation),
        "targets": conversation.targets,
        "phone": phone,
        "user": message.user,
        "author": message.author,
        "broadcast_id": message.list,
        "media": message.media,
        "link_url": null,
        "flagged": false,
        "support": false,
        "custom": null,
        "local_id": message.local_id,
        "super": 0,
        "channel": conversation.channel,
        "hidden": false,
        "raw_error": null,
        "target_errors": {},
    });
    let Some(members) = written.as_object_mut() else { return Ok(written) };
    match spelling {
        Spelling::Documented => {
            members.insert("conversation".into(), wire::value(state, spelling, conversation)?);
        }
        Spelling::Observed => {
            without_gaps(members);
            let name = if message.id % 3 == 0 { "conversation_id" } else { "convo_id" };
            members.insert(name.into(), json!(conversation.id));
            for flag in ["flagged", "hidden"] {
                members.insert(flag.into(), json!(0));
            }
        }
    }
    Ok(written)
}

/// A list of messages.
pub(crate) fn list(
    state: &State,
    spelling: Spelling,
    messages: &[&Message],
) -> Result<Answer, Refusal> {
    let written =
        messages.iter().map(|one| message(state, spelling, one, state.get(one.conversation)?));
    let written: Vec<Value> = written.collect::<Result<_, _>>()?;
    Ok(Answer::json(Value::Array(written).to_string()))
}

/// Leaves out what is missing or empty.
fn without_gaps(members: &mut Map<String, Value>) {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    members.retain(|_, value| !is_empty(value));
}
