use serde::Deserialize;
use serde_json::{Value, json};

use crate::exchange::Answer;
use crate::heymarket::list::end;
use crate::heymarket::state::State;
use crate::heymarket::{Options, Spelling};
use crate::refusal::Refusal;

#[derive(Deserialize)]
struct Count {
    date: Option<String>,
}

/// How many conversations the team has. Its form is not documented; each of the likely ones
/// comes: a number; or a numeric string without `date`, and an object with it.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let Count { date } = Count::deserialize(given)?;
    let before = date.as_ref().and_then(|date| end(date, options.inclusive));
    let count = state.newest(before).count();
    let reply = match options.spelling {
        Spelling::Documented => json!(count),
        Spelling::Observed if date.is_none() => json!(count.to_string()),
        Spelling::Observed => json!({ "count": count }),
    };
    Ok(Answer::json(reply.to_string()))
}
