//! Whom a message goes to.

use std::collections::BTreeSet;

use crate::heymarket::state::{Conversation, State};
use crate::refusal::Refusal;

/// The lists of contacts: of each one has a conversation in the first inbox, one has none anywhere.
const LISTS: [(i64, &[&str]); 2] = [
    (3301, &["15555550118", "15555550119", "15555559901"]),
    (3302, &["15555550116", "15555559902"]),
];

/// What is often said.
const TEMPLATES: [(i64, &str); 2] = [
    (4401, "We are open from 9 to 5, Saturdays until noon."),
    (4402, "Merci ! Nous revenons vers vous très vite."),
];

/// What contacts are asked.
const SURVEYS: [i64; 1] = [5501];

/// How many digits the area codes of toll-free numbers begin with, behind the country's: 800, 833 to
/// 888.
const TOLL_FREE: [&str; 7] = ["1800", "1833", "1844", "1855", "1866", "1877", "1888"];

/// Whom a message goes to, as a request names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum To {
    /// Those who take part in a conversation.
    Conversation(i64),
    /// One contact.
    Phone(String),
    /// Several who see each other's messages.
    Group(Vec<String>),
    /// Each contact of a list for itself.
    List(i64),
}

impl To {
    /// Of what a request may give, the one that it does.
    pub(crate) fn new(
        conversation: Option<i64>,
        phone: Option<&String>,
        group: Option<&Vec<String>>,
        list: Option<i64>,
    ) -> Result<Self, Refusal> {
        let phone = phone.cloned().map(To::Phone);
        let group = group.cloned().map(To::Group);
        let to = conversation.map(To::Conversation).or(phone).or(group).or(list.map(To::List));
        to.ok_or_else(|| Refusal::Broken("a request names nobody".into()))
    }

    /// Rejects what the inbox cannot reach.
    pub(crate) fn check(&self, state: &State, inbox: i64) -> Result<(), Refusal> {
        match self {
            To::Conversation(id) => state.get_in(inbox, *id).map(drop),
            To::Phone(_) => Ok(()),
            To::Group(_) => match state.inboxes.get(&inbox) {
                Some(inbox) if TOLL_FREE.iter().any(|code| inbox.phone.starts_with(code)) => {
                    let problem = "cannot be written to from a toll-free number";
                    Err(Refusal::bad_data("targets", problem))
                }
                _ => Ok(()),
            },
            To::List(id) => contacts(*id).map(drop),
        }
    }

    /// The conversations that a message goes into; those that there are not yet begin.
    pub(crate) fn conversations(&self, state: &mut State, inbox: i64) -> Result<Vec<i64>, Refusal> {
        self.check(state, inbox)?;
        Ok(match self {
            To::Conversation(id) => vec![*id],
            To::Phone(phone) => vec![with_contact(state, inbox, phone)],
            To::Group(numbers) => vec![with_group(state, inbox, numbers)],
            To::List(id) => {
                let contacts = contacts(*id)?;
                contacts.iter().map(|phone| with_contact(state, inbox, phone)).collect()
            }
        })
    }

    /// The conversation that there is already.
    pub(crate) fn existing(&self, state: &State, inbox: i64) -> Result<i64, Refusal> {
        self.check(state, inbox)?;
        let found = match self {
            To::Conversation(id) => Some(*id),
            To::Phone(phone) => find_contact(state, inbox, phone),
            To::Group(numbers) => find_group(state, inbox, numbers),
            To::List(_) => None,
        };
        found.ok_or_else(|| Refusal::NotFound("no such conversation".into()))
    }
}

/// The words of a template.
pub(crate) fn template(id: i64) -> Result<&'static str, Refusal> {
    let template = TEMPLATES.iter().find(|(known, _)| *known == id).map(|(_, words)| *words);
    template.ok_or_else(|| Refusal::NotFound("no such template".into()))
}

/// Rejects a survey that is not there.
pub(crate) fn survey(id: i64) -> Result<(), Refusal> {
    let unknown = || Refusal::NotFound("no such survey".into());
    SURVEYS.contains(&id).then_some(()).ok_or_else(unknown)
}

fn contacts(list: i64) -> Result<&'static [&'static str], Refusal> {
    let contacts = LISTS.iter().find(|(known, _)| *known == list).map(|(_, contacts)| *contacts);
    contacts.ok_or_else(|| Refusal::NotFound("no such list".into()))
}

fn find_contact(state: &State, inbox: i64, phone: &str) -> Option<i64> {
    let is_meant = |one: &&Conversation| one.inbox == inbox && one.target.as_deref() == Some(phone);
    state.conversations().find(is_meant).map(|conversation| conversation.id)
}

fn with_contact(state: &mut State, inbox: i64, phone: &str) -> i64 {
    find_contact(state, inbox, phone)
        .unwrap_or_else(|| state.begin(inbox, "sms", Some(phone.to_owned()), Vec::new()))
}

fn find_group(state: &State, inbox: i64, numbers: &[String]) -> Option<i64> {
    let numbers: BTreeSet<&String> = numbers.iter().collect();
    let is_meant = |one: &&Conversation| {
        one.inbox == inbox
            && !one.targets.is_empty()
            && one.targets.iter().collect::<BTreeSet<_>>() == numbers
    };
    state.conversations().find(is_meant).map(|conversation| conversation.id)
}

fn with_group(state: &mut State, inbox: i64, numbers: &[String]) -> i64 {
    find_group(state, inbox, numbers)
        .unwrap_or_else(|| state.begin(inbox, "mms", None, numbers.to_vec()))
}
