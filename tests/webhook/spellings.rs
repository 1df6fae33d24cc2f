//! Events in every documented spelling: which have one key, and which never do.

use proptest::prelude::*;
use threadline::webhook::Form;
use threadline::{heymarket, qlara};

use crate::json::{Json, Noise};
use crate::property::cases;
use crate::{SECRET, read};

/// The ways to write one value: members of the payload.
type Value = &'static [&'static str];

/// The values of a field; the first is that there is none.
type Field = &'static [Value];

/// What a kind of event may hold, field by field; the id comes first.
struct Kind {
    form: &'static Form,
    names: &'static [&'static str],
    fields: &'static [Field],
    /// What does not say which event it is.
    moving: &'static [&'static str],
    /// Whether the id and the channel say all.
    once: bool,
}

const LONG: &str = "\"messageId\":\"wamid.HBgMMzkzMzMxMjM0NTY3FQIAEhgUM0EwQjE2QzZCRkNFQzg4RkE3OTgAHBgMMzkzMzMxMjM0NTY3FQIAEhgUM0EwQjE2QzZCRkNFQzg4RkE3OTgA==\"";

const QLARA_ID: Field = &[
    &[
        "",
        "\"messageId\":null",
        "\"messageId\":0",
        "\"id\":\"\"",
        "\"messageId\":\"null\",\"id\":\"0\"",
    ],
    &[
        "\"messageId\":7",
        "\"messageId\":\"7\"",
        "\"id\":7",
        "\"id\":\"7\"",
        "\"id\":7,\"messageId\":\"7\"",
    ],
    &["\"messageId\":8", "\"id\":\"8\"", "\"messageId\":8.0"],
    &["\"messageId\":9007199254740993", "\"id\":\"9007199254740993\""],
    &["\"messageId\":9007199254740992", "\"id\":\"9007199254740992\""],
    &["\"messageId\":\"wamid.HBgM+/==\"", "\"id\":\"wamid.HBgM+\\/\\u003d=\""],
    &[LONG],
];

const QLARA_TIME: Field = &[
    &["", "\"timestamp\":null", "\"eventDate\":\"\""],
    &[
        "\"timestamp\":\"2026-03-01T10:00:00Z\"",
        "\"eventDate\":\"2026-03-01T10:00:00+00:00\"",
        "\"receivedDate\":\"2026-03-01T10:00:00.000Z\"",
        "\"timestamp\":\"2026-03-01T12:00:00+02:00\"",
        "\"eventDate\":\"2026-02-28t23:30:00.0-10:30\"",
        "\"timestamp\":1772359200",
        "\"eventDate\":\"1772359200\"",
        "\"receivedDate\":1772359200000",
        "\"timestamp\":\"1772359200000\"",
        "\"timestamp\":\"2026-03-01T10:00:00Z\",\"receivedDate\":\"2026-03-01T10:00:07Z\"",
    ],
    &["\"timestamp\":\"2026-03-01T10:00:01Z\"", "\"eventDate\":1772359201"],
    &[
        "\"timestamp\":\"2026-03-01T10:00:00.000001Z\"",
        "\"eventDate\":\"2026-03-01T11:00:00.0000010+01:00\"",
    ],
    &["\"timestamp\":\"yesterday\"", "\"eventDate\":\"yesterday\""],
];

const CHANNEL: Field = &[
    &["", "\"channel\":null"],
    &["\"channel\":\"WHATSAPP\"", "\"channel\":\"whatsapp\"", "\"channel\":\"WhatsApp\""],
    &["\"channel\":\"SMS\"", "\"channel\":\"sms\""],
    &["\"channel\":{\"type\":\"SMS\",\"id\":1}", "\"channel\":{\"id\":1,\"type\":\"SMS\"}"],
    &["\"channel\":{\"type\":\"SMS\",\"id\":2}"],
];

const OUTCOME: Field = &[
    &["", "\"status\":null", "\"statusCode\":null"],
    &[
        "\"statusCode\":3",
        "\"statusCode\":\"3\"",
        "\"status\":\"DELIVERED\"",
        "\"status\":\"delivered\"",
        "\"status\":\"Delivered\",\"statusCode\":3",
        "\"statusCode\":3.0,\"status\":null",
    ],
    &[
        "\"statusCode\":6",
        "\"status\":\"Error\"",
        "\"statusCode\":\"6\",\"status\":\"UNDELIVERABLE\"",
    ],
    &["\"status\":\"SENT\"", "\"status\":\"sent\""],
    &["\"status\":\"EXPIRED\"", "\"status\":\"Expired\""],
    &["\"statusCode\":1", "\"statusCode\":\"1\"", "\"statusCode\":\"1 \""],
    &["\"statusCode\":5", "\"statusCode\":5e0"],
    &["\"status\":{\"name\":\"SENT\"}"],
    &["\"status\":{\"name\":\"EXPIRED\"}"],
    &["\"deliveryStatus\":\"SENT\""],
    &["\"statusCode\":6,\"status\":\"EXPIRED\"", "\"status\":\"expired\",\"statusCode\":6"],
];

const DESCRIPTION: Field = &[
    &["", "\"description\":null"],
    &[
        "\"description\":\"Sent é\"",
        "\"statusDescription\":\"Sent \\u00e9\"",
        "\"error\":\"Sent é\"",
    ],
    &["\"description\":\"sent é\""],
    &["\"error\":{\"code\":1}"],
];

/// The side of a conversation that is the user's own.
const OWN_SOURCE: Field = &[
    &["", "\"source\":null"],
    &["\"source\":\"390123456\"", "\"from\":390123456", "\"from\":\"+39 0123-456\""],
    &["\"source\":\"390123457\""],
    &["\"source\":\"BRAND\"", "\"from\":\"BRAND\""],
];

const OWN_DESTINATION: Field = &[
    &["", "\"to\":null"],
    &["\"destination\":\"390123456\"", "\"to\":390123456", "\"phoneNumber\":\"+39 0123-456\""],
    &["\"destination\":\"390123457\""],
];

const RECIPIENT: Field = &[
    &["", "\"to\":null", "\"contact\":{}", "\"userId\":\"\""],
    &[
        "\"destination\":\"393331234567\"",
        "\"to\":393331234567",
        "\"phoneNumber\":\"+39 333 123 4567\"",
        "\"contact\":\"393331234567\"",
        "\"contact\":{\"phoneNumber\":393331234567}",
        "\"waId\":\"393331234567\"",
        "\"to\":\"393331234567\",\"contact\":{\"phoneNumber\":\"+393331234567\",\"name\":\"Jo\"}",
    ],
    &["\"destination\":\"393331234568\""],
    &[
        "\"destination\":\"US.13491208655302741918\"",
        "\"to\":\"US.13491208655302741918\",\"username\":\"jo\"",
        "\"userId\":\"US.13491208655302741918\"",
        "\"user_id\":\"US.13491208655302741918\",\"to\":null",
        "\"bsuid\":\"US.13491208655302741918\"",
        "\"waId\":\"US.13491208655302741918\",\"contactName\":\"Jo\"",
        "\"contact\":\"US.13491208655302741918\"",
        "\"contact\":{\"id\":\"US.13491208655302741918\"}",
        "\"contact\":{\"userId\":\"US.13491208655302741918\",\"username\":\"jo\"}",
    ],
    &["\"userId\":\"US.ENT.13491208655302741918\"", "\"to\":\"US.ENT.13491208655302741918\""],
    &[
        "\"to\":\"393331234567\",\"userId\":\"US.13491208655302741918\"",
        "\"contact\":{\"bsuid\":\"US.13491208655302741918\",\"phoneNumber\":\"393331234567\"}",
    ],
    &["\"username\":\"jo\"", "\"userName\":\"jo\"", "\"contact\":{\"user_name\":\"jo\"}"],
];

const QLARA_OTHER: Field = &[&["", "\"new\":null"], &["\"new\":1"], &["\"new\":[2]"]];

const ATTEMPTS: &[&str] =
    &["", "\"attempt\":1", "\"retryCount\":\"2\"", "\"deliveryAttempts\":[3]"];

const DELIVERY: Kind = Kind {
    form: qlara::webhook::FORM,
    names: &[
        "\"eventType\":\"DELIVERY\"",
        "\"eventType\":\"delivery\"",
        "\"eventType\":\"Delivery\"",
    ],
    fields: &[
        QLARA_ID,
        QLARA_TIME,
        CHANNEL,
        OUTCOME,
        DESCRIPTION,
        OWN_SOURCE,
        RECIPIENT,
        QLARA_OTHER,
    ],
    moving: ATTEMPTS,
    once: false,
};

const READ: Kind =
    Kind { names: &["\"eventType\":\"READ\"", "\"eventType\":\"read\""], ..DELIVERY };

const INBOUND: Kind = Kind {
    form: qlara::webhook::FORM,
    names: &["\"eventType\":\"INBOUND\"", "\"eventType\":\"inbound\""],
    // What follows the id and the channel matters only without them.
    fields: &[QLARA_ID, CHANNEL, OWN_DESTINATION],
    moving: &[
        "",
        "\"timestamp\":\"2026-03-01T10:00:00Z\",\"attempt\":1",
        "\"eventDate\":1772359207,\"retries\":2,\"source\":\"393331234567\"",
        "\"text\":\"Hi\",\"messageType\":\"TEXT\",\"from\":\"US.1\",\"new\":[1]",
        "\"content\":{\"type\":\"IMAGE\",\"mediaKey\":\"k\"},\"receivedDate\":\"yesterday\"",
    ],
    once: true,
};

const ID: Field = &[&["\"id\":5", "\"id\":5.0"], &["\"id\":6"], &["\"id\":9007199254740993"]];

const UPDATED: Field = &[
    &["", "\"updated\":null"],
    &[
        "\"updated\":\"2026-03-01T10:00:00.123456Z\"",
        "\"updated\":\"2026-03-01T10:00:00.123456+00:00\"",
        "\"updated\":\"2026-03-01T12:30:00.1234560+02:30\"",
    ],
    &["\"updated\":\"2026-03-01T10:00:00.123457Z\""],
];

const CREATED: Field = &[
    &["", "\"created\":null"],
    &["\"created\":\"2026-03-01T10:00:00Z\"", "\"created\":\"2026-03-01T10:00:00.0+00:00\""],
    &["\"created\":\"2026-03-01T10:00:01Z\""],
];

const TARGET: Field = &[
    &["", "\"target\":null"],
    &[
        "\"target\":\"14155551234\"",
        "\"target\":\"+14155551234\"",
        "\"target\":\"+1 415-555-1234\"",
    ],
    &["\"target\":\"14155551235\""],
    &["\"target\":\"jo@example.com\""],
];

const TARGETS: Field = &[
    &["", "\"targets\":null", "\"targets\":[]"],
    &[
        "\"targets\":[\"14155551234\",\"14155551235\"]",
        "\"targets\":[\"+14155551234\",\"+1 4155551235\"]",
    ],
    &["\"targets\":[\"14155551234\"]"],
];

const WORDS: Field = &[
    &["", "\"channel\":null"],
    &["\"channel\":\"sms\"", "\"channel\":\"SMS\""],
    &["\"channel\":\"email\""],
];

const CONVERSATION: Kind = Kind {
    form: heymarket::webhook::FORM,
    names: &[
        "\"type\":\"chat_reassigned\"",
        "\"event\":\"chat_reassigned\"",
        "\"type\":\"Chat_Reassigned\"",
    ],
    fields: &[
        ID,
        UPDATED,
        CREATED,
        TARGET,
        TARGETS,
        WORDS,
        &[
            &["", "\"status\":null"],
            &["\"status\":\"open\"", "\"status\":\"OPEN\""],
            &["\"status\":\"closed\""],
        ],
        &[
            &["", "\"assigned\":null"],
            &[
                "\"assigned\":55",
                "\"assigned\":{\"id\":55}",
                "\"assigned\":{\"name\":\"Ann\",\"id\":55,\"email\":null}",
            ],
            &["\"assigned\":56"],
        ],
        &[
            &["", "\"inbox\":null"],
            &["\"inbox\":101", "\"inbox\":{\"id\":101,\"name\":\"Support\"}"],
            &["\"inbox\":{\"id\":102}"],
        ],
        &[
            &["", "\"members\":null", "\"members\":[]"],
            &["\"members\":[1,2]", "\"members\":[{\"id\":1,\"name\":\"Ann\"},{\"id\":2}]"],
            &["\"members\":[{\"id\":2},{\"id\":1}]"],
        ],
        &[
            &["", "\"read\":null"],
            &["\"read\":true", "\"read\":1", "\"unread\":false", "\"unread\":false,\"read\":7"],
            &["\"read\":false", "\"read\":0", "\"unread\":true"],
        ],
        &[&["", "\"replied\":null"], &["\"replied\":true"], &["\"replied\":false"]],
        &[&["", "\"blocked\":null"], &["\"blocked\":true"], &["\"blocked\":false"]],
        &[&["", "\"muted\":null"], &["\"muted\":true"], &["\"muted\":false"]],
        &[
            &["", "\"snooze_till\":null"],
            &[
                "\"snooze_till\":\"2026-03-01T10:00:00Z\"",
                "\"snooze_till\":\"2026-03-01T10:00:00+00:00\"",
            ],
        ],
        &[&["", "\"name\":null"], &["\"name\":\"A\""], &["\"name\":\"B\""]],
        &[&["", "\"last_msg\":null"], &["\"last_msg\":\"A\""], &["\"last_msg\":\"a\""]],
        &[&["", "\"super\":null"], &["\"super\":1"], &["\"super\":2"]],
    ],
    moving: &["", "\"attempt\":1"],
    once: false,
};

const MESSAGE: Kind = Kind {
    form: heymarket::webhook::FORM,
    names: &[
        "\"type\":\"message_recieved\"",
        "\"type\":\"message_received\"",
        "\"event\":\"message_recieved\"",
        "\"event\":\"x\",\"type\":\"MESSAGE_RECIEVED\"",
    ],
    fields: &[
        ID,
        UPDATED,
        &[
            &["", "\"date\":null"],
            &[
                "\"date\":\"2026-03-01T10:00:00.123456Z\"",
                "\"date\":\"2026-03-01T11:00:00.123456+01:00\"",
            ],
            &["\"date\":\"2026-03-01T10:00:00Z\""],
        ],
        TARGET,
        TARGETS,
        WORDS,
        &[
            &["", "\"text\":null"],
            &["\"text\":\"Hi é\"", "\"text\":\"Hi \\u00e9\""],
            &["\"text\":\"hi é\""],
        ],
        &[&["", "\"type\":null"], &["\"type\":\"text\""], &["\"type\":\"note\""]],
        &[
            &["", "\"status\":\"sent\"", "\"status\":\"SENT\"", "\"status\":null"],
            &["\"status\":\"failed\""],
        ],
        &[
            &["", "\"phone\":null"],
            &["\"phone\":\"14155559999\"", "\"phone\":\"+14155559999\""],
            &["\"phone\":\"2\""],
        ],
        &[&["", "\"user\":null", "\"user\":0"], &["\"user\":55"], &["\"user\":56"]],
        &[&["", "\"author\":null"], &["\"author\":\"Ann\""], &["\"author\":\"ann\""]],
        &[
            &["", "\"conversation\":null"],
            &[
                "\"conversation\":{\"id\":9}",
                "\"conversation\":{\"id\":9,\"read\":true,\"updated\":\"2026-03-01T10:00:00Z\"}",
                "\"conversation_id\":9",
                "\"convo_id\":9,\"conversation\":{\"id\":9}",
            ],
            &["\"conversation\":{\"id\":10}"],
        ],
        &[&["", "\"broadcast_id\":null"], &["\"broadcast_id\":1"], &["\"broadcast_id\":2"]],
        &[
            &["", "\"media\":null"],
            &["\"media\":\"https://a\"", "\"media\":\"https:\\/\\/a\""],
            &["\"media\":\"https://b\""],
        ],
        &[&["", "\"link_url\":null"], &["\"link_url\":\"a\""], &["\"link_url\":\"b\""]],
        &[
            &["", "\"flagged\":null"],
            &["\"flagged\":true", "\"flagged\":1"],
            &["\"flagged\":false", "\"flagged\":0"],
        ],
        &[&["", "\"hidden\":null"], &["\"hidden\":true"], &["\"hidden\":false"]],
        &[&["", "\"local_id\":null"], &["\"local_id\":\"a\""], &["\"local_id\":\"b\""]],
        &[&["", "\"raw_error\":null"], &["\"raw_error\":\"a\""], &["\"raw_error\":\"b\""]],
        &[
            &["", "\"target_errors\":null"],
            &[
                "\"target_errors\":{\"1\":\"a\",\"2\":\"b\"}",
                "\"target_errors\":{\"2\":\"b\",\"1\":\"a\"}",
            ],
            &["\"target_errors\":{\"1\":\"b\",\"2\":\"a\"}"],
        ],
    ],
    moving: &["", "\"attempt\":1"],
    once: false,
};

const KINDS: [&Kind; 5] = [&DELIVERY, &READ, &INBOUND, &CONVERSATION, &MESSAGE];

/// A field's values as they are chosen, by numbers that may be too large.
fn chosen(kind: &Kind, values: &[usize]) -> Vec<usize> {
    kind.fields.iter().zip(values).map(|(field, value)| value % field.len()).collect()
}

/// The key of an event with these values, in some spelling, order and shape.
fn key(kind: &Kind, values: &[usize], noise: u64) -> String {
    let mut noise = Noise(noise);
    let pick = |of: &[&'static str], noise: &mut Noise| of[noise.below(of.len() as u64) as usize];
    let mut members = Vec::new();
    for (field, value) in kind.fields.iter().zip(values) {
        members.push(pick(field[*value], &mut noise));
    }
    members.push(pick(kind.moving, &mut noise));
    let name = pick(kind.names, &mut noise);
    let object = |members: &[&str]| {
        let given: Vec<&str> = members.iter().copied().filter(|one| !one.is_empty()).collect();
        format!("{{{}}}", given.join(","))
    };
    let body = if kind.form.data.is_some() {
        let data = object(&members);
        format!(r#"{{{name},"id":4711,"token":"{SECRET}","event_data":{data}}}"#)
    } else {
        members.push(name);
        object(&members)
    };
    let mut json = Json::read(body.as_bytes()).unwrap();
    shuffle(&mut json, &mut noise);
    let mut text = String::new();
    json.write(&mut noise, &mut text);
    let event = read(kind.form, &text).unwrap_or_else(|error| panic!("{text}: {error}"));
    event["deduplicationKey"].as_str().unwrap().to_owned()
}

fn shuffle(json: &mut Json, noise: &mut Noise) {
    let Json::Object(members) = json else { return };
    for at in (1..members.len()).rev() {
        members.swap(at, noise.below(at as u64 + 1) as usize);
    }
    members.iter_mut().for_each(|(_, member)| shuffle(member, noise));
}

/// Whether two events are one.
fn same(kind: &Kind, one: &[usize], other: &[usize]) -> bool {
    if kind.once && one[0] == other[0] && one[1] == other[1] {
        // A channel that is named says all; else it is the number that was written to.
        return one[1] != 0 || one[2] == other[2];
    }
    one == other
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn one_event_has_one_key_in_every_spelling_order_and_shape(
        kind in 0..KINDS.len(), values in prop::collection::vec(0..1_000_usize, 24),
        one: u64, other: u64,
    ) {
        let kind = KINDS[kind];
        let mut values = chosen(kind, &values);
        // Without an id, an inbound message is all that is said of it.
        if kind.once && values[0] == 0 {
            values[0] = 1;
        }
        prop_assert_eq!(key(kind, &values, one), key(kind, &values, other));
    }

    #[test]
    fn two_events_that_differ_in_a_documented_field_never_share_a_key(
        kind in 0..KINDS.len(), values in prop::collection::vec(0..1_000_usize, 24),
        changes in prop::collection::vec((0..24_usize, 1..1_000_usize), 1..3),
        one: u64, other: u64,
    ) {
        let kind = KINDS[kind];
        let values = chosen(kind, &values);
        let mut changed = values.clone();
        for (at, by) in changes {
            let at = at % changed.len();
            changed[at] = (changed[at] + by) % kind.fields[at].len();
        }
        let expected = same(kind, &values, &changed);
        // Two inbound messages without an id are distinguished by all their other fields.
        if !(expected && kind.once && values[0] == 0) {
            let (one, other) = (key(kind, &values, one), key(kind, &changed, other));
            prop_assert_eq!(one == other, expected, "{} {}", one, other);
        }
    }
}

#[test]
fn every_spelling_of_every_value_has_the_key_of_the_first() {
    for kind in KINDS {
        let mut usual: Vec<usize> = kind.fields.iter().map(|_| 0).collect();
        usual[0] = 1;
        for (at, field) in kind.fields.iter().enumerate() {
            let mut keys = std::collections::BTreeSet::new();
            for value in 0..field.len() {
                let mut values = usual.clone();
                values[at] = value;
                let found: std::collections::BTreeSet<String> = (0..field[value].len() as u64 * 8)
                    .map(|noise| key(kind, &values, noise))
                    .collect();
                if !kind.once || values[0] > 0 {
                    assert_eq!(found.len(), 1, "{:?}: {found:?}", field[value]);
                }
                keys.extend(found);
            }
            assert!(keys.len() >= field.len(), "{field:?}");
        }
    }
}
