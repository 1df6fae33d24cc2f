use crate::schema::{Kind, Shape};
use crate::webhook::{Slot, Spelling};

/// What a service posts: where in the body things are, and the events.
#[derive(Debug)]
pub struct Form {
    /// The service's name, as it is written in deduplication keys.
    pub service: &'static str,
    /// The keys that may hold the event's name, the best first.
    pub name: &'static [&'static str],
    /// The key that holds the token; `None` where the proof is outside of the body.
    pub token: Option<&'static str>,
    /// The key that holds what happened; `None` where that is the whole body.
    pub data: Option<&'static str>,
    /// Names of events that are spelt in two ways: the other one, and ours.
    pub spellings: &'static [(&'static str, &'static str)],
    /// The events: of each its field `type` says by which names it goes. The last one is for all
    /// names that are not known.
    pub events: &'static [Kind],
    /// The keys that say which event it is, the best of each slot first. The values of others are compared
    /// exactly, but for order, blanks and escapes.
    pub fields: &'static [Spelling],
    /// The names of events that happen once to an id on a channel, whatever else a delivery says.
    pub once: &'static [&'static str],
    /// The model of a contact, if events have some.
    pub contact: Option<&'static Shape>,
    /// Who is the contact in an event, by its name: the sender or the recipient.
    pub sides: &'static [(&'static str, Slot)],
    /// Keys whose texts come out in capitals, however the service writes them.
    pub capitals: &'static [&'static str],
    /// What numbers and other words for a state mean; nothing where they say what goes without saying.
    pub codes: &'static [(&'static str, &'static str)],
}
