//! The shell in a real engine: in Node, and in a browser.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may fail loudly")]

use threadline::wasm;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "/tests/wasm/double.js")]
extern "C" {
    fn shown() -> String;
    fn message() -> String;
    fn offer(body: &[u8], secrets: &str) -> u32;
    fn remembered() -> f64;
    #[wasm_bindgen(js_name = drifted)]
    fn drift() -> String;
    fn head(retry_after_ms: &str, retry_after: &str);
}

const LIST: u32 = 0;
const COUNT: u32 = 1;
const GET: u32 = 2;
const CLOSE: u32 = 4;

fn encoded(operation: u32, input: &str) -> String {
    wasm::encode(operation, input);
    shown()
}

/// How a body is read where nobody wants to know of drift, where somebody does, and strictly.
const LENIENT: u32 = 0;
const OBSERVED: u32 = 1;
const STRICT: u32 = 2;

fn read(operation: u32, status: f64, body: &[u8]) -> String {
    read_as(operation, status, body, LENIENT)
}

fn read_as(operation: u32, status: f64, body: &[u8], reading: u32) -> String {
    let length = offer(body, r#"["sk_live_secret"]"#);
    wasm::read(operation, status, length, reading);
    shown()
}

#[wasm_bindgen_test]
fn what_is_not_documented_is_reported_to_those_who_ask_and_strictly_is_an_error() {
    let body = br#"{"id":9920,"muted":"false","members":[{}]}"#;
    let lenient = read_as(GET, 200.0, body, LENIENT);
    assert_eq!(drift(), "");
    assert_eq!(read_as(GET, 200.0, body, OBSERVED), lenient);
    let reported = "$.muted\na boolean\na string\n\
        $.members[*].id\nan id (a whole number of at most 64 bits)\nnothing\n";
    assert_eq!(drift(), reported);
    assert_eq!(read_as(GET, 200.0, body, STRICT), "decode at $.muted");
}

#[wasm_bindgen_test]
fn a_request_is_what_its_table_says_and_nothing_else() {
    assert_eq!(
        encoded(CLOSE, r#"{"inboxId":1,"userId":2,"target":"+1 415"}"#),
        r#"POST /v1/conversations/close⏎{"inbox_id":1,"user_id":2,"target":"1415"} 1"#
    );
    assert_eq!(
        encoded(GET, r#"{"id":"9007199254740993"}"#),
        "GET /v1/conversations/9007199254740993⏎ 0"
    );
}

#[wasm_bindgen_test]
fn a_bad_input_is_rejected() {
    for (input, expected) in [
        ("{}", "invalid_argument at id"),
        (r#"{"id":1,"filters":{"inboxes":[1,2,"x"]}}"#, "invalid_argument at filters.inboxes[2]"),
    ] {
        assert_eq!(encoded(LIST, input), expected);
    }
    assert_eq!(encoded(9_999, "{}"), "internal");
}

#[wasm_bindgen_test]
fn numbers_come_through_whatever_their_size_where_words_have_32_bits() {
    for (body, expected) in [
        ("0", r#""head":4,"payload":0"#),
        ("4294967295", r#""head":4,"payload":4294967295"#),
        ("4294967296", r#""head":20,"payload":0"#),
        ("9007199254740991", r#""head":33554420,"payload":4294967295"#),
        ("-1", r#""head":5,"payload":1"#),
    ] {
        let built = read(COUNT, 200.0, body.as_bytes());
        assert!(built.contains(expected), "{built}");
    }
}

#[wasm_bindgen_test]
fn a_byte_order_mark_is_left_out() {
    let built = read(LIST, 200.0, "\u{feff}[{\"id\":7,\"channel\":\"é😀\"}]".as_bytes());
    assert!(built.contains(r#""text":"[{\"id\":7,\"channel\":\"é😀\"}]""#), "{built}");
}

#[wasm_bindgen_test]
fn a_status_becomes_its_error() {
    for (status, expected) in [
        (400.0, "invalid_request"),
        (401.0, "authentication"),
        (403.0, "permission_denied"),
        (404.0, "not_found"),
        (429.0, "rate_limit"),
        (500.0, "server"),
        (302.0, "redirect"),
    ] {
        assert_eq!(read(LIST, status, b"{}"), expected);
    }
}

#[wasm_bindgen_test]
fn a_response_that_lies_is_a_decode_error_with_its_path() {
    for (body, expected) in [
        (b"[{\"id\":false},{\"id\":true}]".as_slice(), "decode at $[0].id"),
        (b"[{\"id\":1,\"channel\":\"\xff\"}]", "decode at $"),
        (b"<html>", "decode at $"),
        (b"", "decode at $"),
    ] {
        assert_eq!(read(LIST, 200.0, body), expected);
    }
}

#[wasm_bindgen_test]
fn the_wait_that_a_service_asks_for_is_reported_exactly() {
    for (ms, date, expected) in [
        ("12.5", "", "rate_limit after 12.5"),
        ("", "2", "rate_limit after 2000"),
        ("", "Thu, 01 Jan 1970 00:00:05 GMT", "rate_limit after 5000"),
        ("", "soon", "rate_limit"),
    ] {
        head(ms, date);
        assert_eq!(read(LIST, 429.0, b"{}"), expected);
    }
    head("", "");
}

#[wasm_bindgen_test]
fn what_was_sent_is_in_no_error() {
    let length = offer(br#"{"message":"no sk_live_secret here"}"#, r#"["sk_live_secret"]"#);
    wasm::read(LIST, 400.0, length, LENIENT);
    let words = message();
    assert!(words.contains("no […] here") && !words.contains("sk_live"), "{words}");
}

/// What a client remembers: the cost of retries.
struct Client(f64);

impl Client {
    fn decide(&mut self, outcome: i32, repeat: u32, in_doubt: bool) -> f64 {
        let wait = wasm::decide(self.0, outcome, repeat, 0, in_doubt, 2, 1_000.0, f64::NAN, 0.5);
        self.0 = remembered();
        wait
    }
}

#[wasm_bindgen_test]
fn what_a_client_has_spent_is_handed_back() {
    let mut client = Client(0.0);
    assert_eq!(client.decide(-1, 0, false), 250.0);
    assert_eq!(client.0, 5.0);
    assert_eq!(client.decide(-1, 2, false), -2.0);
    assert_eq!(client.decide(404, 0, true), -1.0);
    for (in_doubt, verdict) in [(false, -1.0), (true, -3.0)] {
        assert_eq!(client.decide(404, 3, in_doubt), verdict);
    }
    // What cannot be read: a change, a message, an e-mail with an id of its own.
    assert_eq!([1, 2, 4].map(|repeat| client.decide(-3, repeat, false)), [-1.0, -2.0, -2.0]);
    assert_eq!(wasm::refund(client.0), 4.0);
    assert_eq!(wasm::refund(0.0), 0.0);
}
