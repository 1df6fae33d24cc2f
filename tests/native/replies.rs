//! Whatever comes as a response, it becomes a value or an error.

use std::collections::HashSet;

use crate::client::encode;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde::de::IgnoredAny;
use threadline::codec::to_json;
use threadline::http::{ErrorKind, Reply};
use threadline::operations;
use threadline::schema::{Kind, Operation};
use threadline_fakes::{heymarket::Options, qlara};

use crate::heymarket::{Client, SPELLINGS, calls, operation};
use crate::property::cases;
use crate::qlara::{Client as QlaraClient, calls as qlara_calls, every_way, operation as of_qlara};

type Samples = Vec<(&'static Operation, Reply)>;

/// A response of the fakes to each operation in each spelling, a few unlucky conversations among them.
fn samples() -> Samples {
    let mut samples = of_heymarket();
    samples.extend(of_qlaras());
    // Ways that differ in one operation give the same replies to the others.
    let mut seen = HashSet::new();
    samples.retain(|(operation, reply)| seen.insert((operation.name, reply.body.clone())));
    samples
}

fn owned((name, input): (&'static str, &str)) -> (&'static str, String) {
    (name, input.to_owned())
}

fn of_qlaras() -> Samples {
    let mut samples = Vec::new();
    let further = [
        ("getConversation", r#"{"chatId":"9007199254740993"}"#),
        ("getConversation", r#"{"chatId":"810018"}"#),
        ("listMessages", r#"{"chatId":"810017"}"#),
        ("listConversations", r#"{"channelIds":[10]}"#),
    ];
    for options in every_way() {
        let mut client = QlaraClient::new(qlara::Options { page_size: 3, ..options });
        for (name, input) in qlara_calls().into_iter().chain(further.map(owned)) {
            // The whole list is long.
            let input = if name == "listConversations" && input == "{}" {
                r#"{"channelIds":[8],"unreadOnly":true}"#
            } else {
                &input
            };
            let reply = client.send(&encode(of_qlara(name), input).unwrap());
            assert!((200..300).contains(&reply.status));
            samples.push((of_qlara(name), reply));
        }
    }
    samples
}

fn of_heymarket() -> Samples {
    let further = [
        ("listConversations", r#"{"id":1111,"filters":{"inboxes":[2224]}}"#),
        ("listConversations", r#"{"id":1111,"filters":{},"date":"2000-01-01T00:00:00Z"}"#),
        ("countConversations", r#"{"date":"2026-02-28T00:00:00Z"}"#),
        ("getConversation", r#"{"id":610001}"#),
        ("getConversation", r#"{"id":610010}"#),
        ("getConversation", r#"{"id":"9007199254740993"}"#),
        ("listMessages", r#"{"phoneNumber":"15555550133","inboxId":2226}"#),
    ];
    let mut samples = Vec::new();
    for spelling in SPELLINGS {
        let mut client = Client::new(Options { spelling, page_size: 5, ..Options::default() });
        for (name, input) in calls().into_iter().chain(further.map(owned)) {
            let reply = client.send(&encode(operation(name), &input).unwrap());
            assert!((200..300).contains(&reply.status), "{name}");
            samples.push((operation(name), reply));
        }
    }
    samples
}

/// Reads a response; it must be a value, which is then good JSON, or an error of one of the kinds.
fn read(operation: &'static Operation, reply: &Reply, kinds: &[ErrorKind]) -> bool {
    match reply.read(operation) {
        Ok(tape) => {
            let json = to_json(&tape, &operation.reply, &reply.body);
            // Half of a surrogate pair is good JSON, and JavaScript takes it, but a Rust string cannot.
            assert!(serde_json::from_str::<IgnoredAny>(&json).is_ok(), "{json}");
            true
        }
        Err(error) => {
            assert!(kinds.contains(&error.kind()), "{error:?}");
            assert_eq!(
                (error.operation(), error.status()),
                (Some(operation.name), Some(reply.status))
            );
            false
        }
    }
}

/// What a response is whose bytes are not those that were sent: another text, or the beginning of one.
const DAMAGED: [ErrorKind; 2] = [ErrorKind::Decode, ErrorKind::Connection];

fn ok(body: Vec<u8>) -> Reply {
    Reply { status: 200, body, ..Reply::default() }
}

#[test]
fn a_response_that_was_cut_off_is_an_error_wherever_it_was_cut() {
    for (operation, reply) in samples() {
        let text = String::from_utf8(reply.body).unwrap();
        // Half of a bare number is a number: only the connection can tell that it was cut. Where only
        // the status counts, anything will do.
        if text.parse::<i64>().is_ok() || matches!(operation.reply, Kind::Nothing) {
            continue;
        }
        for end in 0..text.len() {
            let cut = ok(text.as_bytes()[..end].to_vec());
            // Nothing is not the beginning of something, and a bare `ok` is not JSON.
            let begun = end > 0 && text != "ok";
            let kind = if begun { ErrorKind::Connection } else { ErrorKind::Decode };
            assert!(!read(operation, &cut, &[kind]), "{} {end}", operation.name);
        }
        assert!(read(operation, &ok(text.into_bytes()), &[]));
    }
}

#[test]
fn whatever_follows_a_whole_response_makes_it_an_error() {
    for (operation, reply) in samples() {
        // Where only the status counts, any JSON will do.
        if matches!(operation.reply, Kind::Nothing) {
            continue;
        }
        for rest in ["x", "[]", "{}", ",", "\0", "\u{a0}", "\u{feff}", "\"ok\"", " null"] {
            let body = [&reply.body, rest.as_bytes()].concat();
            assert!(!read(operation, &ok(body), &[ErrorKind::Decode]), "{} {rest}", operation.name);
        }
        let body = [b"\xef\xbb\xbf \r\n\t", reply.body.as_slice(), b" \r\n\t"].concat();
        assert!(read(operation, &ok(body), &[]), "{}", operation.name);
    }
}

/// What a response may turn into on its way, or in the hands of a service that changes.
fn splinters() -> impl Strategy<Value = Vec<u8>> {
    let known = select(vec![
        "null",
        "true",
        "0",
        "-1",
        "1e999",
        "9223372036854775808",
        "0.5",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"",
        "\\",
        "\\ud800",
        "\\u0000",
        "[]",
        "{}",
        "\"\"",
        "{\"id\":1}",
        "\"id\":null,",
        "\"unread\":1,",
        "\u{2028}",
        "😀",
        "\u{feff}",
    ]);
    prop_oneof![
        2 => known.prop_map(|text| text.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..5),
        1 => "[\\[{]{1,300}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn any_bytes_at_all_are_a_value_or_an_error_of_the_response(body in vec(any::<u8>(), 0..80)) {
        for operation in operations() {
            read(operation, &ok(body.clone()), &DAMAGED);
        }
    }

    #[test]
    fn any_text_of_jsons_own_letters_is_a_value_or_an_error_of_the_response(body in "[\\[\\]{}\":,0-9.eE+\\-tfnulaid \\\\]{0,60}") {
        for operation in operations() {
            read(operation, &ok(body.clone().into_bytes()), &DAMAGED);
        }
    }

    #[test]
    fn any_status_with_any_body_is_a_value_or_an_error(status: u16, body in vec(any::<u8>(), 0..600)) {
        for operation in operations() {
            let request_id = Some("x".into());
            let reply = Reply { status, request_id, body: body.clone(), ..Reply::default() };
            let is_value = reply.read(operation).map_err(|error| {
                assert_ne!(error.kind(), ErrorKind::Internal);
                assert_ne!(error.kind(), ErrorKind::InvalidArgument);
                let _ = error.to_json();
                error.to_string()
            });
            prop_assert!(is_value.is_err() || (200..300).contains(&status));
        }
    }
}

#[test]
fn a_damaged_response_is_a_value_or_an_error_of_the_response() {
    let samples = samples();
    let mut runner = proptest::test_runner::TestRunner::new(cases(4000));
    let damage = vec((any::<Index>(), 0..12_usize, splinters()), 1..4);
    let strategy = (any::<Index>(), damage);
    let outcome = runner.run(&strategy, |(which, damage)| {
        let (operation, reply) = which.get(&samples);
        let mut body = reply.body.clone();
        for (at, length, splinter) in damage {
            let start = at.index(body.len() + 1);
            let end = (start + length).min(body.len());
            body.splice(start..end, splinter);
        }
        read(operation, &ok(body), &DAMAGED);
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn the_samples_are_of_every_operation() {
    let samples = samples();
    for operation in operations() {
        assert!(
            samples
                .iter()
                .any(|(known, _)| (known.method, known.path) == (operation.method, operation.path)),
            "{}",
            operation.name
        );
    }
}
