//! Models and inputs by serde-wasm-bindgen, beside `threadline::js`: what an app may use for both, and where it fails.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a test may fail loudly")]

use js_sys::{JSON, Object, Reflect};
use threadline::heymarket::Conversation;
use threadline::heymarket::conversations::{CloseConversation, ListConversations};
use threadline::http::Reply;
use threadline::{ErrorKind, js, typed};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn conversation(json: &str) -> Conversation {
    let body = format!("[{json}]").into_bytes();
    let reply = Reply { status: 200, body, ..Reply::default() };
    typed::read::<ListConversations>(&reply).unwrap().remove(0)
}

fn member(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &key.into()).unwrap()
}

fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap()
}

fn json(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

const PLAIN: &str = r#"{"id":7,"status":"open","name":"Jo","assigned":{"id":55},"read":true}"#;

#[wasm_bindgen_test]
fn a_model_becomes_the_same_object_but_what_is_absent_becomes_undefined() {
    let model = conversation(PLAIN);
    let (own, by_serde) = (js::to_value(&model), serde_wasm_bindgen::to_value(&model).unwrap());
    for key in ["id", "status", "name", "read"] {
        assert_eq!(member(&own, key), member(&by_serde, key), "{key}");
    }
    assert_eq!(json(&member(&own, "assigned")), r#"{"id":55,"name":null,"email":null}"#);
    assert_eq!(json(&member(&by_serde, "assigned")), r#"{"id":55}"#);
    assert!(member(&own, "channel").is_null());
    assert!(member(&by_serde, "channel").is_undefined());
    let keys = |value: &JsValue| json(&Object::keys::<Object>(value.unchecked_ref()).into());
    assert_eq!(keys(&own), keys(&by_serde));
}

#[wasm_bindgen_test]
fn with_absence_as_null_it_is_the_same_object() {
    use serde::Serialize;
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    let model = conversation(PLAIN);
    assert_eq!(json(&js::to_value(&model)), json(&model.serialize(&serializer).unwrap()));
}

#[wasm_bindgen_test]
fn an_id_past_what_a_number_holds_is_text_both_ways() {
    let model = conversation(r#"{"id":9007199254740993}"#);
    let by_serde = serde_wasm_bindgen::to_value(&model).unwrap();
    for value in [js::to_value(&model), by_serde] {
        assert_eq!(member(&value, "id"), JsValue::from("9007199254740993"));
    }
}

#[wasm_bindgen_test]
fn an_id_that_javascript_has_rounded_is_rejected_both_ways_and_threadline_says_where() {
    let rounded = parsed(r#"{"inboxId":1,"userId":2,"chatId":9007199254740993}"#);
    let error = serde_wasm_bindgen::from_value::<CloseConversation>(rounded.clone()).unwrap_err();
    let words = error.to_string();
    assert!(words.contains("9007199254740992") && !words.contains("chatId"), "{words}");

    let input = js::from_value::<CloseConversation>(&rounded).unwrap();
    let error = typed::request(&input, 0.0).unwrap_err();
    assert_eq!((error.kind(), error.path()), (ErrorKind::InvalidArgument, Some("chatId")));
}

/// What the crate's own ids are spared.
#[wasm_bindgen_test]
fn an_id_of_a_struct_written_by_hand_fails_past_what_a_number_holds() {
    #[derive(Debug, serde::Serialize, serde::Deserialize)]
    struct ByHand {
        id: u64,
    }
    let id = 9_007_199_254_740_993;
    assert!(serde_wasm_bindgen::to_value(&ByHand { id }).is_err());
    assert!(
        serde_wasm_bindgen::from_value::<ByHand>(parsed(r#"{"id":9007199254740993}"#)).is_err()
    );
    let text = parsed(r#"{"id":"9007199254740993"}"#);
    assert!(serde_wasm_bindgen::from_value::<ByHand>(text).is_err());
}

#[wasm_bindgen_test]
fn a_key_that_no_input_has_is_passed_over_by_serde_and_rejected_by_threadline() {
    let misspelt = parsed(r#"{"inboxId":1,"userId":2,"chatID":3,"target":"15555550101"}"#);
    let input: CloseConversation = serde_wasm_bindgen::from_value(misspelt.clone()).unwrap();
    assert_eq!(input.chat_id, None);

    let input = js::from_value::<CloseConversation>(&misspelt).unwrap();
    let error = typed::request(&input, 0.0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    assert!(error.message().contains("chatId"), "{error}");
}

#[wasm_bindgen_test]
fn a_bigint_is_an_id_both_ways() {
    let value = Object::new();
    for (key, id) in [("inboxId", 1), ("userId", 2)] {
        Reflect::set(&value, &key.into(), &id.into()).unwrap();
    }
    let id = 9_007_199_254_740_993_i64;
    Reflect::set(&value, &"chatId".into(), &js_sys::BigInt::from(id).into()).unwrap();
    let by_serde: CloseConversation = serde_wasm_bindgen::from_value(value.clone().into()).unwrap();
    assert_eq!(by_serde.chat_id.unwrap().get(), id);
    let input = js::from_value::<CloseConversation>(&value).unwrap();
    let body = typed::request(&input, 0.0).unwrap().body.unwrap();
    assert!(body.contains(&id.to_string()), "{body}");
}

#[wasm_bindgen_test]
fn a_value_of_another_type_is_rejected_both_ways_and_threadline_says_where() {
    let wrong = parsed(r#"{"inboxId":1,"userId":true,"chatId":3}"#);
    assert!(serde_wasm_bindgen::from_value::<CloseConversation>(wrong.clone()).is_err());
    let input = js::from_value::<CloseConversation>(&wrong).unwrap();
    assert_eq!(typed::request(&input, 0.0).unwrap_err().path(), Some("userId"));
}
