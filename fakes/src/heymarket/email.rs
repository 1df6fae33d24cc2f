use serde::Deserialize;
use serde_json::{Value, json};

use crate::addresses::addresses;
use crate::exchange::Answer;
use crate::heymarket::history::Message;
use crate::heymarket::state::{Conversation, State};
use crate::heymarket::{Options, Spelling};
use crate::refusal::Refusal;
use crate::time;

#[derive(Deserialize)]
struct Email {
    inbox: i64,
    creator_id: i64,
    text: Option<String>,
    raw_text: Option<String>,
    local_id: Option<String>,
    conv_title: Option<String>,
    targets: Option<Vec<String>>,
    convo_id: Option<i64>,
}

/// Sends an e-mail into a conversation, or begins one. A repeat, by the inbox and the `local_id`,
/// sends nothing and gets the same response as the first.
pub(crate) fn answer(
    state: &mut State,
    options: &Options,
    given: &Value,
) -> Result<Answer, Refusal> {
    let email = Email::deserialize(given)?;
    state.admit(email.inbox, email.creator_id, "creator_id")?;
    let conversation = match (&email.targets, email.convo_id) {
        (_, Some(id)) => Some(existing(state, email.inbox, id)?),
        (Some(targets), None) => {
            addressee(targets)?;
            None
        }
        (None, None) => return Err(Refusal::Broken("an e-mail goes to nobody".into())),
    };
    if let Some(sent) = first(state, &email) {
        return Ok(receipt(options, sent));
    }
    let conversation = match conversation {
        Some(conversation) => conversation,
        None => begin(state, &email)?,
    };
    let id = state.send(Message {
        id: 0,
        conversation,
        user: Some(email.creator_id),
        author: None,
        text: email.raw_text.or(email.text),
        media: None,
        private: false,
        date: state.now,
        updated: state.now,
        local_id: email.local_id,
        list: None,
    });
    Ok(receipt(options, state.history.get(id)?))
}

/// The message that is the same, if there is one.
fn first<'a>(state: &'a State, email: &Email) -> Option<&'a Message> {
    let local_id = email.local_id.as_ref()?;
    let is_it = |message: &&Message| {
        let conversation = state.get(message.conversation);
        message.local_id.as_ref() == Some(local_id)
            && conversation.is_ok_and(|one| one.inbox == email.inbox && one.channel == "email")
    };
    state.history.all().find(is_it)
}

fn existing(state: &State, inbox: i64, id: i64) -> Result<i64, Refusal> {
    let conversation = state.get_in(inbox, id)?;
    if conversation.channel == "email" {
        return Ok(id);
    }
    Err(Refusal::bad_data("convo_id", "is not an e-mail conversation"))
}

/// A new mail begins a conversation, even with somebody with whom there is one.
fn begin(state: &mut State, email: &Email) -> Result<i64, Refusal> {
    let to = addressee(email.targets.as_deref().unwrap_or_default())?;
    let id = state.begin(email.inbox, "email", Some(to), Vec::new());
    let title = email.conv_title.clone();
    state.update(id, |conversation: &mut Conversation| conversation.name = title);
    Ok(id)
}

/// Who is written to first.
fn addressee(targets: &[String]) -> Result<String, Refusal> {
    let mut entries = targets.iter().filter_map(|target| addresses(target));
    let first = entries.find(|(field, _)| *field == "to").and_then(|(_, all)| all.first().copied());
    let nobody = || Refusal::bad_data("targets", "must have an address behind to:");
    first.map(str::to_owned).ok_or_else(nobody)
}

fn receipt(options: &Options, message: &Message) -> Answer {
    let (id, date) = (message.id, time::format(message.date));
    let reply = match options.spelling {
        Spelling::Documented => json!({
            "id": id,
            "convo_id": message.conversation,
            "queued": true,
            "date": date,
            "compliance_results": null,
        }),
        Spelling::Observed => json!({ "id": id, "convo_id": message.conversation, "queued": 1 }),
    };
    Answer::json(reply.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(targets: &[&str]) -> Result<String, String> {
        let targets: Vec<String> = targets.iter().copied().map(str::to_owned).collect();
        addressee(&targets).map_err(|refusal| refusal.parts().2.to_owned())
    }

    #[test]
    fn the_first_addressee_is_the_first_behind_to() {
        for targets in [
            &["to:a@example.com"][..],
            &["to:a@example.com,b@example.com"],
            &["bcc:d@example.com", "cc:c@example.com", "to:a@example.com"],
        ] {
            assert_eq!(to(targets).unwrap(), "a@example.com");
        }
    }

    #[test]
    fn what_has_nobody_after_to_is_rejected() {
        for targets in [&[][..], &["cc:a@example.com"], &["bcc:a@example.com"]] {
            assert_eq!(to(targets).unwrap_err(), "targets must have an address behind to:");
        }
    }
}
