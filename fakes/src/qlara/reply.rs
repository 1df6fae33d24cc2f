use serde::Deserialize;
use serde_json::Value;
use threadline::qlara::conversations::Reply;
use threadline::schema::{Call, Operation};

use crate::exchange::Answer;
use crate::qlara::state::State;
use crate::qlara::{Options, ReplyText, named};
use crate::refusal::Refusal;

#[derive(Deserialize)]
struct Text {
    message: String,
}

/// Takes a message in; whether it arrives shows later.
pub(crate) fn answer(state: &mut State, _: &Options, given: &Value) -> Result<Answer, Refusal> {
    let id = named::find(state, given)?;
    let Text { message } = Text::deserialize(given)?;
    state.send(&id, &message);
    Ok(Answer::empty(202))
}

/// The body with the keys of the table: the text's key is an option.
pub(crate) fn spelt(
    operation: &Operation,
    options: &Options,
    mut body: Value,
) -> Result<Value, Refusal> {
    let key = match options.reply_text {
        ReplyText::Message => return Ok(body),
        ReplyText::Text => "text",
        ReplyText::Body => "body",
    };
    if let (true, Some(members)) = (operation.name == Reply::OPERATION.name, body.as_object_mut()) {
        if members.contains_key("message") {
            return Err(Refusal::bad_data("message", "is not known"));
        }
        if let Some(text) = members.remove(key) {
            members.insert("message".into(), text);
        }
    }
    Ok(body)
}
