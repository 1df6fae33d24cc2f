//! Bad news under a good status: a service, or a gateway in front of it, that failed and sends 200 all
//! the same. No document names the forms; these are the usual ones of gateways, frameworks and functions.
//!
//! What is looked for is listed, each word with a blank behind it: small letters match capitals too, `?` matches
//! anything but a letter or a digit, and a word matches what begins with it. A key or a string that must match
//! as a whole has its closing quote in the list.

use core::ops::RangeInclusive;

use crate::codec::members::each_member;
use crate::codec::tape::{Tape, Word, tag};
use crate::schema::{Field, Kind};

/// Keys that tell how it went: first what went wrong, then whether it worked, then a status, then a sentence.
const KEYS: &[u8] = b"err fail exception iserr haserr \
    ok\" succe issucce accepted\" \
    status\" statuscode\" status?code\" code\" result\" \
    message\" detail\" ";
const FAILURES: RangeInclusive<usize> = 1..=5;
const STATUSES: RangeInclusive<usize> = 10..=14;
const MESSAGE: usize = 15;

/// Values that report no failure under a key for one.
const NOTHING: &[u8] =
    br#"0 false "false" null "" {} [] {?} [?] "0" "00" "000" "ok" "none" "no?error "success "#;
/// Those that do say something: no.
const NO: RangeInclusive<usize> = 1..=3;
const FALSE: usize = 2;

/// What a text that reports a failure holds.
const WORDS: &[u8] = b"error fail timeout timed?out denied unavailable not?found \
    reject forbidden unauthori not?auth bad?request invalid missing too?many exceeded ";
/// How much of a text is searched for these words, in bytes.
const SEARCHED: usize = 200;
/// How long a report may be, in bytes.
const LONGEST: usize = 1 << 18;
/// What is around an object's only key and value: a quote, a colon, braces and some blanks.
const AROUND: usize = 8;

/// Whether a response that was decoded is the success that its status says.
///
/// What shows itself is believed: a list with items, an object with its first field, which is its id. What
/// shows nothing (no value at all, an empty list, a mere number) is believed unless it reports a failure; and
/// an object must hold one of its fields, of whatever form.
pub(crate) fn is_success(kind: &'static Kind, tape: &Tape, body: &[u8]) -> bool {
    if shows_itself(tape) {
        return true;
    }
    let fields = match kind {
        Kind::Object(shape) | Kind::ObjectOr(shape, _) => shape.fields,
        _ => &[],
    };
    let body = body.get(tape.text_start..).unwrap_or_default().trim_ascii();
    let mut bad = find(NOTHING, body) == FALSE || says_failure(body);
    let mut shown = fields.is_empty();
    let object = if body.len() > LONGEST { b"" } else { body };
    // `None` for what is not an object, which has nothing more to say.
    let _ = each_member(object, &mut |key, value| {
        let (known, said) = (find(KEYS, key), find(NOTHING, value));
        let is_key = |name: &str| key.strip_suffix(b"\"") == Some(name.as_bytes());
        let is_own = |field: &Field| {
            is_key(field.wire) || field.aliases.iter().any(|alias| is_key(alias.key))
        };
        shown |= said <= *NO.end() && fields.iter().any(is_own);
        bad |= if known == 0 {
            false
        } else if FAILURES.contains(&known) {
            said == 0
        } else if known >= MESSAGE {
            // Beside other members it may be the message that was sent.
            let alone = key.len().wrapping_add(value.len()).wrapping_add(AROUND) >= body.len();
            alone && says_failure(value)
        } else {
            let status = STATUSES.contains(&known);
            (NO.contains(&said) && !(status && value == b"0"))
                || says_failure(value)
                || (status && is_failure_code(value))
        };
    });
    shown && !bad
}

/// Whether there is a list with items, or an object with its first field.
fn shows_itself(tape: &Tape) -> bool {
    let Word { mut head, payload } = tape.root;
    let mut rest = 0;
    if head & 15 == tag::OBJECT {
        let slot = tape.words.get(payload as usize..).and_then(<[u32]>::first_chunk);
        [head, rest] = slot.copied().unwrap_or_default();
    }
    match head & 15 {
        tag::TEXT | tag::ESCAPED | tag::LIST => head > 15,
        tag::INT => rest > 0 || head > 15,
        _ => false,
    }
}

/// Whether a value is a number from 400 up or below 0, or a text that begins with such a status.
fn is_failure_code(value: &[u8]) -> bool {
    match value {
        [b'"', text @ ..] => matches!(text, [b'4' | b'5', b'0'..=b'9', b'0'..=b'9', ..]),
        [b'-', ..] => true,
        [first @ b'1'..=b'9', rest @ ..] => rest.len().wrapping_add(usize::from(*first > b'3')) > 2,
        _ => false,
    }
}

/// Whether a value is a string that reports a failure.
fn says_failure(value: &[u8]) -> bool {
    let length = value.len().min(SEARCHED);
    value.starts_with(b"\"")
        && (1..length).any(|at| find(WORDS, value.get(at..).unwrap_or_default()) > 0)
}

/// Which word of a list a text begins with, counting from 1; 0 for none.
#[inline(never)]
fn find(list: &[u8], text: &[u8]) -> usize {
    let (mut word, mut at, mut same) = (1_usize, 0_usize, true);
    for known in list {
        if *known == b' ' {
            if same {
                return word;
            }
            (word, at, same) = (word.wrapping_add(1), 0, true);
        } else {
            same &= text.get(at).is_some_and(|byte| {
                *known == byte.to_ascii_lowercase()
                    || *known == b'?' && !byte.is_ascii_alphanumeric()
            });
            at = at.wrapping_add(1);
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::{Reading, decode};
    use crate::heymarket::SentMessage;
    use crate::qlara::Callback;
    use crate::schema::Value;

    /// Reports of a failure, in the forms of Lambda, Spring, Slack, Meta, JSend, .NET, RFC 9457 and others.
    const FAILED: &[&str] = &[
        r#"{"errorMessage":"2026-04-12T15:30:00Z 1f0c Task timed out after 3.00 seconds"}"#,
        r#"{"errorType":"TypeError","trace":[]}"#,
        r#"{"status":404,"error":"Not Found","message":"no such conversation"}"#,
        r#"{"timestamp":"2026-04-12T15:30:00Z","status":500,"path":"/x"}"#,
        r#"{"ok":false,"error":"channel_not_found"}"#,
        r#"{"ok":false}"#,
        r#"{"success":false}"#,
        r#"{"success":0}"#,
        r#"{"Success":false,"Data":null}"#,
        r#"{"isSuccess":false}"#,
        r#"{"succeeded":false}"#,
        r#"{"accepted":false}"#,
        r#"{"status":false}"#,
        r#"{"error":{"code":131047,"message":"Re-engagement message"}}"#,
        r#"{"error":"x","id":null}"#,
        r#"{"error":true}"#,
        r#"{"error":7}"#,
        r#"{"error_code":-1}"#,
        r#"{"error":"未授权"}"#,
        r#"{"err":"x"}"#,
        r#"{"errcode":40001,"errmsg":"invalid credential"}"#,
        r#"{"errors":[{"title":"bad"}]}"#,
        r#"{"errors":{"chatId":"unknown"}}"#,
        r#"{"hasErrors":true}"#,
        r#"{"isError":true}"#,
        r#"{"exception":"java.lang.NullPointerException"}"#,
        r#"{"failures":["x"]}"#,
        r#"{"failed":true}"#,
        r#"{"type":"about:blank","title":"Bad Request","status":400}"#,
        r#"{"statusCode":502,"body":""}"#,
        r#"{"code":400}"#,
        r#"{"code":131047}"#,
        r#"{"code":"404"}"#,
        r#"{"status":"404 NOT_FOUND"}"#,
        r#"{"success":"false"}"#,
        r#"{"status":"NOT_FOUND"}"#,
        r#"{"status":"error"}"#,
        r#"{"status":"fail","data":{}}"#,
        r#"{"status":"FAILED"}"#,
        r#"{"result":"error"}"#,
        r#"{"message":"Endpoint request timed out"}"#,
        r#"{"message":"Internal server error"}"#,
        r#"{"Message":"User is not authorized: access denied"}"#,
        r#"{"message":"Forbidden"}"#,
        r#"{"message":"Missing Authentication Token"}"#,
        r#"{"message":"Limit Exceeded"}"#,
        r#"{"detail":"Not authenticated"}"#,
        r#"{"status":"REJECTED","reason":"window closed"}"#,
        r#"{"status":"BAD_REQUEST","message":"x"}"#,
        r#"{"status":"TOO_MANY_REQUESTS","retryAfter":3}"#,
        r#"{"code":"invalid_recipient"}"#,
        r#"{"status":-1}"#,
        r#"[{"errorCode":"NOT_FOUND","message":"x"}]"#,
        r#" false "#,
        r#""error""#,
        r#""Internal Server Error""#,
        r#""Request timed out""#,
        r#""Unauthorized""#,
    ];

    /// Nothing of that kind.
    const FINE: &[&str] = &[
        "{}",
        "null",
        "[]",
        "[1]",
        "true",
        "0",
        "5",
        "404",
        "\"\"",
        "\"ok\"",
        "\"queued\"",
        r#"{"ok":true}"#,
        r#"{"success":true,"error":null}"#,
        r#"{"success":true,"errors":[],"failed":0,"errorMessage":""}"#,
        r#"{"errcode":0,"errmsg":"ok"}"#,
        r#"{"error":false}"#,
        r#"{"error":{}}"#,
        r#"{"error": { }, "errors": [ ]}"#,
        r#"{"error":"none","errorCode":"0"}"#,
        r#"{"errorCode":"000","errorMessage":"Success"}"#,
        r#"{"error":"NO_ERROR","errors":"No errors"}"#,
        r#"{"status":"queued"}"#,
        r#"{"status":"done"}"#,
        r#"{"status":"UNKNOWN"}"#,
        r#"{"status":"200 OK"}"#,
        r#"{"status":202,"message":"Accepted"}"#,
        r#"{"status":true}"#,
        r#"{"code":0,"message":"success"}"#,
        r#"{"code":"200"}"#,
        r#"{"status":"2026-04-12"}"#,
        r#"{"status":null,"code":[]}"#,
        r#"{"result":0}"#,
        r#"{"id":5}"#,
        r#"{"id":404,"total":500}"#,
        // What was sent, given back.
        r#"{"chatId":1,"message":"Sorry for the error in your order, it failed"}"#,
        r#"{"text":"error"}"#,
        r#"{"message":"Accepted"}"#,
        r#"{"detail":"Accepted"}"#,
        r#"{"data":{"status":500}}"#,
    ];

    fn good(kind: &'static Kind, body: &str) -> bool {
        let tape = decode(kind, body.as_bytes(), Reading::Lenient);
        // What does not decode is not a success either.
        tape.is_ok_and(|tape| is_success(kind, &tape, body.as_bytes()))
    }

    #[test]
    fn an_action_of_which_only_the_status_counts_has_failed_if_its_body_says_so() {
        for body in FAILED {
            assert!(!good(&Kind::Nothing, body), "{body}");
            assert!(!good(&Kind::Nothing, &format!("\u{feff}\n{body}")), "{body}");
        }
        for body in FINE.iter().chain(&["", " \n"]) {
            assert!(good(&Kind::Nothing, body), "{body}");
        }
    }

    #[test]
    fn a_message_counts_as_sent_only_if_a_documented_field_shows_it() {
        const KIND: &Kind = &SentMessage::KIND;
        for body in FAILED.iter().filter(|body| body.starts_with('{')) {
            assert!(!good(KIND, body), "{body}");
        }
        for body in [
            "{}",
            r#"{"id":null}"#,
            r#"{"id":"","date":null,"queued":null}"#,
            r#"{"id":{},"convo_id":[]}"#,
            r#"{"ok":true}"#,
            r#"{"status":202,"message":"Accepted"}"#,
            r#"{"ID":5}"#,
            r#"{"data":{"id":5}}"#,
        ] {
            assert!(!good(KIND, body), "{body}");
        }
        for body in [
            r#"{"id":5}"#,
            r#"{"id":"9007199254740993"}"#,
            r#"{"id":"msg_1"}"#,
            r#"{"id":{"value":5}}"#,
            r#"{"id":0}"#,
            r#"{"date":"2026-04-12T15:30:00Z"}"#,
            r#"{"convo_id":9920}"#,
            r#"{"conversation_id":9920}"#,
            r#"{"conversation_id":"x"}"#,
            r#"{"queued":false}"#,
            r#"{"date":1776007800}"#,
            r#"{"queued":"yes"}"#,
            r#"{"gallery_url":"https://example.com/a"}"#,
            // It has an id: it was taken, and what is said beside that is of something else.
            r#"{"id":5,"errors":["one of three numbers is a landline"]}"#,
        ] {
            assert!(good(KIND, body), "{body}");
        }
        // Without an id, what is said counts.
        for body in [
            r#"{"id":"req-1","error":"x"}"#,
            r#"{"id":0,"ok":false}"#,
            r#"{"queued":false,"error":"blocked"}"#,
            r#"{"convo_id":9920,"success":false}"#,
        ] {
            assert!(!good(KIND, body), "{body}");
        }
    }

    #[test]
    fn an_address_must_be_there() {
        const KIND: &Kind = &Callback::KIND;
        for (body, expected) in [
            (r#"{"callbackUrl":"https://example.com"}"#, true),
            (r#"{"url":"https://example.com","status":"ERROR"}"#, true),
            (r#""https://example.com/error""#, true),
            (r#"{"callbackUrl":7}"#, true),
            (r#"{"callbackUrl":null}"#, false),
            ("{}", false),
            (r#"{"status":404,"error":"Not Found"}"#, false),
        ] {
            assert_eq!(good(KIND, body), expected, "{body}");
        }
    }

    #[test]
    fn an_empty_page_and_a_total_are_believed_unless_the_body_says_that_something_failed() {
        const PAGE: &Kind = &Kind::Enveloped(&["data"], &Kind::List(&Kind::Id));
        for (kind, body, expected) in [
            (PAGE, "[]", true),
            (PAGE, r#"{"data":[],"error":null}"#, true),
            (PAGE, r#"{"data":[],"success":false}"#, false),
            (PAGE, r#"{"data":null,"error":"x"}"#, false),
            (PAGE, r#"{"data":[1],"error":"x"}"#, true),
            (&Kind::Count, "404", true),
            (&Kind::Count, "\"404\"", true),
            (&Kind::Count, r#"{"count":404}"#, true),
            (&Kind::Count, r#"{"status":404,"error":"Not Found"}"#, false),
            (&Kind::Count, r#"{"code":500,"message":"x"}"#, false),
        ] {
            assert_eq!(good(kind, body), expected, "{body}");
        }
    }

    #[test]
    fn a_report_is_short() {
        let long = |length| format!(r#"{{"text":"{}","ok":false}}"#, "x".repeat(length));
        for (length, expected) in [(LONGEST / 2, false), (LONGEST, true)] {
            assert_eq!(good(&Kind::Nothing, &long(length)), expected);
            assert!(!good(&SentMessage::KIND, &long(length)));
        }
    }

    #[test]
    fn what_a_model_requires_is_enough() {
        const KIND: &Kind = &crate::heymarket::Scheduled::KIND;
        assert!(good(KIND, r#"{"id":5,"error":"x"}"#));
    }
}
