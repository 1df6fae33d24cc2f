//! What the operations on one conversation have in common.

use crate::schema::Operation;
use crate::testing::{gives, refuses, reply, sends};

const ROOT: &str = "/api/partner-gateway/v1/inbox/conversations";

/// The conversation's id stands in the path, escaped and exact, and there is no body.
pub(crate) fn the_path_names_the_conversation(operation: &Operation, method: &str, tail: &str) {
    for (id, sent) in [("\"a/b 9\"", "a%2Fb%209"), ("\"9007199254740993\"", "9007199254740993")] {
        let input = format!(r#"{{"chatId":{id}}}"#);
        sends(operation, &input, &format!("{method} {ROOT}/{sent}{tail}"), "");
    }
    refuses(
        operation,
        &[("{}", "chatId"), (r#"{"chatId":null}"#, "chatId"), (r#"{"id":1}"#, "id")],
    );
}

/// An id that would mean another route is refused.
pub(crate) fn other_routes_are_refused(operation: &Operation) {
    for id in ["reply", "assignable-users", ".", "..", ""] {
        refuses(operation, &[(&format!(r#"{{"chatId":"{id}"}}"#), "chatId")]);
    }
}

/// An empty reply is success, as is any JSON that says nothing else; a page of HTML is not.
pub(crate) fn nothing_is_success(operation: &'static Operation) {
    gives(operation, "", "null");
    gives(operation, r#"{"status":"done"}"#, "null");
    for body in ["<html>", r#"{"status":404,"error":"Not Found","message":"no such conversation"}"#]
    {
        assert!(reply(operation, body).is_err(), "{body}");
    }
}
