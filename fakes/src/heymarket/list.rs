use serde::Deserialize;
use serde_json::Value;

use crate::exchange::Answer;
use crate::heymarket::state::{Conversation, State, Status};
use crate::heymarket::{Options, wire};
use crate::refusal::Refusal;
use crate::time::{self, Micros};

#[derive(Deserialize)]
struct List {
    id: i64,
    filters: Filters,
    date: Option<String>,
}

#[derive(Deserialize)]
struct Filters {
    #[serde(default)]
    inboxes: Vec<i64>,
    closed: Option<bool>,
    unread: Option<bool>,
}

/// A page, the newest first. Without `inboxes` it is taken from all inboxes of the member.
///
/// With a strict cursor, the rest of several conversations updated at one time is lost when a page
/// ends among them: that is how a service would lose them too, and why the seed has such groups.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let List { id, filters, date } = List::deserialize(given)?;
    if !state.members.contains_key(&id) {
        return Err(Refusal::Forbidden("id is not a member of the team".into()));
    }
    for inbox in &filters.inboxes {
        state.admit(*inbox, id, "id")?;
    }
    let state = &*state;
    let is_asked_for = |conversation: &&Conversation| {
        let inbox = conversation.inbox;
        let in_inbox = match filters.inboxes.as_slice() {
            [] => state.is_member(inbox, id),
            inboxes => inboxes.contains(&inbox),
        };
        in_inbox
            && filters.closed.is_none_or(|closed| (conversation.status == Status::Closed) == closed)
            && filters.unread.is_none_or(|unread| conversation.read != unread)
    };
    let before = date.and_then(|date| end(&date, options.inclusive));
    let page = state.newest(before).filter(is_asked_for).take(options.page_size);
    wire::conversations(state, options.spelling, page).map(Answer::json)
}

/// The first microsecond that a cursor does not reach.
pub(crate) fn end(date: &str, inclusive: bool) -> Option<Micros> {
    let date = time::parse(date)?;
    Some(if inclusive || date.rest { date.micros.saturating_add(1) } else { date.micros })
}
