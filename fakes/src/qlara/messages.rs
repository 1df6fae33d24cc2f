use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::qlara::state::{ChatId, Message, State};
use crate::qlara::{FirstPage, Options, named, wire};
use crate::refusal::Refusal;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bounds {
    id_from: Option<ChatId>,
    id_to: Option<ChatId>,
}

/// A page of messages, the oldest first; both bounds are inclusive.
///
/// Of more messages than a page holds, those next to `idFrom` come, without it those next to `idTo`;
/// without either the option says which.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let id = named::find(state, given)?;
    let Bounds { id_from, id_to } = Bounds::deserialize(given)?;
    let from = bound("idFrom", &id_from)?;
    let to = bound("idTo", &id_to)?;
    let is_asked_for = |message: &&Message| {
        from.is_none_or(|from| message.id >= from) && to.is_none_or(|to| message.id <= to)
    };
    let messages = &state.get(&id)?.messages;
    let mut page: Vec<&Message> = messages.iter().filter(is_asked_for).collect();
    let from_the_beginning = match (from, to) {
        (Some(_), _) => true,
        (None, Some(_)) => false,
        (None, None) => options.first_page == FirstPage::Oldest,
    };
    if from_the_beginning {
        page.truncate(options.page_size);
    } else {
        page.drain(..page.len().saturating_sub(options.page_size));
    }
    Ok(wire::messages(state, options, page))
}

fn bound(field: &str, id: &Option<ChatId>) -> Result<Option<u64>, Refusal> {
    match id {
        None => Ok(None),
        Some(ChatId::Number(id)) => Ok(Some(*id)),
        Some(ChatId::Text(_)) => Err(Refusal::bad_data(field, "is not a message id")),
    }
}
