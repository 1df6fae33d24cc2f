//! Which deliveries are of one event, and which are not.

use crate::SECRET;
use threadline::webhook;

/// The key of what Qlara posts.
fn qlara(body: &str) -> String {
    key(
        &threadline::qlara::webhook::read(body.as_bytes(), Some(SECRET), &[SECRET.to_owned()]),
        body,
    )
}

/// The key of an event of Heymarket's.
fn heymarket(kind: &str, data: &str) -> String {
    let body = format!(r#"{{"type":"{kind}","id":1,"token":"{SECRET}","event_data":{data}}}"#);
    key(&threadline::heymarket::webhook::read(body.as_bytes(), &[SECRET.to_owned()]), &body)
}

fn key(event: &Result<webhook::Event, threadline::http::Error>, body: &str) -> String {
    let parsed = crate::value(event.as_ref().unwrap_or_else(|error| panic!("{body}: {error}")));
    let key = parsed["deduplicationKey"].as_str().unwrap().to_owned();
    assert!(key.len() < 256 && key.is_ascii(), "{key}");
    key
}

/// Members of a payload, with others before them.
fn with(before: &str, members: &str) -> String {
    let comma = if members.is_empty() { "" } else { "," };
    format!("{{{before}{comma}{members}}}")
}

const DELIVERY: &str = r#""eventType":"DELIVERY","messageId":"7""#;
const INBOUND: &str = r#""eventType":"INBOUND","messageId":"7""#;
const WAMID: &str = "wamid.HBgMMzkzMzMxMjM0NTY3FQIAEhgUM0EwQjE2QzZCRkNFQzg4RkE3OTgA";

fn all_differ(keys: &[String]) {
    for (at, key) in keys.iter().enumerate() {
        assert!(!keys[..at].contains(key), "{key} of {at} in {keys:#?}");
    }
}

fn all_agree(keys: &[String]) {
    for key in keys {
        assert_eq!(key, &keys[0]);
    }
}

#[test]
fn outcomes_of_a_message_are_distinguished_even_where_they_are_unknown() {
    let time = r#""timestamp":"2026-03-01T10:00:00Z""#;
    for more in ["", time] {
        let members = [
            "",
            r#""statusCode":1"#,
            r#""statusCode":5"#,
            r#""statusCode":"3 ""#,
            r#""statusCode":6.0"#,
            r#""statusCode":[1]"#,
            r#""status":{"name":"SENT"}"#,
            r#""status":{"name":"EXPIRED"}"#,
            r#""status":"SENT""#,
            r#""status":"EXPIRED""#,
            r#""statusCode":6,"status":"EXPIRED""#,
            r#""status":[],"deliveryStatus":"SENT""#,
            r#""deliveryStatus":"SENT""#,
            r#""deliveryStatus":"EXPIRED""#,
            r#""description":"Sent""#,
            r#""description":"Undeliverable""#,
            r#""error":{"code":1}"#,
            r#""error":{"code":2}"#,
            r#""state":"SENT""#,
        ];
        let bodies = members.map(|one| {
            let comma = if one.is_empty() || more.is_empty() { "" } else { "," };
            with(DELIVERY, &format!("{one}{comma}{more}"))
        });
        all_differ(&bodies.map(|body| qlara(&body)));
    }
    // Under the other key, as a number.
    all_differ(&[1, 5].map(|code| qlara(&with(DELIVERY, &format!("\"status\":{code}")))));
}

#[test]
fn a_status_has_one_key_by_number_or_word() {
    for spellings in [
        &[
            r#""statusCode":3"#,
            r#""statusCode":"3""#,
            r#""statusCode":3.0"#,
            r#""status":"DELIVERED""#,
            r#""status":"delivered""#,
            r#""statusCode":3,"status":"Delivered""#,
        ] as &[&str],
        &[
            r#""statusCode":6"#,
            r#""status":"ERROR""#,
            r#""status":"Undeliverable""#,
            r#""statusCode":6,"status":"UNDELIVERABLE""#,
            r#""statusCode":6,"status":null"#,
        ],
    ] {
        let keys: Vec<String> = spellings.iter().map(|one| qlara(&with(DELIVERY, one))).collect();
        all_agree(&keys);
    }
}

#[test]
fn an_inbound_message_is_identified_by_its_id_and_channel_alone() {
    let sms = [
        r#""channel":"SMS""#,
        r#""channel":"sms","timestamp":"2026-03-01T10:00:00Z""#,
        r#""channel":"Sms","timestamp":"2026-03-01T10:00:05Z","attempt":2,"to":"391""#,
        r#""channel":"SMS","eventDate":"yesterday","text":"a","source":"391","nonce":"x""#,
    ];
    all_agree(&sms.map(|members| qlara(&with(INBOUND, members))));
    all_differ(&[
        qlara(&with(INBOUND, sms[0])),
        qlara(&with(INBOUND, r#""channel":"WHATSAPP""#)),
        qlara(&with(INBOUND, r#""channel":{"type":"SMS"}"#)),
        qlara(&with(INBOUND, r#""channel":{"type":"RCS"}"#)),
        qlara(&with(INBOUND, "")),
        qlara(&with(INBOUND, sms[0]).replace("\"7\"", "\"8\"")),
    ]);
    // Where none is named, two of your own numbers are two channels.
    let own = |members| qlara(&with(INBOUND, members));
    all_differ(&[
        own(""),
        own(r#""destination":"390123456""#),
        own(r#""destination":"390123457""#),
    ]);
    all_agree(&[
        own(r#""destination":"390123456","text":"a""#),
        own(r#""to":"+39 0123456","attempt":2"#),
        own(r#""phoneNumber":390123456,"timestamp":1772359200"#),
    ]);
    all_agree(&[own(""), own(r#""timestamp":"2026-03-01T10:00:00Z""#), own(r#""attempt":2"#)]);
}

#[test]
fn an_id_is_the_same_however_it_is_written_and_may_be_long() {
    let long = "a".repeat(300);
    for id in [WAMID, &format!("{WAMID}="), &format!("{WAMID}=="), "7", &long] {
        let keys: Vec<String> = [
            format!(r#""eventType":"INBOUND","messageId":"{id}","source":"391""#),
            format!(r#""eventType":"inbound","id":"{id}","from":"391""#),
            format!(r#""id":" {id} ","messageId":"{id}","eventType":"Inbound","retryCount":3"#),
            format!(r#""id":"{id}","messageId":null,"eventType":"Inbound""#),
        ]
        .iter()
        .map(|members| qlara(&format!("{{{members}}}")))
        .collect();
        all_agree(&keys);
        assert_ne!(keys[0], qlara(&format!(r#"{{"eventType":"INBOUND","id":"{id}x"}}"#)));
    }
    all_agree(&["7", "\"7\"", "7.0", "0.7e1"].map(|id| {
        qlara(&format!(r#"{{"eventType":"READ","id":{id},"timestamp":"2026-03-01T10:00:00Z"}}"#))
    }));
    all_differ(
        &["9007199254740992", "9007199254740993", "18446744073709551617"]
            .map(|id| qlara(&format!(r#"{{"eventType":"READ","id":{id}}}"#))),
    );
}

#[test]
fn a_placeholder_is_not_an_id() {
    for id in ["0", "\"0\"", "\"\"", "\"null\"", "null", "false", "true", "{}", "[7]"] {
        let of = |text: &str| {
            qlara(&format!(
                r#"{{"eventType":"INBOUND","messageId":{id},"channel":"SMS","source":"391","text":"{text}"}}"#
            ))
        };
        assert_ne!(of("a"), of("b"), "{id}");
        // A further key may hold one.
        let both = format!(r#"{{"eventType":"INBOUND","messageId":{id},"id":7,"channel":"SMS"}}"#);
        assert_eq!(qlara(&both), "qlara:inbound:7:SMS:", "{id}");
    }
}

#[test]
fn without_an_id_the_time_and_all_else_say_which_event_it_is() {
    let of = |members: &str| qlara(&with(r#""eventType":"INBOUND","source":"391""#, members));
    all_differ(&[
        of(""),
        of(r#""text":"ok""#),
        of(r#""text":"OK""#),
        of(r#""text":"ok","timestamp":"2026-03-01T10:00:00Z""#),
        of(r#""text":"ok","timestamp":"2026-03-01T10:00:01Z""#),
        of(r#""text":"ok","new":1"#),
        of(r#""text":"ok","new":2"#),
    ]);
    all_agree(&[
        of(r#""text":"ok","timestamp":"2026-03-01T10:00:00Z","messageType":"TEXT""#),
        of(r#""eventDate":1772359200000,"messageType":"text","text":"o\u006b","attempt":2"#),
        of(
            r#""messageType":"Text","text":"ok","receivedDate":"2026-03-01T12:00:00+0200","media":null"#,
        ),
    ]);
}

#[test]
fn a_time_is_the_same_in_every_form() {
    let keys = [
        "\"2026-03-01T10:00:00Z\"",
        "\"2026-03-01T10:00:00+00:00\"",
        "\"2026-03-01T10:00:00.000Z\"",
        "\"2026-03-01T12:00:00.0+02:00\"",
        "\"2026-03-01T12:00:00+0200\"",
        "1772359200",
        "\"1772359200\"",
        "1772359200000",
        "1772359200000,\"attempt\":2",
    ];
    for name in ["timestamp", "eventDate", "receivedDate"] {
        let keys =
            keys.map(|time| qlara(&with(DELIVERY, &format!(r#""status":"READ","{name}":{time}"#))));
        all_agree(&keys);
        assert_eq!(keys[0], "qlara:delivery:7:READ:2026-03-01T10:00:00Z");
    }
    all_differ(
        &[
            "\"yesterday\"",
            "\"today\"",
            "\"2026-03-01T10:00:00\"",
            "\"2026-03-01T10:00:00.1Z\"",
            "7",
        ]
        .map(|time| qlara(&with(DELIVERY, &format!("\"timestamp\":{time}")))),
    );
}

#[test]
fn a_contact_is_the_same_under_every_key() {
    for kind in ["DELIVERY", "READ"] {
        let of = |members: &str| qlara(&with(&format!(r#""eventType":"{kind}","id":7"#), members));
        all_agree(&[
            of(r#""destination":"US.13491208655302741918""#),
            of(r#""to":"US.13491208655302741918","username":"jo""#),
            of(r#""phoneNumber":"US.13491208655302741918","userId":"US.13491208655302741918""#),
            of(r#""user_id":"US.13491208655302741918""#),
            of(r#""bsuid":"US.13491208655302741918","profileName":"Jo""#),
            of(r#""waId":"US.13491208655302741918","to":null"#),
            of(r#""contact":"US.13491208655302741918""#),
            of(r#""contact":{"id":"US.13491208655302741918","name":"Jo","username":"jo"}"#),
            of(r#""contact":{"bsuid":"US.13491208655302741918"}"#),
        ]);
        all_agree(&[
            of(r#""destination":"393331234567""#),
            of(r#""to":393331234567"#),
            of(r#""phoneNumber":"+39 333 1234567""#),
            of(r#""wa_id":"393331234567""#),
            of(r#""contact":393331234567"#),
            of(r#""contact":{"phoneNumber":"+393331234567"},"to":"393331234567""#),
        ]);
        all_differ(&[
            of(""),
            of(r#""destination":"US.1""#),
            of(r#""destination":"US.2""#),
            of(r#""destination":"US.ENT.1""#),
            of(r#""destination":"393331234567""#),
            of(r#""destination":"393331234567","userId":"US.1""#),
            of(r#""destination":"393331234567","userId":"US.2""#),
            of(r#""destination":"393331234567","contact":"393331234568""#),
            of(r#""username":"jo""#),
            of(r#""username":"jim""#),
            of(r#""contact":{"username":"joan"}"#),
            of(r#""contact":["US.1"]"#),
            of(r#""source":"US.1""#),
        ]);
    }
}

#[test]
fn every_other_field_of_a_status_counts() {
    all_differ(&[
        qlara(&with(DELIVERY, "")),
        qlara(&with(DELIVERY, r#""channel":"SMS""#)),
        qlara(&with(DELIVERY, r#""channel":"RCS""#)),
        qlara(&with(DELIVERY, r#""source":"391""#)),
        qlara(&with(DELIVERY, r#""source":"392""#)),
        qlara(&with(DELIVERY, r#""destination":"391""#)),
        qlara(&with(DELIVERY, r#""id":"8""#)),
        qlara(&with(DELIVERY, r#""id":"9""#)),
        qlara(&with(DELIVERY, r#""to":"391","phoneNumber":"392""#)),
        qlara(&with(DELIVERY, r#""to":"391","phoneNumber":"393""#)),
        qlara(&with(DELIVERY, r#""part":1"#)),
        qlara(&with(DELIVERY, r#""part":2"#)),
        qlara(&with(DELIVERY, "").replace("DELIVERY", "READ")),
        qlara(&with(DELIVERY, "").replace("DELIVERY", "TYPING")),
        qlara(&with(DELIVERY, "").replace("\"DELIVERY\"", "7")),
        qlara(&with(DELIVERY, "").replace("\"DELIVERY\"", "8")),
    ]);
    // The same twice, and the number of the attempt.
    all_agree(&[
        qlara(&with(DELIVERY, r#""to":"391","channel":"SMS","statusDescription":"ok""#)),
        qlara(&with(
            DELIVERY,
            r#""description":"ok","channel":"sms","to":391,"phoneNumber":"391""#,
        )),
        qlara(&with(DELIVERY, r#""id":7,"error":"ok","channel":"Sms","to":"391","attempts":9"#)),
    ]);
}

#[test]
fn two_changes_of_a_conversation_at_one_time_are_two_events() {
    let at = r#""id":5,"updated":"2026-03-01T10:00:00Z""#;
    for kind in ["chat_closed", "chat_reassigned", "chat_opened", "incoming_call", "target_opt_in"]
    {
        let of = |members: &str| heymarket(kind, &with(at, members));
        all_differ(&[
            of(""),
            of(r#""assigned":{"id":1}"#),
            of(r#""assigned":{"id":2}"#),
            of(r#""inbox":{"id":1}"#),
            of(r#""status":"open""#),
            of(r#""read":true"#),
            of(r#""read":false"#),
            of(r#""target":"391""#),
            of(r#""targets":["391"]"#),
            of(r#""targets":["391","392"]"#),
            of(r#""members":[{"id":1}]"#),
            of(r#""members":[{"id":1},{"id":2}]"#),
            of(r#""n":1"#),
            of(r#""n":2"#),
        ]);
        all_agree(&[
            of(
                r#""assigned":55,"inbox":{"id":101,"name":"Support"},"read":true,"target":"391234567""#,
            ),
            of(r#""inbox":101,"assigned":{"name":"Ann","id":55},"read":1,"target":"+391234567""#),
            of(r#""unread":false,"target":"+39 1234567","inbox":101,"assigned":55,"muted":null"#),
        ]);
        all_agree(&[of(""), of(r#""assigned":null,"members":[]"#)]);
    }
    let odd = |members: &str| heymarket("incoming_call", &with(at, members));
    all_agree(&[
        odd(""),
        odd(r#""assigned":{}"#),
        odd(r#""assigned":0,"inbox":"","members":[{}]"#),
    ]);
    all_agree(&[odd(r#""assigned":55,"read":3"#), odd(r#""assigned":"55","unread":"false""#)]);
}

#[test]
fn a_heymarket_message_is_the_same_whatever_becomes_of_its_conversation() {
    for kind in ["message_sent", "message_received"] {
        let of = |members: &str| heymarket(kind, &with(r#""id":5"#, members));
        all_agree(&[
            of(r#""text":"a","conversation":{"id":9,"updated":"2026-03-01T10:00:00Z"}"#),
            of(r#""text":"a","status":"sent","conversation":{"id":9,"read":true}"#),
            of(r#""conversation_id":9,"text":"a""#),
        ]);
        all_differ(&[
            of(""),
            of(r#""text":"a""#),
            of(r#""text":"b""#),
            of(r#""status":"failed""#),
            of(r#""conversation":{"id":9}"#),
            of(r#""conversation":{"id":10}"#),
            of(r#""updated":"2026-03-01T10:00:00Z""#),
            of(r#""updated":"2026-03-01T10:00:01Z""#),
            of(r#""date":"2026-03-01T10:00:00Z""#),
            of(r#""date":"2026-03-01T10:00:00Z","updated":"2026-03-01T10:00:01Z""#),
        ]);
        all_agree(
            &["5", "\"5\""].map(|id| heymarket("incoming_call", &format!(r#"{{"id":{id}}}"#))),
        );
    }
    assert_eq!(
        heymarket("message_recieved", r#"{"id":5}"#),
        heymarket("MESSAGE_RECEIVED", r#"{"id":5}"#)
    );
    assert_eq!(
        heymarket("Message_Recieved", r#"{"id":5}"#),
        heymarket("message_received", r#"{"id":5}"#)
    );
}

#[test]
fn a_webhook_that_is_set_up_twice_gives_one_key() {
    let of = |id: u32| {
        let body = format!(
            r#"{{"event_data":{{"id":5}},"id":{id},"type":"message_sent","token":"{SECRET}"}}"#
        );
        key(&threadline::heymarket::webhook::read(body.as_bytes(), &[SECRET.to_owned()]), &body)
    };
    assert_eq!(of(1), of(2));
}

/// Bodies that would take minutes if a key took more than a look at each member.
#[test]
fn large_and_odd_bodies_take_no_longer_than_their_size() {
    let many = |member: &dyn Fn(usize) -> String, count: usize| {
        let members: Vec<String> = (0..count).map(member).collect();
        with(DELIVERY, &members.join(","))
    };
    for body in [
        many(&|at| format!("\"k{at}\":{at}"), 40_000),
        many(&|_| r#""\u0075serId":"7""#.into(), 40_000),
        many(&|at| format!("\"userId\":\"{at}\""), 40_000),
        many(&|at| format!("\"status\":\"{at}\""), 40_000),
        many(&|_| "\"contact\":{\"id\":7}".into(), 40_000),
        with(DELIVERY, &format!("\"description\":\"{}\"", "\\u0061".repeat(100_000))),
        with(DELIVERY, &format!("\"timestamp\":{}", "1".repeat(300_000))),
        with(DELIVERY, &format!("\"timestamp\":\"2026-03-01T10:00:00.{}Z\"", "0".repeat(300_000))),
        with(DELIVERY, &format!("\"new\":[{}1]", "1,".repeat(100_000))),
        with(DELIVERY, &format!("\"to\":[{}1]", "1,".repeat(100_000))),
    ] {
        qlara(&body);
    }
    for data in [
        format!(r#"{{"id":5,"members":[{}1]}}"#, "{\"id\":1},".repeat(40_000)),
        format!(r#"{{"id":5,"n":{}1{}}}"#, "{\"a\":[".repeat(60), "]}".repeat(60)),
    ] {
        heymarket("incoming_call", &data);
    }
}
