use std::collections::BTreeSet;

use serde::Deserialize;

use crate::heymarket::state::{Conversation, State};
use crate::refusal::Refusal;

/// How an action names a conversation: the inbox, who acts, and at least one of the rest.
#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    pub(crate) inbox_id: i64,
    pub(crate) user_id: i64,
    chat_id: Option<i64>,
    target: Option<String>,
    targets: Option<Vec<String>>,
}

impl Named {
    /// The conversation, if the member who acts may touch it.
    ///
    /// A `target` alone names the conversation with that contact; `targets` names a group's, by the set of its
    /// numbers. What the service makes of names that mean different conversations is not documented: here they
    /// are bad data, so that a mistake is seen.
    pub(crate) fn find<'a>(&self, state: &'a State) -> Result<&'a Conversation, Refusal> {
        state.admit(self.inbox_id, self.user_id, "user_id")?;
        let unknown = || Refusal::NotFound("the inbox has no such conversation".into());
        let mut all = state.conversations().filter(|one| one.inbox == self.inbox_id);
        let found = match (self.chat_id, &self.targets, &self.target) {
            (Some(id), ..) => Some(state.get_in(self.inbox_id, id)?),
            (None, Some(targets), _) => all.find(|one| is_group(one, targets)),
            (None, None, target) => all.find(|one| one.target == *target),
        };
        found.ok_or_else(unknown).and_then(|conversation| self.agree(conversation))
    }

    /// Rejects names that do not all mean the conversation; one of a group may stand for it.
    fn agree<'a>(&self, conversation: &'a Conversation) -> Result<&'a Conversation, Refusal> {
        let is_in = |target: &String| {
            conversation.target.as_ref() == Some(target) || conversation.targets.contains(target)
        };
        let good = self.target.as_ref().is_none_or(is_in)
            && self.targets.as_ref().is_none_or(|targets| is_group(conversation, targets));
        if good {
            return Ok(conversation);
        }
        let given = [
            ("chat_id", self.chat_id.is_some()),
            ("target", self.target.is_some()),
            ("targets", self.targets.is_some()),
        ];
        let given = given.iter().filter(|(_, is_given)| *is_given).map(|(name, _)| *name);
        let names = given.collect::<Vec<_>>().join(", ");
        Err(Refusal::bad_data(&names, "name different conversations"))
    }
}

fn is_group(conversation: &Conversation, numbers: &[String]) -> bool {
    let set = |numbers: &[String]| numbers.iter().cloned().collect::<BTreeSet<_>>();
    !conversation.targets.is_empty() && set(&conversation.targets) == set(numbers)
}
