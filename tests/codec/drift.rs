//! Values of forms that no document shows: what comes out, what is reported, what fails.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use threadline::codec::{Reading, decode};
use threadline::http::Error;
use threadline::schema::{Field, Kind, Shape, to_camel};

use crate::agreement::built;
use crate::json::{Json, Noise};
use crate::property::cases;
use crate::strategies::{Side, anything, odd, of_kind};

fn kind(name: &str, nth: usize) -> &'static Kind {
    let mut operations = threadline::operations().filter(|operation| operation.name == name);
    &operations.nth(nth).unwrap().reply
}

fn heymarket_conversation() -> &'static Kind {
    kind("getConversation", 0)
}

fn qlara_conversation() -> &'static Kind {
    kind("getConversation", 1)
}

/// What comes out of a lenient reading, and the paths that are reported.
fn read(kind: &'static Kind, json: &Value) -> (Value, Vec<String>) {
    let text = json.to_string();
    let tape = decode(kind, text.as_bytes(), Reading::Observed).unwrap();
    let paths = tape.drift().map(|drift| drift.path).collect();
    (built(kind, &tape, text.as_bytes()), paths)
}

fn fails(kind: &'static Kind, json: &Value, reading: Reading) -> String {
    let error = decode(kind, json.to_string().as_bytes(), reading).map(drop).unwrap_err();
    Error::from(error).path().unwrap().to_owned()
}

/// One member of a conversation of Heymarket's: its key and value, the field and what comes out, the path.
#[test]
fn a_heymarket_conversation_takes_odd_values_by_their_nearest_meaning() {
    let nobody = Value::Null;
    let member = json!({ "id": 5, "name": null, "email": null });
    for (key, value, field, expected, path) in [
        ("assigned", json!({}), "assigned", nobody.clone(), "$.assigned.id"),
        ("assigned", json!({ "name": "Jo" }), "assigned", nobody.clone(), "$.assigned.id"),
        ("assigned", json!(0), "assigned", nobody.clone(), "$.assigned"),
        ("assigned", json!(""), "assigned", nobody.clone(), "$.assigned"),
        ("assigned", json!(false), "assigned", nobody.clone(), "$.assigned"),
        ("assigned", json!([]), "assigned", nobody.clone(), "$.assigned"),
        ("assigned", json!("5"), "assigned", member.clone(), "$.assigned"),
        ("assigned", json!({ "id": "5" }), "assigned", member.clone(), "$.assigned.id"),
        (
            "assigned",
            json!({ "id": 5, "name": false }),
            "assigned",
            member.clone(),
            "$.assigned.name",
        ),
        ("inbox", json!({ "name": "Sales" }), "inbox", nobody, "$.inbox.id"),
        ("members", json!([{}]), "members", json!([]), "$.members[*].id"),
        (
            "members",
            json!([{ "user": 5 }, 5, 0, null]),
            "members",
            json!([member]),
            "$.members[*].id",
        ),
        ("members", json!({ "id": 5 }), "members", json!([member]), "$.members"),
        ("members", json!(false), "members", json!([]), "$.members"),
        (
            "targets",
            json!([14155551234_u64, "14155551235"]),
            "targets",
            json!(["14155551234", "14155551235"]),
            "$.targets[*]",
        ),
        ("targets", json!("14155551234"), "targets", json!(["14155551234"]), "$.targets"),
        ("targets", json!(["14155551234", {}]), "targets", json!(["14155551234"]), "$.targets[*]"),
        ("target", json!(14155551234_u64), "target", json!("14155551234"), "$.target"),
        ("replied", json!(0), "replied", json!(false), "$.replied"),
        ("blocked", json!(1), "blocked", json!(true), "$.blocked"),
        ("blocked", json!(2), "blocked", Value::Null, "$.blocked"),
        ("muted", json!("false"), "muted", json!(false), "$.muted"),
        ("muted", json!("TRUE"), "muted", json!(true), "$.muted"),
        ("read", json!("0"), "read", json!(false), "$.read"),
        ("unread", json!("true"), "read", json!(false), "$.unread"),
        ("created", json!(1776007800), "created", json!("2026-04-12T15:30:00.000Z"), "$.created"),
        (
            "updated",
            json!(1776007800123_u64),
            "updated",
            json!("2026-04-12T15:30:00.123Z"),
            "$.updated",
        ),
        ("updated", json!(1776007800.5), "updated", json!("2026-04-12T15:30:00.500Z"), "$.updated"),
        ("updated", json!("1776007800"), "updated", json!("2026-04-12T15:30:00.000Z"), "$.updated"),
        ("updated", json!(""), "updated", Value::Null, "$.updated"),
        ("updated", json!({}), "updated", Value::Null, "$.updated"),
        ("snooze_till", json!(0), "snoozeTill", Value::Null, "$.snooze_till"),
        ("status", json!(["open"]), "status", Value::Null, "$.status"),
        ("name", json!(7), "name", Value::Null, "$.name"),
    ] {
        let mut json = json!({ "id": 9920, "channel": "sms", "last_msg": "Hi" });
        json[key] = value;
        let (out, reported) = read(heymarket_conversation(), &json);
        assert_eq!(out[field], expected, "{json}");
        assert!(reported.contains(&path.to_owned()), "{json} reported {reported:?}");
        // Nothing else changes.
        let (mut plain, _) = read(
            heymarket_conversation(),
            &json!({ "id": 9920, "channel": "sms", "last_msg": "Hi" }),
        );
        plain[field] = expected;
        assert_eq!(out, plain, "{json}");
        let failed = fails(heymarket_conversation(), &json, Reading::Strict)
            .replace("[0]", "[*]")
            .replace("[1]", "[*]");
        assert_eq!(failed, path, "{json}");
    }
}

#[test]
fn a_qlara_conversation_takes_odd_values_by_their_nearest_meaning() {
    for (key, value, field, expected) in [
        ("assignee", json!(0), "assignee", Value::Null),
        ("assignee", json!(""), "assignee", Value::Null),
        ("assignee", json!({ "userId": "", "displayName": "Zoë" }), "assignee", Value::Null),
        ("assignee", json!({}), "assignee", Value::Null),
        ("archived", json!(1), "archived", json!(true)),
        ("archived", json!("false"), "archived", json!(false)),
        ("unread", json!(true), "unreadCount", json!(1)),
        ("unread", json!([]), "unreadCount", Value::Null),
        ("channel", json!({}), "channel", Value::Null),
        (
            "lastMessageDate",
            json!(1776007800123_u64),
            "lastMessageDate",
            json!("2026-04-12T15:30:00.123Z"),
        ),
        ("lastMessage", json!({ "media": 1 }), "lastMessage", Value::Null),
    ] {
        let mut json = json!({ "chatId": "a" });
        json[key] = value;
        let (out, reported) = read(qlara_conversation(), &json);
        assert_eq!(out[field], expected, "{json}");
        assert_eq!(reported.len(), 1, "{json} reported {reported:?}");
        assert!(
            fails(qlara_conversation(), &json, Reading::Strict).starts_with(&format!("$.{key}"))
        );
    }
}

#[test]
fn a_contact_goes_by_a_number_by_an_id_of_whatsapps_or_by_a_name() {
    let contact = |id: Option<&str>,
                   name: Option<&str>,
                   username: Option<&str>,
                   phone: Option<&str>| {
        json!({ "id": id, "name": name, "username": username, "phoneNumber": phone })
    };
    const SCOPED: &str = "US.13491208655302741918";
    const LINKED: &str = "US.ENT.11815799212886844830";
    for (json, expected) in [
        (
            json!({ "contact": "+39 333 123 4567" }),
            contact(None, None, None, Some("+39 333 123 4567")),
        ),
        (json!({ "contact": 393331234567_u64 }), contact(None, None, None, Some("393331234567"))),
        (json!({ "contact": SCOPED }), contact(Some(SCOPED), None, None, None)),
        (json!({ "contactNumber": LINKED }), contact(Some(LINKED), None, None, None)),
        (json!({ "contact": "Jo" }), contact(None, Some("Jo"), None, None)),
        (
            json!({ "contact": { "phoneNumber": SCOPED, "name": "Jo" } }),
            contact(Some(SCOPED), Some("Jo"), None, None),
        ),
        (
            json!({ "contact": { "user_id": SCOPED, "username": "jo.r" } }),
            contact(Some(SCOPED), None, Some("jo.r"), None),
        ),
        (
            json!({ "contact": { "bsuid": SCOPED, "phoneNumber": "393331234567" } }),
            contact(Some(SCOPED), None, None, Some("393331234567")),
        ),
        (
            json!({ "contact": SCOPED, "username": "jo.r" }),
            contact(Some(SCOPED), None, Some("jo.r"), None),
        ),
        (
            json!({ "userId": SCOPED, "userName": "jo.r" }),
            contact(Some(SCOPED), None, Some("jo.r"), None),
        ),
        (
            json!({ "contact": { "name": "Jo" }, "phoneNumber": "393331234567" }),
            contact(None, Some("Jo"), None, Some("393331234567")),
        ),
        (json!({ "contact": "", "bsuid": SCOPED }), contact(Some(SCOPED), None, None, None)),
        (json!({ "contact": null }), Value::Null),
        // Somebody else's id.
        (json!({ "userId": 55, "user_id": "zoe" }), Value::Null),
    ] {
        let mut json = json;
        json["chatId"] = json!("a");
        assert_eq!(read(qlara_conversation(), &json).0["contact"], expected, "{json}");
    }
}

#[test]
fn elements_without_an_id_are_left_out_unless_no_element_has_one() {
    let list = kind("listConversations", 0);
    let (out, reported) =
        read(list, &json!([{ "id": 1 }, {}, { "id": "2" }, null, 7, { "id": {} }, { "id": 9.5 }]));
    let ids: Vec<&Value> = out.as_array().unwrap().iter().map(|item| &item["id"]).collect();
    assert_eq!(ids, [1, 2]);
    assert_eq!(reported, ["$[*].id", "$[*].id", "$[*]", "$[*]", "$[*].id", "$[*].id"]);
    assert_eq!(fails(list, &json!([{ "channel": "sms" }, {}]), Reading::Lenient), "$[0].id");
    assert_eq!(fails(list, &json!([null]), Reading::Lenient), "$[0]");
    assert_eq!(read(list, &json!([])).0, json!([]));
}

#[test]
fn an_id_under_one_key_is_enough_whatever_is_under_another() {
    let conversation = qlara_conversation();
    for (json, id, path) in [
        (json!({ "chatId": "c-1", "id": "" }), "c-1", "$.id"),
        (json!({ "id": { "a": 1 }, "chatId": "c-1" }), "c-1", "$.id"),
        (json!({ "chatId": "", "id": 7 }), "7", "$.chatId"),
        (json!({ "id": 7, "chatId": [] }), "7", "$.chatId"),
    ] {
        let (value, paths) = read(conversation, &json);
        assert_eq!(value["id"], id, "{json}");
        assert_eq!(paths, [path], "{json}");
        assert_eq!(fails(conversation, &json, Reading::Strict), path, "{json}");
    }
    for (json, path) in [
        (json!({ "chatId": "", "id": {} }), "$.chatId"),
        (json!({ "chatId": null, "id": "" }), "$.id"),
    ] {
        assert_eq!(fails(conversation, &json, Reading::Observed), path, "{json}");
    }
    let users = kind("listAssignableUsers", 0);
    let json = json!([{ "userId": "u-1", "id": "" }, { "userId": "u-2" }]);
    assert_eq!(read(users, &json).0.as_array().unwrap().len(), 2);
}

#[test]
fn keys_that_come_again_and_again_cost_as_much_each() {
    let seconds = |times: usize| {
        let members = r#","contact":{"name":"Jo"},"phoneNumber":"393331234567""#.repeat(times);
        let text = format!(r#"{{"chatId":1{members}}}"#);
        // The least of several: a busy machine makes any one of them long.
        let once = |_| {
            let start = std::time::Instant::now();
            decode(qlara_conversation(), text.as_bytes(), Reading::Observed).unwrap();
            start.elapsed().as_secs_f64()
        };
        (0..5).map(once).fold(f64::INFINITY, f64::min)
    };
    // Sixteen times as many: 256 times the work, if each went over all before it.
    let (few, many) = (seconds(5_000).max(0.02), seconds(80_000));
    assert!(many < 64.0 * few, "{few} s, {many} s");
}

#[test]
fn what_is_not_a_page_is_an_error_and_not_an_empty_page() {
    let (bare, enveloped) = (kind("listConversations", 0), kind("listConversations", 1));
    for (kind, json, path) in [
        (bare, json!(null), "$"),
        (bare, json!({ "id": 1 }), "$"),
        (bare, json!(""), "$"),
        (bare, json!(false), "$"),
        (bare, json!(0), "$"),
        (enveloped, json!(null), "$"),
        (enveloped, json!({}), "$"),
        (enveloped, json!({ "data": null }), "$"),
        (enveloped, json!({ "conversations": null, "data": null }), "$"),
        (enveloped, json!({ "data": "none" }), "$.data"),
    ] {
        for reading in [Reading::Lenient, Reading::Strict] {
            assert_eq!(fails(kind, &json, reading), path, "{json}");
        }
    }
    let (out, reported) =
        read(enveloped, &json!({ "data": "none", "conversations": [{ "chatId": 1 }] }));
    assert_eq!((out[0]["id"].as_str(), reported), (Some("1"), vec!["$.data".to_owned()]));
}

#[test]
fn an_id_that_was_rounded_before_it_arrived_is_an_error() {
    for id in ["9.0071992547409e+15", "9.0071992547409E15", "1e3", "12e-1"] {
        let text = format!(r#"{{"id":{id}}}"#);
        for reading in [Reading::Lenient, Reading::Strict] {
            let error = decode(heymarket_conversation(), text.as_bytes(), reading).unwrap_err();
            let error = Error::from(error);
            assert_eq!(error.path(), Some("$.id"));
            assert!(error.message().contains("rounded"), "{}", error.message());
        }
    }
    let text = br#"{"id":9007199254740991.0}"#;
    assert!(decode(heymarket_conversation(), text, Reading::Strict).is_ok());
}

#[test]
fn each_kind_of_drift_is_reported_once_without_any_value() {
    let odd = json!({ "id": 1, "assigned": {}, "muted": "false", "name": 4155551234_u64 });
    let page: Vec<Value> = vec![odd; 1000];
    let text = Value::from(page).to_string();
    let tape = decode(kind("listConversations", 0), text.as_bytes(), Reading::Observed).unwrap();
    let reported: Vec<_> = tape.drift().collect();
    let mut reported: Vec<_> =
        reported.iter().map(|it| (it.path.as_str(), it.expected.as_str(), it.found)).collect();
    reported.sort_unstable();
    assert_eq!(
        reported,
        [
            ("$[*].assigned.id", "an id (a whole number of at most 64 bits)", "nothing"),
            ("$[*].muted", "a boolean", "a string"),
            ("$[*].name", "a string", "a number"),
        ]
    );
    let quiet = decode(kind("listConversations", 0), text.as_bytes(), Reading::Lenient).unwrap();
    assert!(quiet.drift().next().is_none());
}

#[test]
fn a_conversation_inside_of_a_message_has_the_keys_that_came_and_no_others() {
    let messages = kind("listMessages", 0);
    for (conversation, expected) in [
        (
            json!({ "id": 7, "updated": "2026-04-12T15:30:00Z" }),
            json!({ "id": 7, "updated": "2026-04-12T15:30:00Z" }),
        ),
        (
            json!({ "id": 7, "assigned": null, "members": null }),
            json!({ "id": 7, "assigned": null }),
        ),
        (json!({ "id": 7, "assigned": [], "muted": {} }), json!({ "id": 7 })),
        (
            json!({ "id": 7, "members": [], "unread": true }),
            json!({ "id": 7, "members": [], "read": false }),
        ),
        (json!({ "id": 7, "inbox": 5 }), json!({ "id": 7, "inbox": { "id": 5, "name": null } })),
        (json!(7), json!({ "id": 7 })),
        (json!("7"), json!({ "id": 7 })),
        (json!({ "id": 7, "assigned": 0 }), json!({ "id": 7, "assigned": null })),
        (json!({ "id": 7, "assigned": { "name": "Jo" } }), json!({ "id": 7 })),
        (json!({}), Value::Null),
        (json!(0), Value::Null),
    ] {
        let json = json!([{ "id": 1, "conversation": conversation }]);
        assert_eq!(read(messages, &json).0[0]["conversation"], expected, "{json}");
    }
    let (out, _) =
        read(messages, &json!([{ "id": 1, "convo_id": 7, "conversation": { "muted": true } }]));
    assert_eq!(out[0]["conversation"], json!({ "id": 7 }));
}

/// The objects that the responses are lists of, or are.
fn shapes() -> Vec<(&'static Kind, &'static Shape)> {
    fn of(kind: &'static Kind) -> Option<&'static Shape> {
        match kind {
            Kind::Object(shape) | Kind::ObjectOr(shape, _) => Some(shape),
            Kind::List(item) | Kind::Enveloped(_, item) => of(item),
            _ => None,
        }
    }
    let replies = threadline::operations().map(|operation| &operation.reply);
    let shapes = replies.filter_map(|kind| Some((kind, of(kind)?)));
    shapes.filter(|(_, shape)| shape.fields.iter().any(|field| !field.required)).collect()
}

fn is_list(kind: &Kind) -> bool {
    matches!(kind, Kind::List(_) | Kind::Enveloped(..))
}

/// A good object with every field under its own key, one of them something else; the place of that.
fn with_one_changed() -> impl Strategy<Value = (&'static Kind, &'static Field, Json, Json, u64)> {
    select(shapes())
        .prop_flat_map(|(kind, shape)| {
            let members: Vec<_> = shape
                .fields
                .iter()
                .map(|field| {
                    let key = Just(field.wire.to_owned());
                    (key, of_kind(&field.kind, Side::Reply, 0)).boxed()
                })
                .collect();
            let incidental: Vec<&'static Field> =
                shape.fields.iter().filter(|field| !field.required).collect();
            let value = prop_oneof![anything(), odd()];
            (Just(kind), select(incidental), members, value, any::<u64>())
        })
        .prop_map(|(kind, field, members, value, noise)| {
            let mut changed = members.clone();
            for (key, member) in &mut changed {
                if key == field.wire {
                    member.clone_from(&value);
                }
            }
            (kind, field, Json::Object(members), Json::Object(changed), noise)
        })
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_value_at_an_incidental_place_fails_no_response_and_changes_no_other_field(
        (kind, field, good, changed, noise) in with_one_changed(),
    ) {
        let text = |object: &Json| {
            let all = Json::List(vec![object.clone()]);
            let mut text = String::new();
            if is_list(kind) { &all } else { object }.write(&mut Noise(noise), &mut text);
            text
        };
        let (good, changed) = (text(&good), text(&changed));
        let read = |text: &str| {
            let tape = decode(kind, text.as_bytes(), Reading::Observed).map_err(Error::from)?;
            let mut value = built(kind, &tape, text.as_bytes());
            if is_list(kind) {
                value = value[0].take();
            }
            Ok::<_, Error>((value, tape.drift().count()))
        };
        // An empty text names nobody, and no id is a negative number.
        let good = read(&good);
        prop_assume!(good.as_ref().is_ok_and(|(_, drift)| *drift == 0));
        let (mut before, _) = good.unwrap();
        let (mut after, drift) = read(&changed)
            .map_err(|error| TestCaseError::fail(format!("{error} of {changed}")))?;
        // Somebody without a number has an id in its place.
        let own: &[&str] = if matches!(field.kind, Kind::PhoneText) { &["id", "phoneNumber"] } else { &[] };
        for name in own.iter().copied().chain([to_camel(field.name).as_str()]) {
            before[name] = Value::Null;
            after[name] = Value::Null;
        }
        prop_assert_eq!(&before, &after, "{}", &changed);

        let strict = decode(kind, changed.as_bytes(), Reading::Strict).map(drop).map_err(Error::from);
        match strict {
            Ok(()) => prop_assert_eq!(drift, 0, "{}", &changed),
            Err(error) => {
                prop_assert!(drift > 0, "{}", &changed);
                let root = if is_list(kind) { "$[0]." } else { "$." };
                let path = error.path().unwrap_or_default().to_owned();
                prop_assert!(path.starts_with(&format!("{root}{}", field.wire)), "{path} of {}", &changed);
            }
        }
    }
}
