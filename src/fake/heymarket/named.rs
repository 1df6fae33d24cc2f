use std::collections::BTreeSet;

use serde::Deserialize;

use crate::fake::heymarket::state::{Conversation, State};
use crate::fake::refusal::Refusal;

/// How an action names a conversation: the inbox, who acts, and exactly one of the rest.
#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    pub(crate) inbox_id: i64,
    pub(crate) user_id: i64,
    chat_id: Option<i64>,
    target: Option<String>,
    targets: Option<Vec<String>>,
}

impl Named {
    /// The conversation, if whoever acts may touch it.
    ///
    /// A `target` names the conversation with that contact alone; `targets` names a group's, by the
    /// set of its numbers.
    pub(crate) fn find<'a>(&self, state: &'a State) -> Result<&'a Conversation, Refusal> {
        state.admit(self.inbox_id, self.user_id, "user_id")?;
        let group: Option<BTreeSet<&String>> =
            self.targets.as_ref().map(|all| all.iter().collect());
        let is_meant = |conversation: &&Conversation| {
            conversation.inbox == self.inbox_id
                && match (&self.target, &group) {
                    (Some(target), _) => conversation.target.as_ref() == Some(target),
                    (None, Some(group)) => {
                        !conversation.targets.is_empty()
                            && conversation.targets.iter().collect::<BTreeSet<_>>() == *group
                    }
                    (None, None) => true,
                }
        };
        let found = match self.chat_id {
            Some(id) => Some(state.get(id)?).filter(is_meant),
            None => state.conversations().find(is_meant),
        };
        found.ok_or_else(|| Refusal::NotFound("the inbox has no such conversation".into()))
    }
}
