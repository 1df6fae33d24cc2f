//! The fake is strict: what a real service could reject for its form, it rejects.

use threadline_fakes::heymarket::Options;
use threadline_fakes::{FakeHeymarket, FakeReply, FakeRequest};

const KEY: (&str, &str) = ("authorization", "Bearer demo-key");
const JSON: (&str, &str) = ("content-type", "application/json");

fn send(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> FakeReply {
    let mut fake = FakeHeymarket::new(Options::default());
    fake.handle(&FakeRequest { method, target, headers, body: body.as_bytes() })
}

fn post(action: &str, body: &str) -> FakeReply {
    send("POST", &format!("/v1/conversations{action}"), &[KEY, JSON], body)
}

fn words(reply: &FakeReply) -> String {
    let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    let message = body["message"].as_str().unwrap();
    assert!(message.starts_with(body["error"].as_str().unwrap()));
    message.to_owned()
}

#[test]
fn a_body_that_breaks_the_table_is_bad_data_and_the_field_is_named() {
    for (action, body, field) in [
        ("", "[]", "body must be an object"),
        ("", "{}", "id is required"),
        ("", r#"{"filters":{}}"#, "id is required"),
        ("", r#"{"id":1111}"#, "filters is required"),
        ("", r#"{"id":1111,"filters":null}"#, "filters must be an object"),
        ("", r#"{"id":1111,"filters":[]}"#, "filters must be an object"),
        ("", r#"{"id":"1111","filters":{}}"#, "id must be a whole number"),
        ("", r#"{"id":1111.0,"filters":{}}"#, "id must be a whole number"),
        ("", r#"{"id":-1,"filters":{}}"#, "id must be a whole number"),
        ("", r#"{"id":9223372036854775808,"filters":{}}"#, "id must be a whole number"),
        ("", r#"{"id":1111,"filters":{"inboxes":2222}}"#, "filters.inboxes must be a list"),
        ("", r#"{"id":1111,"filters":{"inboxes":[2222,"2223"]}}"#, "filters.inboxes[1] must be"),
        ("", r#"{"id":1111,"filters":{"closed":0}}"#, "filters.closed must be a boolean"),
        ("", r#"{"id":1111,"filters":{"closed":null}}"#, "filters.closed must be a boolean"),
        ("", r#"{"id":1111,"filters":{"open":true}}"#, "filters.open is not known"),
        ("", r#"{"id":1111,"filters":{},"date":1700000000}"#, "date must be a date"),
        ("", r#"{"id":1111,"filters":{},"date":"2026-01-01"}"#, "date must be a date"),
        ("", r#"{"id":1111,"filters":{},"date":"2026-02-30T00:00:00Z"}"#, "date must be a date"),
        ("", r#"{"id":1111,"filters":{},"limit":10}"#, "limit is not known"),
        ("/count", r#"{"date":null}"#, "date must be a date"),
        ("/count", r#"{"filters":{}}"#, "filters is not known"),
        ("/close", r#"{"user_id":1111,"chat_id":1}"#, "inbox_id is required"),
        ("/close", r#"{"inbox_id":2222,"chat_id":1}"#, "user_id is required"),
        ("/close", r#"{"inbox_id":2222,"user_id":1111}"#, "chat_id, target, targets"),
        (
            "/close",
            r#"{"inbox_id":2222,"user_id":1111,"chat_id":610018,"target":"15555550101"}"#,
            "chat_id, target name different conversations",
        ),
        ("/close", r#"{"inboxId":2222,"user_id":1111,"chat_id":1}"#, "inboxId is not known"),
        ("/open", r#"{"inbox_id":2222,"user_id":1111,"target":"+15555550118"}"#, "target must be"),
        (
            "/open",
            r#"{"inbox_id":2222,"user_id":1111,"target":"1 555 555 0118"}"#,
            "target must be",
        ),
        ("/open", r#"{"inbox_id":2222,"user_id":1111,"target":15555550118}"#, "target must be"),
        ("/open", r#"{"inbox_id":2222,"user_id":1111,"target":""}"#, "target must be"),
        ("/open", r#"{"inbox_id":2222,"user_id":1111,"targets":[]}"#, "targets must not be empty"),
        (
            "/open",
            r#"{"inbox_id":2222,"user_id":1111,"targets":["123","+2"]}"#,
            "targets[1] must be",
        ),
        ("/read", r#"{"inbox_id":2222,"user_id":1111,"chat_id":610018}"#, "chat_id is not known"),
        ("/unread", r#"{"inbox_id":2222,"user_id":1111}"#, "target, targets"),
        (
            "/reassign",
            r#"{"inbox_id":2222,"user_id":1111,"target":"123"}"#,
            "reassign_id is required",
        ),
        ("/transfer", r#"{"conversation_id":610018}"#, "transfer_inbox_id is required"),
        ("/transfer", r#"{"chat_id":610018,"transfer_inbox_id":2223}"#, "chat_id is not known"),
    ] {
        let reply = post(action, body);
        assert_eq!(reply.status, 400, "{action} {body}");
        let words = words(&reply);
        assert!(words.starts_with(&format!("bad_data: {field}")), "{words}, for {action} {body}");
    }
}

#[test]
fn a_body_that_is_not_json_is_bad_data() {
    for body in [
        "",
        " ",
        "{",
        "{}}",
        "id=1111",
        "{\"id\":1,\"id\":1,\"filters\":{}}",
        "{'id':1}",
        "\u{feff}{}",
    ] {
        let reply = post("", body);
        assert_eq!(reply.status, 400);
        assert!(words(&reply).starts_with("bad_data: body is not JSON: "), "{body}");
    }
}

#[test]
fn a_body_must_say_that_it_is_json() {
    let count =
        |headers: &[(&str, &str)]| send("POST", "/v1/conversations/count", headers, "{}").status;
    for good in ["application/json", "Application/JSON", "application/json; charset=utf-8"] {
        assert_eq!(count(&[KEY, ("Content-Type", good)]), 200, "{good}");
    }
    for bad in
        ["", "text/plain", "text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "json"]
    {
        assert_eq!(count(&[KEY, ("Content-Type", bad)]), 415, "{bad}");
    }
    assert_eq!(count(&[KEY]), 415);
    assert_eq!(count(&[KEY, JSON, JSON]), 415);
}

#[test]
fn a_route_that_does_not_exist_is_not_found_and_a_wrong_method_not_allowed() {
    for target in [
        "",
        "/",
        "/v1",
        "/v1/",
        "/v2/conversations",
        "/v1/conversation",
        "/v1/conversations/",
        "/v1/conversations/1/messages",
        "/V1/conversations",
        "//v1/conversations",
    ] {
        assert_eq!(send("GET", target, &[KEY], "").status, 404, "{target}");
    }
    for (method, target, allowed) in [
        ("GET", "/v1/conversations", "POST"),
        ("GET", "/v1/conversations/count", "POST"),
        ("GET", "/v1/conversations/close?x=1", "POST"),
        ("POST", "/v1/conversations/610018", "GET"),
        ("DELETE", "/v1/conversations/610018", "GET"),
        ("PUT", "/v1/conversations/read", "POST"),
        ("get", "/v1/conversations/610018", "GET"),
    ] {
        let reply = send(method, target, &[KEY, JSON], "{}");
        assert_eq!(reply.status, 405, "{method} {target}");
        assert_eq!(reply.header("allow"), Some(allowed));
    }
}

#[test]
fn what_is_in_the_path_or_the_query_is_checked_against_the_table_too() {
    let get = |target: &str| send("GET", &format!("/v1/conversations/{target}"), &[KEY], "");
    for good in ["610018", "%36%310018", "610018?"] {
        assert_eq!(get(good).status, 200, "{good}");
    }
    for bad in [
        "abc",
        "-1",
        "+610018",
        "610018.0",
        "6100 18",
        "%2",
        "%zz",
        "9223372036854775808",
        "610018?inbox=1",
    ] {
        assert_eq!(get(bad).status, 400, "{bad}");
    }
    assert_eq!(get("610018%20").status, 400);
    assert_eq!(send("POST", "/v1/conversations/count?date=x", &[KEY, JSON], "{}").status, 400);
    assert_eq!(send("GET", "/v1/conversations/610018", &[KEY, JSON], "{}").status, 400);
}

#[test]
fn the_key_comes_in_one_header_and_as_a_bearer() {
    let get =
        |headers: &[(&str, &str)]| send("GET", "/v1/conversations/610018", headers, "").status;
    assert_eq!(get(&[KEY]), 200);
    assert_eq!(get(&[("AUTHORIZATION", "bearer demo-key")]), 200);
    assert_eq!(get(&[]), 401);
    assert_eq!(get(&[KEY, KEY]), 401);
    assert_eq!(get(&[("x-api-key", "demo-key")]), 401);
}

#[test]
fn every_rejection_has_a_request_id_and_is_json() {
    for (reply, status) in [
        (send("GET", "/nowhere", &[], ""), 404),
        (send("PUT", "/v1/conversations", &[], ""), 405),
        (send("POST", "/v1/conversations", &[], ""), 401),
        (send("POST", "/v1/conversations", &[KEY], ""), 415),
        (post("", ""), 400),
    ] {
        assert_eq!(reply.status, status);
        assert_eq!(reply.header("x-request-id"), Some("fake-00000001"));
        assert_eq!(reply.header("content-type"), Some("application/json"));
        words(&reply);
    }
}
