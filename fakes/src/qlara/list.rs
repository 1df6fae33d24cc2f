use std::cmp::Reverse;

use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::qlara::state::{ChatId, Conversation, State};
use crate::qlara::{Options, wire};
use crate::refusal::Refusal;
use crate::time::{self, Instant};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List {
    date_from: Option<String>,
    channel_ids: Option<Vec<ChatId>>,
    #[serde(default)]
    unread_only: bool,
    order_by: Option<String>,
}

/// All conversations but the archived ones. No document names a page or a limit.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let List { date_from, channel_ids, unread_only, order_by } = List::deserialize(given)?;
    let ascending = match order_by.as_deref() {
        None | Some("-lastMessageDate") => false,
        Some("+lastMessageDate") => true,
        Some(_) => {
            let problem = "must be lastMessageDate behind - or +";
            return Err(Refusal::bad_data("orderBy", problem));
        }
    };
    let after = date_from.as_deref().and_then(time::parse);
    let is_asked_for = |conversation: &&Conversation| {
        let channel = ChatId::Number(conversation.channel);
        !conversation.archived
            && after.is_none_or(|Instant { micros, .. }| conversation.updated > micros)
            && channel_ids.as_ref().is_none_or(|ids| ids.contains(&channel))
            && (!unread_only || conversation.unread > 0)
    };
    let mut list: Vec<&Conversation> = state.conversations().filter(is_asked_for).collect();
    if ascending {
        list.sort_by_key(|conversation| conversation.order());
    } else {
        list.sort_by_key(|conversation| Reverse(conversation.order()));
    }
    Ok(wire::conversations(state, options, list))
}
