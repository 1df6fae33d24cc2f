use crate::schema::Kind;

/// What a service posts: where in the body things stand, and the events.
#[derive(Debug)]
pub struct Form {
    /// The service's name, as it stands in deduplication keys.
    pub service: &'static str,
    /// The keys that may hold the event's name, the best first.
    pub name: &'static [&'static str],
    /// The key that holds the token; `None` where the proof stands outside of the body.
    pub token: Option<&'static str>,
    /// The key that holds what happened; `None` where that is the whole body.
    pub data: Option<&'static str>,
    /// Names of events that are spelt in two ways: the other one, and ours.
    pub spellings: &'static [(&'static str, &'static str)],
    /// The events: of each its field `type` says by which names it goes. The last one is for all
    /// names that are not known.
    pub events: &'static [Kind],
    /// The keys that may hold the id of what the event is about, the best first.
    pub id: &'static [&'static str],
    /// The keys that may hold the time of it, the best first.
    pub time: &'static [&'static str],
    /// Whether the id alone names an event of a type; else it takes a time as well.
    pub once: bool,
    /// Keys whose texts come out in capitals, however the service writes them.
    pub capitals: &'static [&'static str],
    /// What the numbers under `statusCode` mean, in the words of `status`.
    pub codes: &'static [(&'static str, &'static str)],
}
