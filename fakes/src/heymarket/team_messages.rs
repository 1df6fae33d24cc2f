use std::cmp::Reverse;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::exchange::Answer;
use crate::heymarket::history::Message;
use crate::heymarket::state::State;
use crate::heymarket::{Options, Spelling, message_wire};
use crate::refusal::Refusal;
use crate::time::{self, Micros};

/// So many come where no limit is given.
const USUAL: usize = 30;

#[derive(Deserialize)]
struct Team {
    created_at: Option<String>,
    order: Option<String>,
    #[serde(default)]
    ascending: bool,
    limit: Option<usize>,
}

#[derive(Clone, Copy)]
enum Order {
    Created,
    Updated,
}

impl Order {
    fn named(name: Option<&str>) -> Result<Self, Refusal> {
        match name {
            None | Some("created_at") => Ok(Order::Created),
            Some("updated_at") => Ok(Order::Updated),
            Some(_) => Err(Refusal::bad_data("order", "must be created_at or updated_at")),
        }
    }

    fn time(self, message: &Message) -> Micros {
        match self {
            Order::Created => message.date,
            Order::Updated => message.updated,
        }
    }
}

/// The team's messages, the newest first: those before `created_at`, by the time by which they are
/// sorted. That the oldest come first of those after it is our assumption.
pub(crate) fn list(state: &mut State, options: &Options, given: &Value) -> Result<Answer, Refusal> {
    let mut page = asked_for(state, options, given)?;
    page.truncate(Team::deserialize(given)?.limit.unwrap_or(USUAL));
    message_wire::list(state, options.spelling, &page)
}

/// How many there are, whatever the limit: as text, as the documents have it, or a number.
pub(crate) fn count(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let count = asked_for(state, options, given)?.len();
    let reply = match options.spelling {
        Spelling::Documented => json!(count.to_string()),
        Spelling::Observed => json!({ "count": count }),
    };
    Ok(Answer::json(reply.to_string()))
}

fn asked_for<'a>(
    state: &'a State,
    options: &Options,
    given: &Value,
) -> Result<Vec<&'a Message>, Refusal> {
    let Team { created_at, order, ascending, .. } = Team::deserialize(given)?;
    let order = Order::named(order.as_deref())?;
    let bound = created_at.as_deref().and_then(time::parse);
    let is_asked_for = |message: &&Message| {
        let time = order.time(message);
        bound.is_none_or(|bound| {
            let is_same = time == bound.micros && !bound.rest;
            let is_behind = if ascending {
                time > bound.micros
            } else {
                time < bound.micros || (time == bound.micros && bound.rest)
            };
            is_behind || (options.inclusive && is_same)
        })
    };
    let mut all: Vec<&Message> = state.history.all().filter(is_asked_for).collect();
    if ascending {
        all.sort_by_key(|message| (order.time(message), message.id));
    } else {
        all.sort_by_key(|message| Reverse((order.time(message), message.id)));
    }
    Ok(all)
}
