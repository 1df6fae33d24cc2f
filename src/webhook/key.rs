//! What the deliveries of one event have in common, and those of no other.
//!
//! A key is `service:type:id:state:time:fingerprint`, each part in one form however the service writes it. `state`
//! is what became of a message or a conversation, or the channel that a message came in on; `fingerprint` is made of
//! all other fields, and is left out with its colon where there are none. What is long or holds other letters is a
//! fingerprint behind a `~`. Where no id says which event it is, the key is `service:type:fingerprint`.

use alloc::borrow::ToOwned;
use alloc::string::String;

use crate::codec::joined;
use crate::webhook::Form;
use crate::webhook::contact::names;
use crate::webhook::fingerprint::Fingerprint;
use crate::webhook::spelling::Slot;
use crate::webhook::taken::Taken;

/// The longest parts that are in a key as they are, in bytes. The whole key has less than 256 of them.
const LONGEST_ID: usize = 96;
const LONGEST_STATE: usize = 24;

/// The name of what is not known.
const UNKNOWN: &str = "unknown";

/// The key of an event: `name` is its name in JavaScript, `wire_name` the service's own, `side` where its contact
/// is, and `event` all that the service says of it.
pub(crate) fn key(
    form: &Form,
    name: &str,
    wire_name: &str,
    side: Option<Slot>,
    mut event: Taken<'_>,
) -> String {
    let contact = names(&mut event, side);
    let whole = |event: Taken<'_>| {
        let mut print = event.rest();
        contact.iter().for_each(|name| print.add("contact", name));
        print
    };
    let head = joined(&[form.service, ":", name, ":"]);
    let says_which = name != UNKNOWN && !event.is_torn;
    let Some(id) = (if says_which { event.take(Slot::Id) } else { None }) else {
        let mut all = whole(event);
        if name == UNKNOWN {
            all.add("", &wire_name.to_ascii_uppercase());
        }
        return joined(&[&head, &all.text()]);
    };
    let id = part(&id, LONGEST_ID);
    if form.once.contains(&name) {
        let channel = event.said(Slot::Channel);
        // The number that was written to stands for the channel where none is named.
        let (at, channel) = match channel {
            None => ("@", event.said(Slot::Destination)),
            channel => ("", channel),
        };
        let channel = channel.map(|channel| joined(&[at, &part(&channel, LONGEST_STATE)]));
        return joined(&[&head, &id, ":", &channel.unwrap_or_default(), ":"]);
    }
    let state = part(&event.take(Slot::State).unwrap_or_default(), LONGEST_STATE);
    let (time, date) = (event.take(Slot::Time), event.take(Slot::Date));
    let mut rest = whole(event);
    if let Some(date) = &date {
        // A date that stands for the time is distinguished from one beside it.
        rest.add(if time.is_some() { "date" } else { "time" }, date);
    }
    let time = time.or(date).unwrap_or_default();
    let (colon, rest) = if rest.is_empty { ("", String::new()) } else { (":", rest.text()) };
    joined(&[&head, &id, ":", &state, ":", &time, colon, &rest])
}

/// As it is where it is short and has none of what separates the parts, else its fingerprint.
fn part(text: &str, longest: usize) -> String {
    let tidy = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'=' | b'+' | b'/')
    };
    if text.len() <= longest && text.bytes().all(tidy) {
        return text.to_owned();
    }
    let mut print = Fingerprint::new();
    print.add("", text);
    joined(&["~", &print.text()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{heymarket, qlara};

    fn of(form: &Form, name: &str, data: &str) -> String {
        let event = Taken::of(form.fields, Some(form), data);
        key(form, name, name, form.side(name), event)
    }

    fn of_qlara(name: &str, data: &str) -> String {
        of(qlara::webhook::FORM, name, data)
    }

    #[test]
    fn a_key_says_what_it_can_and_has_a_fingerprint_of_the_rest() {
        let delivered = r#"{"messageId":7,"statusCode":3,"timestamp":"2026-03-01T11:00:00+01:00"}"#;
        assert_eq!(
            of_qlara("delivery", delivered),
            "qlara:delivery:7:DELIVERED:2026-03-01T10:00:00Z"
        );
        assert_eq!(of_qlara("read", r#"{"id":"a-7_8.9=="}"#), "qlara:read:a-7_8.9==::");
        assert_eq!(
            of_qlara("inbound", r#"{"id":7,"channel":"sms","text":"a"}"#),
            "qlara:inbound:7:SMS:"
        );
        let own = r#"{"id":7,"to":"+39 0123-456789"}"#;
        assert_eq!(of_qlara("inbound", own), "qlara:inbound:7:@390123456789:");
        let data = r#"{"id":7,"updated":"2026-03-01T10:00:00.120Z"}"#;
        let closed = of(heymarket::webhook::FORM, "chat_closed", data);
        assert_eq!(closed, "heymarket:chat_closed:7::2026-03-01T10:00:00.12Z");
        let other = of_qlara("delivery", r#"{"messageId":7,"channel":"SMS"}"#);
        assert_eq!(other.strip_prefix("qlara:delivery:7:::").map(str::len), Some(32), "{other}");
    }

    #[test]
    fn what_is_long_or_holds_other_letters_is_a_fingerprint_in_its_place() {
        for (id, is_plain) in [
            ("7".repeat(LONGEST_ID), true),
            ("7".repeat(LONGEST_ID + 1), false),
            ("7:8".into(), false),
            ("7 8".into(), false),
            ("é".into(), false),
        ] {
            let key = of_qlara("read", &format!(r#"{{"id":"{id}"}}"#));
            assert_eq!(key == format!("qlara:read:{id}::"), is_plain, "{key}");
            assert!(is_plain || (key.starts_with("qlara:read:~") && key.len() == 46), "{key}");
        }
    }

    #[test]
    fn without_an_id_it_is_the_fingerprint_of_all() {
        for data in ["{}", "null", "[7]", r#"{"id":0}"#, r#"{"id":{}}"#, r#"{"id":1,"id":2}"#] {
            let key = of_qlara("delivery", data);
            assert_eq!(key.strip_prefix("qlara:delivery:").map(str::len), Some(32), "{key}");
        }
        let form = qlara::webhook::FORM;
        let unknown = |name| {
            key(form, UNKNOWN, name, None, Taken::of(form.fields, Some(form), r#"{"id":7}"#))
        };
        assert_eq!(unknown("TYPING"), unknown("typing"));
        assert_ne!(unknown("TYPING"), unknown("STOPPED"));
        assert_eq!(unknown("TYPING").strip_prefix("qlara:unknown:").map(str::len), Some(32));
    }

    #[test]
    fn the_longest_key_has_less_than_256_bytes() {
        let long = "x".repeat(200);
        let data = format!(
            r#"{{"id":"{}","status":"{long}","updated":"2026-03-01T10:00:00.123456789012Z","a":1}}"#,
            "x".repeat(LONGEST_ID),
        );
        let name = "target_double_opt_restricted";
        assert!(of(heymarket::webhook::FORM, name, &data).len() < 256);
        assert!(of_qlara("delivery", &data.replace("updated", "timestamp")).len() < 256);
        let inbound = data.replace("status", "channel");
        assert!(of_qlara("inbound", &inbound).len() < 256);
    }
}
