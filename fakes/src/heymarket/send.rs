use serde::Deserialize;
use serde_json::{Value, json};

use crate::exchange::Answer;
use crate::heymarket::history::Message;
use crate::heymarket::recipients::{self, To};
use crate::heymarket::state::State;
use crate::heymarket::{Options, Spelling};
use crate::refusal::Refusal;
use crate::time;

#[derive(Deserialize)]
struct Send {
    inbox_id: i64,
    creator_id: i64,
    chat_id: Option<i64>,
    phone_number: Option<String>,
    targets: Option<Vec<String>>,
    list_id: Option<i64>,
    text: Option<String>,
    template_id: Option<i64>,
    media_url: Option<String>,
    survey_id: Option<i64>,
    #[serde(default)]
    private: bool,
    author: Option<String>,
    local_id: Option<String>,
}

/// Sends a message, or leaves a note for the team. Sent twice it is there twice, even with the same
/// `local_id`: the documents promise no more for e-mail than for this.
///
/// Whether a closed conversation opens by it is not documented: it stays closed.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let send = Send::deserialize(given)?;
    let inbox = send.inbox_id;
    state.admit(inbox, send.creator_id, "creator_id")?;
    let (phone, group) = (send.phone_number.as_ref(), send.targets.as_ref());
    let to = To::new(send.chat_id, phone, group, send.list_id)?;
    let template = send.template_id.map(recipients::template).transpose()?;
    send.survey_id.map(recipients::survey).transpose()?;
    // A note goes into a conversation that there is.
    let conversations = if send.private {
        vec![to.existing(state, inbox)?]
    } else {
        to.conversations(state, inbox)?
    };
    let text = send.text.or(template.map(str::to_owned));
    let mut ids = Vec::new();
    for conversation in &conversations {
        ids.push(state.send(Message {
            id: 0,
            conversation: *conversation,
            user: Some(send.creator_id),
            author: send.author.clone(),
            text: text.clone(),
            media: send.media_url.clone(),
            private: send.private,
            date: state.now,
            updated: state.now,
            local_id: send.local_id.clone(),
            list: send.list_id,
        }));
    }
    let first = (ids.first().copied(), conversations.first().copied());
    let (Some(id), Some(conversation)) = first else {
        return Err(Refusal::Broken("a list is empty".into()));
    };
    let date = time::format(state.now);
    let reply = match options.spelling {
        Spelling::Documented => json!({ "id": id, "date": date, "gallery_url": send.media_url }),
        Spelling::Observed => json!({
            "id": id,
            "date": date,
            "conversation_id": conversation,
            "queued": i32::from(send.list_id.is_some()),
            "compliance_results": {},
        }),
    };
    Ok(Answer::json(reply.to_string()))
}
