//! What the codec writes and what the service takes are the same.

use proptest::prelude::*;
use serde_json::Value;
use threadline::codec::encode;
use threadline::http::{ErrorKind, Request};
use threadline::schema::Method;

use crate::client::{Client, SPELLINGS};
use crate::inputs::{Side, broken, valid_calls};

/// Reasons that no table holds: they depend on what the service knows.
const OF_THE_DATA: [&str; 4] = [
    "reassign_id is no member of inbox",
    "transfer_inbox_id has the conversation already",
    "transfer_inbox_id has a conversation with the contact already",
    "conversation_id is no SMS conversation",
];

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

/// Whether a refusal tells a fault in the request's form.
fn is_for_its_form(status: u16, body: &[u8]) -> bool {
    let body = String::from_utf8_lossy(body);
    match status {
        200 | 403 => false,
        404 => body.contains("no such route"),
        400 => !OF_THE_DATA.iter().any(|reason| body.contains(reason)),
        _ => true,
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn what_is_written_from_a_valid_input_is_never_refused_for_its_form(
        (operation, input) in valid_calls(Side::Caller),
    ) {
        let mut client = Client::spelling(SPELLINGS[0]);
        let request = encode(operation, &input.to_string()).unwrap();
        let reply = client.exchange(&request);
        prop_assert!(
            !is_for_its_form(reply.status, &reply.body),
            "{} {}: {request:?}: {}", operation.name, input, String::from_utf8_lossy(&reply.body),
        );
    }

    #[test]
    fn a_request_as_the_table_has_it_is_never_refused_for_its_form(
        (operation, input) in valid_calls(Side::Wire),
    ) {
        if operation.method == Method::Post {
            let body = Some(input.to_string());
            let request = Request { method: Method::Post, target: operation.path.into(), body };
            let reply = Client::spelling(SPELLINGS[0]).exchange(&request);
            prop_assert!(!is_for_its_form(reply.status, &reply.body), "{request:?}");
        }
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn an_input_that_breaks_its_table_in_one_place_is_refused_with_the_path_to_it(
        (operation, input) in valid_calls(Side::Caller),
    ) {
        for (input, path) in broken(operation.input, &input, Side::Caller) {
            let error = match encode(operation, &input.to_string()) {
                Ok(request) => panic!("{} {input} became {request:?}", operation.name),
                Err(error) => error,
            };
            prop_assert_eq!(error.kind, ErrorKind::InvalidArgument);
            prop_assert_eq!(error.operation, operation.name);
            prop_assert_eq!(error.path.as_deref().unwrap_or_default(), path, "{} of {}", error.message, input);
        }
    }

    #[test]
    fn a_body_that_breaks_the_table_in_one_place_is_bad_data_and_the_place_is_named(
        (operation, input) in valid_calls(Side::Wire),
    ) {
        let mut client = Client::spelling(SPELLINGS[0]);
        for (body, path) in broken(operation.input, &input, Side::Wire) {
            let request = Request {
                method: Method::Post,
                target: operation.path.into(),
                body: Some(body.to_string()),
            };
            if operation.method == Method::Get {
                continue;
            }
            let reply = client.exchange(&request);
            let words: Value = serde_json::from_slice(&reply.body).unwrap();
            let words = words["message"].as_str().unwrap();
            prop_assert_eq!(reply.status, 400, "{} {}: {}", operation.name, body, words);
            let named = words.strip_prefix("bad_data: ").unwrap();
            prop_assert!(
                named.starts_with(&path) && !OF_THE_DATA.contains(&named),
                "{path} of {body}: {words}",
            );
        }
    }
}
