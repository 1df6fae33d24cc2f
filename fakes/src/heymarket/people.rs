use serde_json::{Value, json};

use crate::exchange::Answer;
use crate::heymarket::state::State;
use crate::heymarket::{Envelope, Options, Spelling};
use crate::refusal::Refusal;

/// The team's own id, and its name.
const TEAM: (i64, &str) = (77, "Corner Shop & Söhne");

/// All inboxes. The pages show an array and an object with one: an option.
pub(crate) fn inboxes(state: &mut State, options: &Options, _: &Value) -> Result<Answer, Refusal> {
    let inboxes = state.inboxes.iter().map(|(id, inbox)| match options.spelling {
        Spelling::Documented => json!({
            "id": id,
            "name": inbox.name,
            "team": TEAM.0,
            "members": inbox.members,
            "phones": [inbox.phone],
        }),
        // Keys of its own; without gaps.
        Spelling::Observed => json!({
            "id": id,
            "name": inbox.name,
            "team": TEAM.0,
            "members": inbox.members,
            "phones": [inbox.phone],
            "color": "#0a7",
            "type": "sms",
        }),
    });
    let inboxes: Vec<Value> = inboxes.collect();
    let reply = match options.inboxes {
        Envelope::Bare => json!(inboxes),
        Envelope::Named => json!({ "inboxes": inboxes }),
    };
    Ok(Answer::json(reply.to_string()))
}

/// The team and all its members.
pub(crate) fn team(state: &mut State, options: &Options, _: &Value) -> Result<Answer, Refusal> {
    let members = state.members.iter().map(|(id, member)| match options.spelling {
        Spelling::Documented => json!({
            "id": id,
            "name": member.name,
            "email": member.email,
            "role": member.role,
        }),
        Spelling::Observed => json!({ "id": id, "name": member.name, "role": member.role }),
    });
    let members: Vec<Value> = members.collect();
    let (id, name) = TEAM;
    Ok(Answer::json(json!({ "id": id, "name": name, "members": members }).to_string()))
}
