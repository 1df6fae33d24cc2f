//! The fake is strict: what a real service could reject for its form, it rejects.

use serde_json::Value;
use threadline_fakes::qlara::Options;
use threadline_fakes::{FakeQlara, FakeReply, FakeRequest};

const ROOT: &str = "/api/partner-gateway/v1/inbox/conversations";
const KEY: (&str, &str) = ("x-api-key", "demo-qlara-key");
const JSON: (&str, &str) = ("content-type", "application/json");

fn send(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> FakeReply {
    let mut fake = FakeQlara::new(Options::default());
    let target = &format!("{ROOT}{path}");
    fake.handle(&FakeRequest { method, target, headers, body: body.as_bytes() })
}

fn words(reply: &FakeReply) -> String {
    let body: Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(body["status"], reply.status);
    assert!(body["error"].is_string());
    body["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_body_that_breaks_the_table_is_bad_data_and_the_field_is_named() {
    for (path, body, field) in [
        ("/reply", "[]", "body must be an object"),
        ("/reply", "{}", "message is required"),
        ("/reply", r#"{"chatId":810006}"#, "message is required"),
        ("/reply", r#"{"chatId":810006,"message":""}"#, "message must be a string that is not"),
        ("/reply", r#"{"chatId":810006,"message":null}"#, "message must be"),
        ("/reply", r#"{"chatId":810006,"text":"x"}"#, "text is not known"),
        ("/reply", r#"{"chatId":810006,"message":"x","body":{}}"#, "body is not known"),
        ("/reply", r#"{"message":"x"}"#, "chatId is required"),
        ("/reply", r#"{"chatId":"","message":"x"}"#, "chatId must be an id"),
        ("/reply", r#"{"chatId":-1,"message":"x"}"#, "chatId must be an id"),
        ("/reply", r#"{"chatId":1.5,"message":"x"}"#, "chatId must be an id"),
        ("/810006/assignee", "{}", "userId is required"),
        ("/810006/assignee", r#"{"userId":null}"#, "userId must be an id"),
        ("/810006/assignee", r#"{"userId":{}}"#, "userId must be an id"),
        ("/810006/assignee", r#"{"userId":58}"#, "userId is nobody"),
        ("/810006/assignee", r#"{"id":55}"#, "id is not known"),
        ("/810006/assignee", r#"{"userId":55,"chatId":810006}"#, "chatId is not known"),
        ("/810006/assignee", "", "body is not JSON"),
        ("/810006/assignee", r#"{"userId":55,"userId":55}"#, "body is not JSON"),
    ] {
        let reply = send("POST", path, &[KEY, JSON], body);
        assert_eq!(reply.status, 400, "{path} {body}");
        assert!(words(&reply).starts_with(field), "{}, for {path} {body}", words(&reply));
    }
}

#[test]
fn a_query_is_checked_against_the_table_and_a_bare_plus_is_a_blank() {
    let get = |path: &str| send("GET", path, &[KEY], "");
    for good in [
        "",
        "?orderBy=-lastMessageDate",
        "?orderBy=%2BlastMessageDate",
        "?dateFrom=2026-03-01T00:00:00Z",
        "?dateFrom=2026-03-01T00%3A00%3A00%2B01%3A00",
        "?channelIds=7,8&unreadOnly=true",
        "?channelIds=a%2Cb",
        "/810001/messages?idFrom=0&idTo=18446744073709551615",
    ] {
        assert_eq!(get(good).status, 200, "{good}");
    }
    for (bad, field) in [
        ("?orderBy=+lastMessageDate", "orderBy must be"),
        ("?orderBy=lastMessageDate", "orderBy must be"),
        ("?orderBy=", "orderBy must be"),
        ("?dateFrom=2026-03-01T00:00:00+01:00", "dateFrom must be"),
        ("?dateFrom=2026-03-01T00:00:00", "dateFrom must be"),
        ("?dateFrom=2026-03-01", "dateFrom must be"),
        ("?channelIds=", "channelIds[0] must be"),
        ("?channelIds=7,,8", "channelIds[1] must be"),
        ("?channelIds=7&channelIds=8", "channelIds is given twice"),
        ("?unreadOnly=1", "unreadOnly must be"),
        ("?unreadOnly", "unreadOnly must be"),
        ("?page=1", "page is not known"),
        ("/810001?x=1", "x is not known"),
        ("/810001/messages?idFrom=", "idFrom must be"),
        ("/810001/messages?idFrom=-1", "idFrom is not a message id"),
        ("/810001/messages?idTo=1.5", "idTo is not a message id"),
    ] {
        let reply = get(bad);
        assert_eq!(reply.status, 400, "{bad}");
        assert!(words(&reply).starts_with(field), "{bad}: {}", words(&reply));
    }
}

#[test]
fn what_has_no_body_takes_none_and_what_has_one_must_say_that_it_is_json() {
    for (method, path) in [
        ("PATCH", "/810006/read"),
        ("PATCH", "/810006/archive"),
        ("PATCH", "/810006/unarchive"),
        ("DELETE", "/810006/assignee"),
        ("GET", "/810006"),
    ] {
        assert!(send(method, path, &[KEY], "").status < 300, "{method} {path}");
        assert_eq!(send(method, path, &[KEY, JSON], "{}").status, 400, "{method} {path}");
        assert_eq!(send(method, path, &[KEY], "x").status, 415, "{method} {path}");
    }
    let body = r#"{"userId":55}"#;
    assert_eq!(send("POST", "/810006/assignee", &[KEY, JSON], body).status, 204);
    assert_eq!(send("POST", "/810006/assignee", &[KEY], body).status, 415);
    assert_eq!(send("POST", "/810006/assignee", &[KEY], "").status, 415);
}

#[test]
fn a_route_that_does_not_exist_is_not_found_and_a_wrong_method_not_allowed() {
    for path in ["/", "/810006/", "/810006/unread", "/810006/messages/1", "s", "//read"] {
        assert_eq!(send("GET", path, &[KEY], "").status, 404, "{path}");
    }
    for (method, path, allowed) in [
        ("POST", "", "GET"),
        ("GET", "/reply", "POST"),
        ("PATCH", "/reply", "POST"),
        ("POST", "/assignable-users", "GET"),
        ("GET", "/810006/read", "PATCH"),
        ("POST", "/810006/archive", "PATCH"),
        ("PATCH", "/810006/assignee", "POST, DELETE"),
        ("DELETE", "/810006", "GET"),
        ("get", "/810006", "GET"),
    ] {
        let reply = send(method, path, &[KEY, JSON], "{}");
        assert_eq!(reply.status, 405, "{method} {path}");
        assert_eq!(reply.header("allow"), Some(allowed));
    }
}

#[test]
fn the_key_comes_in_one_header_of_its_own() {
    let get = |headers: &[(&str, &str)]| send("GET", "/810006", headers, "").status;
    assert_eq!(get(&[KEY]), 200);
    assert_eq!(get(&[("X-API-KEY", "demo-qlara-key")]), 200);
    assert_eq!(get(&[]), 401);
    assert_eq!(get(&[KEY, KEY]), 401);
    assert_eq!(get(&[("authorization", "Bearer demo-qlara-key")]), 401);
    assert_eq!(get(&[("x-api-key", "demo-key")]), 401);
}

#[test]
fn every_rejection_has_a_request_id_and_is_json() {
    for (reply, status) in [
        (send("GET", "/nowhere/at/all", &[], ""), 404),
        (send("PUT", "", &[], ""), 405),
        (send("GET", "", &[], ""), 401),
        (send("POST", "/reply", &[KEY], ""), 415),
        (send("POST", "/reply", &[KEY, JSON], ""), 400),
    ] {
        assert_eq!(reply.status, status);
        assert_eq!(reply.header("x-request-id"), Some("fake-00000001"));
        assert_eq!(reply.header("content-type"), Some("application/json"));
        words(&reply);
    }
}
