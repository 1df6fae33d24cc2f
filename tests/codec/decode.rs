//! Responses.

use proptest::prelude::*;
use threadline::codec::{Reading, decode};
use threadline::http::Error;
use threadline::schema::Kind;

use crate::agreement::{agree, built};
use crate::json::{Json, Noise};
use crate::property::cases;
use crate::strategies::{Side, anything, of_kind};
use crate::tables::{THING, THINGS};

static THING_KIND: Kind = Kind::Object(THING);
static THINGS_KIND: Kind = THINGS;
static COUNT: Kind = Kind::Count;

/// Every kind of response of every operation, and the tables of the tests.
fn kinds() -> Vec<&'static Kind> {
    let replies = threadline::operations().map(|operation| &operation.reply);
    let objects = replies.filter(|kind| !matches!(kind, Kind::Acknowledged | Kind::Nothing));
    objects.chain([&THING_KIND, &THINGS_KIND, &COUNT]).collect()
}

fn agrees(kind: &'static Kind, text: &[u8]) -> Result<(), TestCaseError> {
    agree(kind, text).map_err(TestCaseError::fail)
}

fn written(json: &Json, noise: u64) -> String {
    let mut text = String::new();
    json.write(&mut Noise(noise), &mut text);
    text
}

fn reply_of(trouble: u32) -> impl Strategy<Value = (&'static Kind, Json)> {
    proptest::sample::select(kinds())
        .prop_flat_map(move |kind| (Just(kind), of_kind(kind, Side::Reply, trouble)))
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_response_of_the_tables_form_is_decoded_as_serde_json_reads_it(
        (kind, json) in reply_of(0), noise: u64,
    ) {
        agrees(kind, written(&json, noise).as_bytes())?;
    }

    #[test]
    fn a_response_with_odd_values_comes_out_by_their_nearest_meaning_or_strictly_is_an_error(
        (kind, json) in reply_of(30), noise: u64,
    ) {
        agrees(kind, written(&json, noise).as_bytes())?;
    }

    #[test]
    fn a_response_of_which_nearly_all_is_odd_is_judged_as_the_oracle_judges_it(
        (kind, json) in reply_of(500), noise: u64,
    ) {
        agrees(kind, written(&json, noise).as_bytes())?;
    }

    #[test]
    fn json_of_any_form_is_judged_as_the_oracle_judges_it(json in anything(), noise: u64) {
        for kind in kinds() {
            agrees(kind, written(&json, noise).as_bytes())?;
        }
    }

    #[test]
    fn a_response_with_changed_bytes_is_judged_as_the_oracle_judges_it(
        (kind, json) in reply_of(0), noise: u64, at: prop::sample::Index, byte: u8,
    ) {
        let mut text = written(&json, noise).into_bytes();
        let at = at.index(text.len());
        text[at] = byte;
        agrees(kind, &text)?;
        text.insert(at, b"{}[],:\"\\0-e. tfn\xff"[usize::from(byte) % 17]);
        agrees(kind, &text)?;
    }

    #[test]
    fn any_bytes_at_all_are_a_value_or_an_error(text: Vec<u8>) {
        for kind in kinds().into_iter().chain([&Kind::Acknowledged, &Kind::Nothing]) {
            let _ = decode(kind, &text, Reading::Lenient);
        }
    }
}

/// A page that holds one of everything.
const PAGE: &str = r#"{"page":1,"items":[{"id":9007199254740993,"done":true,"unseen":0,"text":"a\"\u00e9😀",
"target":"14155551234","changed-at":"2026-01-01T00:00:00.123456Z","owner":7,"author":{"id":1,"full_name":"Ü"},
"people":[1,{"uid":2}],"grid":[[true],[]],"notes":7,"nick":"n","total":{"n":"12"},"more":[{"x":[null,1e5]}]}]}"#;

#[test]
fn a_response_truncated_at_any_byte_is_an_error() {
    assert!(decode(&THINGS_KIND, PAGE.as_bytes(), Reading::Lenient).is_ok());
    for end in 0..PAGE.len() {
        assert!(
            decode(&THINGS_KIND, &PAGE.as_bytes()[..end], Reading::Lenient).is_err(),
            "cut at {end}"
        );
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_rejected_at_every_position() {
    for at in 0..PAGE.len() {
        for bad in [b"\xff".as_slice(), b"\xc0\xaf", b"\xed\xa0\x80", b"\xf0\x9f"] {
            let mut text = PAGE.as_bytes().to_vec();
            text.splice(at..at, bad.iter().copied());
            assert!(decode(&THINGS_KIND, &text, Reading::Lenient).is_err(), "{bad:x?} at {at}");
        }
    }
}

#[test]
fn numbers_are_judged_to_the_last_digit() {
    let digits = "9".repeat(400);
    for (number, whole) in [
        ("2255124162908898.7", None),
        ("225512416290889.80e1", Some(2_255_124_162_908_898)),
        ("9007199254740991.0", Some((1 << 53) - 1)),
        ("9007199254740992.0", None),
        ("90071992547409910e-1", Some((1 << 53) - 1)),
        ("18446744073709551615", Some(u64::MAX.into())),
        ("18446744073709551616", None),
        ("1000000000000000000000000000001", None),
        (digits.as_str(), None),
        ("-0", Some(0)),
        ("0.0e99", Some(0)),
        ("0e9999999999", None),
        ("1e400", None),
        ("1e-400", None),
        ("120e-1", Some(12)),
        ("-1.5e1", Some(-15)),
    ] {
        assert_eq!(Json::read(number.as_bytes()).unwrap().whole(), whole, "{number}");
        for kind in kinds() {
            for text in [number.to_owned(), format!("[{number}]"), format!("{{\"id\":{number}}}")] {
                agree(kind, text.as_bytes()).unwrap();
            }
        }
    }
}

#[test]
fn what_fails_a_strict_reading_is_named_with_its_path_and_in_words() {
    for (kind, text, path, message) in [
        (
            &THINGS_KIND,
            r#"[{"id":1},{"id":"1"}]"#,
            "$[1].id",
            "expected an id (a whole number of at most 64 bits), found a string",
        ),
        (
            &THINGS_KIND,
            r#"{"items":[{"id":1,"owner":{"id":null}}]}"#,
            "$.items[0].owner.id",
            "is missing",
        ),
        (
            &THINGS_KIND,
            r#"[{"id":1,"people":[1,null]}]"#,
            "$[0].people[1]",
            "expected an object, or the short form of one, found null",
        ),
        (
            &THINGS_KIND,
            r#"{"data":[]}"#,
            "$",
            "expected a list, or an object that holds one under content, items, found another object",
        ),
        (&THING_KIND, "[]", "$", "expected an object, found a list"),
        (&THING_KIND, "<html>", "$", "expected an object, found something that is not JSON"),
        (&THING_KIND, "", "$", "the response is empty"),
        (&THING_KIND, " \n", "$", "the response is empty"),
        (&THING_KIND, r#"{"id":1}x"#, "$", "not JSON: expected the end of the text at byte 8"),
        (&THING_KIND, r#"{"id":1,"x":[1,}"#, "$.…", "not JSON: expected a value at byte 15"),
        (
            &COUNT,
            r#"{"a":1,"b":2}"#,
            "$",
            "expected a count (a whole number, or an object with one), found another object",
        ),
        (&Kind::Acknowledged, r#""okay""#, "$", "expected \"ok\", found a string"),
        (&Kind::Acknowledged, "<html>", "$", "expected \"ok\", found something that is not JSON"),
    ] {
        let error = Error::from(decode(kind, text.as_bytes(), Reading::Strict).unwrap_err());
        assert_eq!((error.path(), error.message()), (Some(path), message), "{text}");
    }
}

#[test]
fn a_response_of_nothing_but_short_values_is_read_however_long_it_is() {
    let sparse = |item: &str, count: usize| format!("[{}]", vec![item; count].join(","));
    let conversations = threadline::operations().find(|it| it.name == "listConversations").unwrap();
    for item in [r#"{"id":1}"#, r#"{"id":1,"inbox":2}"#, r#"{"id":1,"members":[1,2,3]}"#] {
        assert!(
            decode(&conversations.reply, sparse(item, 60_000).as_bytes(), Reading::Lenient).is_ok()
        );
    }
}

#[test]
fn an_action_is_acknowledged_by_ok_quoted_or_bare() {
    for text in ["\"ok\"", "ok", " \"ok\"\n", "\u{feff}ok"] {
        let tape = decode(&Kind::Acknowledged, text.as_bytes(), Reading::Lenient).unwrap();
        assert_eq!((tape.root.head, tape.words.len()), (0, 0), "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let text = "\u{feff}{\"id\":1,\"nick\":\"Jo\"}".as_bytes();
    let tape = decode(&THING_KIND, text, Reading::Lenient).unwrap();
    assert_eq!(built(&THING_KIND, &tape, text)["nick"], "Jo");
}

#[test]
fn what_a_further_key_gave_stays_when_the_fields_own_key_comes_twice() {
    for (members, line, content) in [
        (
            r#""lineName":"A","line":{"id":"1"},"line":{"id":"2"}"#,
            r#"{"id":"2","name":"A"}"#,
            "null",
        ),
        (
            r#""line":{"id":"1"},"lineName":"A","line":{"id":"2"}"#,
            r#"{"id":"2","name":"A"}"#,
            "null",
        ),
        (r#""line":{"id":"1","name":"B"},"line":{"id":"2"}"#, r#"{"id":"2","name":null}"#, "null"),
        (r#""lineId":1,"line":"B","lineName":"C","line":null"#, r#"{"id":"1","name":"C"}"#, "null"),
        (r#""body":"b","content":"a","text":"c","content":null"#, "null", "\"b\""),
    ] {
        let text = format!(r#"{{"id":1,{members}}}"#);
        let tape = decode(&THING_KIND, text.as_bytes(), Reading::Lenient).unwrap();
        let value = built(&THING_KIND, &tape, text.as_bytes());
        assert_eq!(
            (value["line"].to_string().as_str(), value["content"].to_string().as_str()),
            (line, content),
            "{text}"
        );
    }
}

#[test]
fn half_a_surrogate_pair_is_left_to_javascript_which_can_hold_it() {
    assert!(decode(&THING_KIND, br#"{"id":1,"nick":"\ud83d"}"#, Reading::Lenient).is_ok());
}

#[test]
fn hostile_keys_are_keys_like_any_other() {
    let text = br#"{"__proto__":{"id":7},"constructor":1,"toString":null,"id":1,"\u006eick":"Jo"}"#;
    let tape = decode(&THING_KIND, text, Reading::Lenient).unwrap();
    let value = built(&THING_KIND, &tape, text);
    assert_eq!((&value["id"], &value["nick"]), (&1.into(), &"Jo".into()));
}

#[test]
fn deep_nesting_is_rejected_and_takes_no_stack() {
    for (open, depth) in [("[", 1_000_000), ("{\"a\":", 100_000)] {
        let text = format!("{{\"id\":1,\"x\":{}", open.repeat(depth));
        let error =
            Error::from(decode(&THING_KIND, text.as_bytes(), Reading::Lenient).unwrap_err());
        assert_eq!(error.message(), "nested deeper than 127 levels");
        assert_eq!(error.path(), Some("$.…"));
    }
}
