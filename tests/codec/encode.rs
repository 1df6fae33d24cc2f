//! Inputs.

use proptest::prelude::*;
use threadline::http::{Error, ErrorKind, Request};
use threadline::schema::{Kind, Method, Operation, Repeat};

use crate::json::{Json, Noise};
use crate::oracle::{self, Sent};
use crate::property::cases;
use crate::strategies::{Side, anything, of_kind};
use crate::tables::ORDER;

static ORDER_KIND: Kind = Kind::Object(ORDER);

static PLACE_ORDER: Operation = Operation {
    name: "placeOrder",
    method: Method::Post,
    path: "/orders/{order_id}/on/{shelf}",
    input: ORDER,
    reply: Kind::Acknowledged,
    repeat: Repeat::Once,
};

/// When it is does not matter here.
fn encode(operation: &Operation, input: &str) -> Result<Request, Error> {
    threadline::codec::encode(operation, input, 0.0)
}

/// A request, taken apart again.
fn taken_apart(request: &Request) -> Sent {
    let decoded = |text: &str| {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((first, behind)) = rest.split_first() {
            rest = behind;
            if *first == b'%' {
                let hex = std::str::from_utf8(&rest[..2]).unwrap();
                bytes.push(u8::from_str_radix(hex, 16).unwrap());
                rest = &rest[2..];
            } else {
                bytes.push(*first);
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let parts: Vec<&str> = path.split('/').collect();
    let ["", "orders", order, "on", shelf] = parts.as_slice() else {
        panic!("left the route: {path}")
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap();
        (decoded(key), decoded(value))
    });
    Sent {
        path: vec![("order_id".into(), decoded(order)), ("shelf".into(), decoded(shelf))],
        query: pairs.collect(),
        body: serde_json::from_str(request.body.as_deref().unwrap()).unwrap(),
        whole_body: None,
    }
}

fn agree(text: &str) -> Result<(), TestCaseError> {
    let ours = encode(&PLACE_ORDER, text);
    let oracle = oracle::encoded(ORDER, &Json::read(text.as_bytes()).unwrap());
    match (ours, oracle) {
        (Ok(request), Ok(mut sent)) => {
            sent.path.sort();
            prop_assert_eq!(taken_apart(&request), sent);
        }
        (Err(error), Err(path)) => {
            prop_assert_eq!(error.kind(), ErrorKind::InvalidArgument);
            prop_assert_eq!(
                error.path().unwrap_or_default().to_owned(),
                path,
                "{} of {}",
                error.message(),
                text
            );
        }
        (ours, oracle) => prop_assert!(false, "ours {ours:?}, the oracle {oracle:?}, of {text}"),
    }
    Ok(())
}

fn written(json: &Json, noise: u64) -> String {
    let mut text = String::new();
    json.write(&mut Noise(noise), &mut text);
    text
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_good_input_is_sent_as_the_table_says(json in of_kind(&ORDER_KIND, Side::Input, 0), noise: u64) {
        // Keys that JavaScript writes hold no escapes; values may.
        let _ = noise;
        agree(&json.text())?;
    }

    #[test]
    fn an_input_with_faults_is_an_error_with_the_path_to_the_first_one(
        json in of_kind(&ORDER_KIND, Side::Input, 40),
    ) {
        agree(&json.text())?;
    }

    #[test]
    fn an_input_of_any_form_is_judged_as_the_oracle_judges_it(json in anything()) {
        agree(&json.text())?;
    }

    #[test]
    fn text_that_is_not_json_is_an_error(
        json in of_kind(&ORDER_KIND, Side::Input, 0), noise: u64, at: prop::sample::Index,
    ) {
        let text = written(&json, noise);
        let text = text.trim_end();
        let end = at.index(text.len());
        if let Some(cut) = text.get(..end) {
            prop_assert!(encode(&PLACE_ORDER, cut).is_err(), "{cut}");
        }
    }

    #[test]
    fn any_text_at_all_is_a_request_or_an_error(text: String) {
        for operation in threadline::operations().chain([&PLACE_ORDER]) {
            let _ = encode(operation, &text);
        }
    }
}

fn rejected(input: &str) -> Error {
    encode(&PLACE_ORDER, input).unwrap_err()
}

#[test]
fn faults_are_named_with_their_path_and_in_words_and_without_the_value() {
    let good = r#""orderId":1,"shelf":"a","to":"123""#;
    let order = |rest: &str| format!("{{{good},{rest}}}");
    for (input, path, message) in [
        ("[]".into(), None, "expected an object, found a list"),
        ("null".into(), None, "expected an object, found null"),
        (
            order(r#""parts":[]"#),
            Some("parts"),
            "expected a list with at least one item, found an empty one",
        ),
        (order(r#""parts":[{"partId":1},{}]"#), Some("parts[1].partId"), "is required"),
        (
            order(r#""parts":[{"partId":1,"partid":2}]"#),
            Some("parts[0].partid"),
            "is not known here; did you mean partId?",
        ),
        (
            order(r#""parts":[{"partId":1,"zzzzzz":2}]"#),
            Some("parts[0].zzzzzz"),
            "is not known here; known are partId, on, key",
        ),
        (
            order(r#""parts":[{"partId":1,"14155551234":2}]"#),
            Some("parts[0]"),
            "there is a key that is not known here; known are partId, on, key",
        ),
        (
            order(r#""parts":[{"partId":-1}]"#),
            Some("parts[0].partId"),
            "expected an id (a whole number from 0 up, or its digits as text), found a negative number",
        ),
        (
            order(r#""parts":[{"partId":1.5}]"#),
            Some("parts[0].partId"),
            "expected an id (a whole number from 0 up, or its digits as text), found another number",
        ),
        (
            order(r#""parts":[{"partId":9007199254740992}]"#),
            Some("parts[0].partId"),
            "expected an id (a whole number from 0 up, or its digits as text), found a number that JavaScript cannot hold exactly; give it as text or as a BigInt",
        ),
        (
            order(r#""parts":[{"partId":"007"}]"#),
            Some("parts[0].partId"),
            "expected an id (a whole number from 0 up, or its digits as text), found another string",
        ),
        (
            order(r#""parts":[{"partId":{"\u0000":"NaN"}}]"#),
            Some("parts[0].partId"),
            "expected an id (a whole number from 0 up, or its digits as text), found NaN",
        ),
        (
            order(r#""parts":[{"\u0000":"a function"}]"#),
            Some("parts[0]"),
            "expected an object, found a function",
        ),
        (
            order(r#""parts":[{"partId":{"\u0000":"-5n"}}]"#),
            Some("parts[0].partId"),
            "expected an id (a whole number from 0 up, or its digits as text), found another BigInt",
        ),
        (
            order(r#""parts":[{"partId":1,"on":{"\u0000":"5n"}}]"#),
            Some("parts[0].on"),
            "expected a boolean, found a BigInt",
        ),
        // The caller's own object, not a placeholder for a value that JSON cannot hold.
        (
            order(r#""parts":[{"\u0000":"jo@example.com"}]"#),
            Some("parts[0]"),
            "there is a key that is not known here; known are partId, on, key",
        ),
        (
            order(r#""parts":[{"partId":{"\u0000":"a\\u0007"}}]"#),
            Some("parts[0].partId"),
            "expected an id (a whole number from 0 up, or its digits as text), found an object",
        ),
        (order(r#""parts":null"#), Some("parts"), "expected a list, found null"),
        (
            order(r#""parts":[{"partId":1}],"tags":null"#),
            Some("tags"),
            "expected a list, found null; leave the key out instead",
        ),
        (
            order(r#""parts":[{"partId":1}],"before":"yesterday""#),
            Some("before"),
            "expected a date and time in RFC 3339, as a string, found another string",
        ),
        (
            order(r#""parts":[{"partId":1}],"noteText":"\ud800""#),
            Some("noteText"),
            "expected text, found half of a surrogate pair in it",
        ),
        (
            order(r#""parts":[{"partId":1}],"before":"2026-01-01T00:00:00Z","tags":[]"#),
            None,
            "at most one of before, tags must be given, found before and tags",
        ),
        (
            r#"{"orderId":1,"shelf":"a","parts":[{"partId":1}]}"#.into(),
            None,
            "at least one of noteText, to must be given, found none",
        ),
        (r#"{"orderId":1,"orderId":1}"#.into(), Some("orderId"), "is given twice"),
    ] {
        let error = rejected(&input);
        assert_eq!((error.path(), error.message()), (path, message), "{input}");
        assert_eq!(
            (error.kind(), error.operation()),
            (ErrorKind::InvalidArgument, Some("placeOrder"))
        );
    }
}

#[test]
fn a_big_int_is_an_id_and_an_exact_number_in_json_of_the_callers_own() {
    let big = r#"{"\u0000":"9007199254740993n"}"#;
    let request = |more: &str| {
        encode(&PLACE_ORDER, &format!(r#"{{"orderId":{big},"shelf":{big},"to":"123",{more}}}"#))
    };
    let ids = request(&format!(r#""parts":[{{"partId":{big},"key":{big}}}]"#)).unwrap();
    assert_eq!(ids.target, "/orders/9007199254740993/on/9007199254740993");
    let parts = r#"{"to":"123","parts":[{"partID":9007199254740993,"key":9007199254740993}]}"#;
    assert_eq!(ids.body.as_deref(), Some(parts));
    // What no 64 bits hold stays text.
    let past = r#"{"\u0000":"18446744073709551615n"}"#;
    let keys = request(&format!(r#""parts":[{{"partId":1,"key":{past}}}]"#)).unwrap();
    assert!(keys.body.unwrap().ends_with(r#""key":"18446744073709551615"}]}"#));
    assert!(request(&format!(r#""parts":[{{"partId":{past}}}]"#)).is_err());

    let digits = "9".repeat(100);
    for (body, sent) in [
        (format!(r#"{{"a":{big}}}"#), r#"{"a":9007199254740993}"#.to_owned()),
        (
            format!(r#"{{"a":[{big},{{"b":{{"\u0000":"-{digits}n"}}}},"{{"]}}"#),
            format!(r#"{{"a":[9007199254740993,{{"b":-{digits}}},"{{"]}}"#),
        ),
    ] {
        let whole = request(&format!(r#""parts":[{{"partId":1}}],"body":{body}"#)).unwrap();
        assert_eq!(whole.body, Some(sent));
    }
    let whole = request(&format!(r#""parts":[{{"partId":1}}],"body":{big}"#)).unwrap_err();
    assert_eq!(whole.message(), "expected an object, found a BigInt");
    for other in ["NaN", "n", "-n", "1.5n", "01n", "5n,", "5"] {
        let body = format!(r#"{{"a":{{"\u0000":"{other}"}}}}"#);
        let error = request(&format!(r#""parts":[{{"partId":1}}],"body":{body}"#)).unwrap_err();
        assert_eq!(error.path(), Some("body"), "{other}");
    }
}

#[test]
fn a_text_in_the_path_never_leaves_its_place() {
    for (shelf, sent) in [
        ("a/b", "a%2Fb"),
        (r"a\\b", "a%5Cb"),
        ("a?b#c", "a%3Fb%23c"),
        ("%2e%2e", "%252e%252e"),
        ("..;x", "..%3Bx"),
    ] {
        let input =
            format!(r#"{{"orderId":1,"shelf":"{shelf}","to":"123","parts":[{{"partId":1}}]}}"#);
        let request = encode(&PLACE_ORDER, &input).unwrap();
        assert_eq!(request.target, format!("/orders/1/on/{sent}"));
    }
}

#[test]
fn a_text_that_would_change_the_route_is_rejected() {
    for shelf in ["", ".", "..", r"\u002e.", "top", "new", r"t\u006fp", r"a\u0000", r"a\r\n"] {
        let input =
            format!(r#"{{"orderId":1,"shelf":"{shelf}","to":"123","parts":[{{"partId":1}}]}}"#);
        assert_eq!(rejected(&input).path(), Some("shelf"), "{shelf:?}");
    }
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn a_recipient_is_sent_as_the_oracle_says_or_is_an_error(
        to in of_kind(&Kind::Target, Side::Input, 0),
        call in of_kind(&Kind::Phone, Side::Input, 0),
        mail in of_kind(&Kind::Addressees, Side::Input, 0),
        other: String,
    ) {
        for (key, value) in [("to", &to), ("call", &call), ("to", &call), ("call", &to), ("to", &Json::Text(other.clone()))] {
            agree(&with(&format!(r#""{key}":{}"#, value.text())))?;
        }
        for value in [&to, &mail, &Json::Text(other)] {
            agree(&with(&format!(r#""to":"12345","mail":["to:a@b",{}]"#, value.text())))?;
        }
        agree(&with(&format!(r#""group":[{},{},{}]"#, to.text(), call.text(), to.text())))?;
    }
}

/// An order with what is asked for.
fn with(rest: &str) -> String {
    format!(r#"{{"orderId":1,"shelf":"a","noteText":"","parts":[{{"partId":1}}],{rest}}}"#)
}
