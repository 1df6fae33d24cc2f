use alloc::string::String;

use crate::codec::{is_timestamp, joined};
use crate::webhook::fingerprint::fingerprint;

/// What tells one event from another.
pub(crate) struct Identity<'a> {
    pub(crate) service: &'a str,
    /// The event's name in JavaScript.
    pub(crate) name: &'a str,
    /// The event's name as the service writes it.
    pub(crate) wire_name: &'a str,
    pub(crate) id: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) time: Option<String>,
    /// Whether the id, without a time, is enough.
    pub(crate) once: bool,
    /// All that the service says of it.
    pub(crate) data: &'a str,
}

impl Identity<'_> {
    /// The same for every delivery of the event, and for no other: its id, status and time where they say
    /// which one it is, else a fingerprint of all of it. It has less than 256 bytes.
    pub(crate) fn key(&self) -> String {
        let id = self.id.as_deref().filter(|id| is_tidy(id));
        let status = self.status.as_deref().filter(|status| is_tidy(status));
        let time = self.time.as_deref().filter(|time| is_timestamp(time));
        let is_enough = self.name != "unknown"
            && (time.is_some() || (self.once && self.time.is_none()))
            && status.is_some() == self.status.is_some();
        match id {
            Some(id) if is_enough => {
                let (status, time) = (status.unwrap_or_default(), time.unwrap_or_default());
                joined(&[self.service, ":", self.name, ":", id, ":", status, ":", time])
            }
            _ => {
                // What is known is the same by all of its spellings.
                let name = if self.name == "unknown" { self.wire_name } else { "" };
                joined(&[self.service, ":", self.name, ":", &fingerprint(name, self.data)])
            }
        }
    }
}

/// Short, and without what stands between the parts.
fn is_tidy(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity<'a>(id: Option<&str>, status: Option<&str>, time: Option<&str>) -> Identity<'a> {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let (id, status, time) = (owned(id), owned(status), owned(time));
        Identity {
            service: "qlara",
            name: "delivery",
            wire_name: "DELIVERY",
            id,
            status,
            time,
            once: true,
            data: "{}",
        }
    }

    const TIME: &str = "2026-03-01T10:00:00.123456Z";

    #[test]
    fn an_event_goes_by_its_id_status_and_time() {
        let key = identity(Some("7"), Some("DELIVERED"), Some(TIME)).key();
        assert_eq!(key, format!("qlara:delivery:7:DELIVERED:{TIME}"));
        assert_eq!(identity(Some("a-7_8.9"), None, None).key(), "qlara:delivery:a-7_8.9::");
    }

    #[test]
    fn without_an_id_without_the_time_that_it_takes_or_with_odd_ones_by_its_fingerprint() {
        let long = "7".repeat(65);
        let fingerprinted = format!("qlara:delivery:{}", fingerprint("", "{}"));
        for identity in [
            identity(None, Some("READ"), Some(TIME)),
            identity(Some(""), None, Some(TIME)),
            identity(Some("7:8"), None, Some(TIME)),
            identity(Some(&long), None, Some(TIME)),
            identity(Some("7"), Some("very: odd"), Some(TIME)),
            identity(Some("7"), None, Some("yesterday")),
            Identity { once: false, ..identity(Some("7"), None, None) },
        ] {
            assert_eq!(identity.key(), fingerprinted);
        }
        let unknown = Identity { name: "unknown", ..identity(Some("7"), None, Some(TIME)) };
        assert_eq!(unknown.key(), format!("qlara:unknown:{}", fingerprint("DELIVERY", "{}")));
    }
}
