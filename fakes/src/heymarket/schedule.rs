//! Messages that go out later. Nothing here ever sends one: no test waits for a quarter of an hour.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::exchange::Answer;
use crate::heymarket::recipients::{self, To};
use crate::heymarket::state::State;
use crate::heymarket::{Options, Spelling, wire};
use crate::refusal::Refusal;
use crate::time::{self, MINUTE, Micros, SECOND};

/// Times are multiples of this, and as far ahead at least.
const QUARTER: Micros = 15 * MINUTE;

/// How long a request may have been under way.
const UNDER_WAY: Micros = 5 * SECOND;

/// The id of the first one.
const FIRST: i64 = 900_001;

/// All that are to go out, by id.
#[derive(Debug, Clone)]
pub(crate) struct Schedule {
    entries: BTreeMap<i64, Entry>,
    next: i64,
}

#[derive(Debug, Clone)]
struct Entry {
    execute: Micros,
    inbox: i64,
    local_id: Option<String>,
    /// What else the request had.
    meta: Value,
    created: Micros,
    updated: Micros,
}

impl Schedule {
    pub(crate) fn new() -> Self {
        Schedule { entries: BTreeMap::new(), next: FIRST }
    }

    fn get(&self, id: i64) -> Result<&Entry, Refusal> {
        let unknown = || Refusal::NotFound("nothing of that id is to go out".into());
        self.entries.get(&id).ok_or_else(unknown)
    }
}

#[derive(Deserialize)]
struct Asked {
    inbox_id: i64,
    execute_at: String,
    content: Content,
    phone_number: Option<String>,
    conversation_id: Option<i64>,
    list_id: Option<i64>,
    targets: Option<Vec<Value>>,
    local_id: Option<String>,
    user_id: Option<i64>,
}

#[derive(Deserialize)]
struct Content {
    template: Option<Value>,
}

#[derive(Deserialize)]
struct Named {
    id: i64,
}

/// Takes a message in that is to go out later.
pub(crate) fn create(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let entry = entry(state, given)?;
    let id = state.schedule.next;
    state.schedule.next += 1;
    state.schedule.entries.insert(id, entry);
    Ok(receipt(options, id))
}

/// One message that is to go out.
pub(crate) fn get(state: &mut State, options: &Options, given: &Value) -> Result<Answer, Refusal> {
    let Named { id } = Named::deserialize(given)?;
    let entry = state.schedule.get(id)?;
    let (execute, created, updated) =
        (time::format(entry.execute), time::format(entry.created), time::format(entry.updated));
    let reply = match options.spelling {
        Spelling::Documented => json!({
            "id": id,
            "execute": execute,
            "inbox_id": entry.inbox,
            "local_id": entry.local_id,
            "meta": entry.meta,
            "created": created,
            "updated": updated,
        }),
        Spelling::Observed => json!({
            "id": id,
            "execute_at": execute,
            "inbox_id": entry.inbox,
            "created": created,
            "updated": updated,
            "op": "update",
        }),
    };
    Ok(Answer::json(reply.to_string()))
}

/// Puts another one in the place of one.
pub(crate) fn update(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let Named { id } = Named::deserialize(given)?;
    let entry = entry(state, given)?;
    let created = state.schedule.get(id)?.created;
    state.schedule.entries.insert(id, Entry { created, ..entry });
    Ok(receipt(options, id))
}

/// Takes one out. A second time there is nothing to take out.
pub(crate) fn delete(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let Named { id } = Named::deserialize(given)?;
    state.schedule.get(id)?;
    state.schedule.entries.remove(&id);
    Ok(match options.spelling {
        Spelling::Documented => wire::ok(options.spelling),
        Spelling::Observed => Answer::empty(204),
    })
}

fn entry(state: &State, given: &Value) -> Result<Entry, Refusal> {
    let asked = Asked::deserialize(given)?;
    let Asked { conversation_id, phone_number, targets, list_id, inbox_id, .. } = &asked;
    match asked.user_id {
        Some(user) => state.admit(*inbox_id, user, "user_id")?,
        None if !state.inboxes.contains_key(inbox_id) => {
            return Err(Refusal::NotFound("no such inbox".into()));
        }
        None => {}
    }
    // What these objects hold is not documented: what has an id in them is looked up by it.
    let group = targets.as_ref().map(|targets| targets.iter().map(Value::to_string).collect());
    let to = To::new(*conversation_id, phone_number.as_ref(), group.as_ref(), *list_id)?;
    to.check(state, *inbox_id)?;
    let template = asked.content.template.as_ref().and_then(|template| template["id"].as_i64());
    template.map(recipients::template).transpose()?;
    let execute = time::parse(&asked.execute_at).map_or(Micros::MIN, |time| time.micros);
    if execute.rem_euclid(QUARTER) != 0 {
        return Err(Refusal::bad_data("execute_at", "must be on a quarter of an hour"));
    }
    if execute < state.clock + QUARTER - UNDER_WAY {
        return Err(Refusal::bad_data("execute_at", "must be 15 minutes ahead at least"));
    }
    let mut meta = given.clone();
    if let Some(members) = meta.as_object_mut() {
        for known in ["id", "execute_at", "inbox_id", "local_id"] {
            members.remove(known);
        }
    }
    Ok(Entry {
        execute,
        inbox: *inbox_id,
        local_id: asked.local_id,
        meta,
        created: state.now,
        updated: state.now,
    })
}

/// An id in an object, or alone.
fn receipt(options: &Options, id: i64) -> Answer {
    let reply = match options.spelling {
        Spelling::Documented => json!({ "id": id }),
        Spelling::Observed => json!(id),
    };
    Answer::json(reply.to_string())
}
