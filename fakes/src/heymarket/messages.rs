use serde::Deserialize;
use serde_json::Value;

use crate::dice::Dice;
use crate::exchange::Answer;
use crate::heymarket::history::Message;
use crate::heymarket::state::State;
use crate::heymarket::{MessageOrder, Options, message_wire};
use crate::refusal::Refusal;
use crate::time::SECOND;

/// More never come.
const MOST: usize = 50;

#[derive(Deserialize)]
struct Messages {
    #[serde(rename = "phoneNumber")]
    phone: String,
    #[serde(rename = "inboxID")]
    inbox: i64,
    timestamp: Option<i64>,
}

/// The newest messages of an inbox and a number, of those up to a time: at most 50. One page calls
/// `timestamp` the latest time, another one the time before which they were sent: as the option
/// `inclusive` has it. In which order they come is not documented, and an option, too.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let Messages { phone, inbox, timestamp } = Messages::deserialize(given)?;
    if !state.inboxes.contains_key(&inbox) {
        return Err(Refusal::NotFound("no such inbox".into()));
    }
    let end = timestamp.map(|seconds| {
        let end = seconds.saturating_mul(SECOND);
        if options.inclusive { end.saturating_add(1) } else { end }
    });
    let is_asked_for = |message: &&Message| {
        let conversation = state.get(message.conversation);
        conversation.is_ok_and(|one| one.inbox == inbox && one.target.as_ref() == Some(&phone))
            && end.is_none_or(|end| message.date < end)
    };
    let mut page: Vec<&Message> = state.history.all().filter(is_asked_for).collect();
    page.sort_by_key(|message| (message.date, message.id));
    page.drain(..page.len().saturating_sub(MOST));
    match options.message_order {
        MessageOrder::Newest => page.reverse(),
        MessageOrder::Oldest => {}
        MessageOrder::Shuffled => Dice::new(1).shuffle(&mut page),
    }
    message_wire::list(state, options.spelling, &page)
}
