//! The error classes of the npm package, printed from `ErrorKind`: the JavaScript, the types, and the table of the
//! documents.

use std::fmt::Write;

use threadline::http::ErrorKind;

use super::types::doc;

/// What is said of a class.
struct Words {
    /// When a call rejects with it: its doc comment.
    doc: &'static str,
    /// The same, for the table.
    when: &'static str,
    /// What to do then.
    advice: &'static str,
}

fn words(kind: ErrorKind) -> Words {
    let [doc, when, advice] = match kind {
        ErrorKind::InvalidArgument => [
            "An option or an input is missing, unknown or wrong; nothing was sent. `path` names it.",
            "the input or an option breaks a rule; nothing was sent",
            "fix what `path` names",
        ],
        ErrorKind::Authentication => [
            "401: the service accepts neither the key nor the token; or `token()` failed.",
            "401, or `token()` failed (see `cause`)",
            "renew the key or the token",
        ],
        ErrorKind::PermissionDenied => [
            "403: the credential is known, but gives no access to this.",
            "403",
            "give the member access to the inbox",
        ],
        ErrorKind::NotFound => {
            ["404, or an inbox that `assignableUsers` does not find: it does not exist.", "404", ""]
        }
        ErrorKind::InvalidRequest => [
            "400, 409, 422 and the other 4xx: the service rejects the request as it is.",
            "400, 409, 422 and other 4xx: the service says why in `message`",
            "",
        ],
        ErrorKind::RateLimit => [
            "429: too many requests; or 425: too early. Nothing was done.",
            "429; 425 (too early); or no slot within the client's own rate limit. Nothing was done",
            "slow down, retry after `retryAfterMs`",
        ],
        ErrorKind::Server => [
            "5xx: the service failed, or a gateway in front of it that got no response (504, 520 to 530 …). A gateway's own \
             444, 460 and 499 count as well.",
            "5xx, also those of gateways (520 to 530, 598, 599 …); a gateway's 444, 460 and 499",
            "retry later",
        ],
        ErrorKind::Connection => [
            "There was no response, or it broke off; `cause` is what `fetch` said.",
            "no response, or it broke off (see `cause`)",
            "retry; a change may have happened",
        ],
        ErrorKind::Timeout => [
            "`timeoutMs` or `deadlineMs` passed before the response was complete.",
            "no complete response within `timeoutMs` or `deadlineMs`",
            "retry; a change may have happened",
        ],
        ErrorKind::Decode => [
            "The response is not what the service promises, and `path` says where; or it reports a failure under a good \
             status (`{ \"success\": false }`), and `message` says which. From an iterator also: the rest of the list cannot \
             be fetched, and `path` says by which field its pages are requested.",
            "the response is not what the service documents, and `path` names the spot (`$[3].inbox.id`); or it reports a \
             failure under a good status (`{\"success\":false}`, `{\"status\":404,\"error\":…}`). From an iterator also: the \
             rest of the list cannot be fetched ([Pagination](pagination.md#what-cannot-be-fetched))",
            "report it with the beginning of the response, `error.body` (`raw` shows only responses that decode)",
        ],
        ErrorKind::Redirect => [
            "The service responded with a redirect. None is followed: the key would travel along.",
            "3xx: never followed, since it could carry the key to another host",
            "check `baseUrl`",
        ],
        ErrorKind::ReplyTooLarge => [
            "The response's body is longer than `maxReplyBytes`.",
            "the response is larger than `maxReplyBytes`",
            "request less, or raise the limit",
        ],
        ErrorKind::OutcomeUnknown => [
            "The response to something that must not happen twice (`sendMessage`, `reply` …) was lost, comes from a gateway \
             that got none (502, 504, 520 to 530 …), cannot be read, or does not confirm it (`{}`, `{ \"ok\": false }`): it may \
             have happened, or not. Check before retrying. An e-mail with a `localId` is retried after a lost response, and \
             you can safely retry it with the same one.",
            "the response to something that must not happen twice (`sendMessage`, `sendEmail` without a `localId`, \
             `scheduleMessage`, `transferConversation`, `reply`, `createCallback`) was lost, cannot be read, or does not \
             confirm it: a good status with `{}`, `{\"ok\":false}` or an error for a body (so for `sendEmail` with a \
             `localId`, too)",
            "check before retrying; an e-mail can safely be retried with the same `localId`",
        ],
        ErrorKind::WebhookVerification => [
            "A webhook does not prove that the service sent it: believe nothing of it. Respond with 401.",
            "a webhook does not prove that the service sent it",
            "respond with 401",
        ],
        ErrorKind::Internal => [
            "threadline itself failed or could not be loaded; `cause` says more.",
            "a fault of threadline, or WebAssembly could not be loaded (see `cause`)",
            "report it",
        ],
        // Of a kind to come; the test below asks for its words.
        _ => [""; 3],
    };
    Words { doc, when, advice }
}

/// A kind's name in capitals at the beginning of each word, without `Error`: `NotFound`.
fn stem(kind: ErrorKind) -> String {
    let upper = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    kind.as_str().split('_').map(upper).collect()
}

const PRINTED: &str = "printed from ErrorKind (src/error.rs) by\n// `cargo xtask types --bless`.\n";

/// `pkg-template/errors/names.ts`
pub(crate) fn names() -> String {
    let stems: Vec<String> = ErrorKind::ALL.into_iter().map(stem).collect();
    format!(
        "// The names of the error classes: {PRINTED}\nexport const NAMES =\n  /^({})Error$/;\n",
        stems.join("|")
    )
}

/// `pkg-template/errors/classes.ts`
pub(crate) fn classes() -> String {
    let mut out = format!(
        "// The error classes and their guards: {PRINTED}\nimport {{ define, guard }} from \"./define.ts\";\n\n"
    );
    for kind in ErrorKind::ALL {
        let name = stem(kind);
        let retryable = if kind.is_retryable() { ", true" } else { "" };
        let _ = writeln!(
            out,
            "export const {name}Error = /* @__PURE__ */ define(\"{name}Error\"{retryable});"
        );
    }
    out.push('\n');
    for kind in ErrorKind::ALL {
        let name = stem(kind);
        let _ = writeln!(out, "export const is{name}Error = /* @__PURE__ */ guard({name}Error);");
    }
    out
}

/// `pkg-template/errors/list.ts`: apart from the classes, all of which the package exports.
pub(crate) fn list() -> String {
    let mut names = ErrorKind::ALL.map(|kind| format!("  {}Error,\n", stem(kind)));
    names.sort();
    let names = names.concat();
    format!(
        "// All error classes: {PRINTED}\nimport {{\n{names}}} from \"./classes.ts\";\n\n\
         export const CLASSES = [\n{names}];\n"
    )
}

/// The types, which the build appends to those that are written by hand.
pub(super) fn types() -> String {
    let mut out = String::new();
    for kind in ErrorKind::ALL {
        let (name, code) = (stem(kind), kind.as_str().to_ascii_uppercase());
        doc(&mut out, 0, words(kind).doc);
        let _ = writeln!(
            out,
            "export declare class {name}Error extends ThreadlineError {{\n  readonly code: \"{code}\";\n}}"
        );
    }
    for kind in ErrorKind::ALL {
        let name = stem(kind);
        out.push_str(
            "/** Like `instanceof`, but true for the errors of another copy of the package and for clones, too. */\n",
        );
        let _ = writeln!(
            out,
            "export declare function is{name}Error(error: unknown): error is {name}Error;"
        );
    }
    out
}

/// The table of the documents.
pub(crate) fn table() -> String {
    let mut out = String::from("| error | when | what to do |\n|---|---|---|\n");
    for kind in ErrorKind::ALL {
        let Words { when, advice, .. } = words(kind);
        let _ = writeln!(out, "| `{}Error` | {when} | {advice} |", stem(kind));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_named_by_its_kind() {
        assert_eq!(stem(ErrorKind::OutcomeUnknown), "OutcomeUnknown");
        let classes = classes();
        for kind in ErrorKind::ALL {
            assert_eq!(classes.matches(&format!("const {}Error =", stem(kind))).count(), 1);
        }
    }

    #[test]
    fn every_kind_is_explained() {
        for kind in ErrorKind::ALL {
            let Words { doc, when, .. } = words(kind);
            assert!(!doc.is_empty() && !when.is_empty(), "{kind:?}");
        }
    }
}
