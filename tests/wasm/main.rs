//! The shell in a real engine: in Node, and in a browser.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may fail loudly")]

use js_sys::Promise;
use threadline::wasm::{Call, call};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen(module = "/tests/wasm/double.js")]
extern "C" {
    fn double(operation: u32, input: &str, body: &str, status: u32) -> Call;
    #[wasm_bindgen(js_name = double)]
    fn double_bytes(operation: u32, input: &str, body: &[u8], status: u32) -> Call;
    fn drip(call: &Call, body: &str) -> Call;
    fn answer(call: &Call, how: &str) -> Call;
    fn set(call: &Call, name: &str, value: &JsValue) -> Call;
    fn sent(call: &Call) -> Promise;
    fn shown(value: &JsValue) -> String;
    fn log(call: &Call) -> String;
}

const LIST: u32 = 0;
const COUNT: u32 = 1;
const GET: u32 = 2;
const CLOSE: u32 = 4;
const LIST_INPUT: &str = r#"{"id":1,"filters":{}}"#;

fn same(one: &Call) -> Call {
    AsRef::<JsValue>::as_ref(one).clone().unchecked_into()
}

async fn resolves(one: &Call) -> String {
    shown(&call(same(one)).await.unwrap())
}

/// Kind, path and message of the error; or the value itself that it rejected with.
async fn rejects(one: &Call) -> String {
    let error = call(same(one)).await.unwrap_err();
    let field = |name: &str| js_sys::Reflect::get(&error, &name.into()).ok()?.as_string();
    match (field("kind"), field("path")) {
        (Some(kind), Some(path)) => format!("{kind} at {path}"),
        (Some(kind), None) => kind,
        _ => shown(&error),
    }
}

#[wasm_bindgen_test]
async fn a_call_sends_what_its_table_says_and_nothing_else() {
    let one = double(CLOSE, r#"{"inboxId":1,"userId":2,"target":"+1 415"}"#, "ok", 200);
    assert_eq!(resolves(&one).await, r#"{"tape":[],"text":"ok","head":0,"payload":0}"#);
    let request = JsFuture::from(sent(&one)).await.unwrap().as_string().unwrap();
    assert_eq!(
        request,
        "POST http://127.0.0.1:9/v1/conversations/close\n\
         accept: application/json\nauthorization: Bearer key\ncontent-type: application/json\n\
         x-extra: 1\nmanual\n{\"inbox_id\":1,\"user_id\":2,\"target\":\"1415\"}"
    );
    assert_eq!(log(&one), "begin, received 200, end true");
}

#[wasm_bindgen_test]
async fn a_get_has_neither_body_nor_content_type() {
    let one = double(GET, r#"{"id":"9007199254740993"}"#, r#"{"id":1}"#, 200);
    resolves(&one).await;
    let request = JsFuture::from(sent(&one)).await.unwrap().as_string().unwrap();
    assert!(request.starts_with("GET http://127.0.0.1:9/v1/conversations/9007199254740993\n"));
    assert!(!request.contains("content-type"), "{request}");
}

#[wasm_bindgen_test]
async fn numbers_come_through_whatever_their_size_where_words_have_32_bits() {
    for (body, expected) in [
        ("0", r#""head":4,"payload":0"#),
        ("4294967295", r#""head":4,"payload":4294967295"#),
        ("4294967296", r#""head":20,"payload":0"#),
        ("9007199254740991", r#""head":33554420,"payload":4294967295"#),
        ("-1", r#""head":5,"payload":1"#),
    ] {
        let built = resolves(&double(COUNT, "{}", body, 200)).await;
        assert!(built.contains(expected), "{built}");
    }
}

#[wasm_bindgen_test]
async fn a_reply_in_pieces_is_put_together_and_its_byte_order_mark_left_out() {
    let one = drip(&double(LIST, LIST_INPUT, "", 200), "\u{feff}[{\"id\":7,\"channel\":\"é😀\"}]");
    let built = resolves(&one).await;
    assert!(built.contains(r#""text":"[{\"id\":7,\"channel\":\"é😀\"}]""#), "{built}");
}

#[wasm_bindgen_test]
async fn a_bad_input_is_refused_and_nothing_is_sent() {
    for (input, expected) in [
        ("{}", "invalid_argument at id"),
        (r#"{"id":1,"filters":{"inboxes":[1,2,"x"]}}"#, "invalid_argument at filters.inboxes[2]"),
    ] {
        let one = double(LIST, input, "[]", 200);
        assert_eq!(rejects(&one).await, expected);
        assert_eq!(log(&one), "");
    }
}

#[wasm_bindgen_test]
async fn a_header_that_cannot_be_sent_is_an_error_and_no_panic() {
    for credential in ["Bearer a\r\nx: y", "Bearer \0", "Bearer \u{100}", "Bearer a\n"] {
        let one = set(&double(LIST, LIST_INPUT, "[]", 200), "credential", &credential.into());
        assert_eq!(rejects(&one).await, "invalid_argument");
    }
}

#[wasm_bindgen_test]
async fn a_status_becomes_its_error() {
    for (status, expected) in [
        (400, "invalid_request"),
        (401, "authentication"),
        (403, "permission_denied"),
        (404, "not_found"),
        (429, "rate_limit"),
        (500, "server"),
        (302, "redirect"),
    ] {
        assert_eq!(rejects(&double(LIST, LIST_INPUT, "{}", status)).await, expected);
    }
}

#[wasm_bindgen_test]
async fn whatever_fetch_gives_is_an_error_at_worst() {
    for (how, expected) in [
        ("throws", "connection"),
        ("rejects", "connection"),
        ("nothing", "connection"),
        ("text", "connection"),
        ("half", "connection"),
        ("broken", "connection"),
        ("strings", "connection"),
        ("opaque", "redirect"),
    ] {
        let one = answer(&double(LIST, LIST_INPUT, "[]", 200), how);
        assert_eq!(rejects(&one).await, expected, "{how}");
    }
}

#[wasm_bindgen_test]
async fn a_reply_above_the_cap_is_refused() {
    let one = double(LIST, LIST_INPUT, &format!("[{}]", " ".repeat(100)), 200);
    assert_eq!(rejects(&set(&one, "maxReplyBytes", &101.into())).await, "reply_too_large");
    let one = double(LIST, LIST_INPUT, &format!("[{}]", " ".repeat(100)), 200);
    resolves(&set(&one, "maxReplyBytes", &102.into())).await;
}

#[wasm_bindgen_test]
async fn a_stopped_attempt_is_a_timeout_or_the_callers_own_reason() {
    for (stopped, expected) in [(1, "timeout"), (2, "the caller's reason")] {
        let one = answer(&double(LIST, LIST_INPUT, "[]", 200), "rejects");
        assert_eq!(rejects(&set(&one, "stopped", &stopped.into())).await, expected);
    }
}

#[wasm_bindgen_test]
async fn a_reply_that_lies_is_a_decode_error_with_its_path() {
    for (body, expected) in [
        (b"[{\"id\":1},{\"id\":true}]".as_slice(), "decode at $[1].id"),
        (b"[{\"id\":1,\"channel\":\"\xff\"}]", "decode at $"),
        (b"<html>", "decode at $"),
        (b"", "decode at $"),
    ] {
        assert_eq!(rejects(&double_bytes(LIST, LIST_INPUT, body, 200)).await, expected);
    }
}
