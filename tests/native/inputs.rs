//! Inputs of any operation: what its table allows, and everything that breaks it in one place.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use threadline::schema::{Field, Kind, Operation, Place, Rule, Shape, to_camel};

/// Who speaks.
#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    /// A caller in JavaScript.
    Caller,
    /// A client, on the wire.
    Wire,
}

impl Side {
    fn name(self, field: &Field) -> String {
        match self {
            Side::Caller => to_camel(field.name),
            Side::Wire => field.wire.to_owned(),
        }
    }
}

/// Any operation with an input that its table allows.
pub fn valid_calls(side: Side) -> impl Strategy<Value = (&'static Operation, Value)> {
    let of_one = |operation: &'static Operation| {
        object(operation.input, side).prop_map(move |input| (operation, input)).boxed()
    };
    proptest::strategy::Union::new(threadline::operations().map(of_one))
}

fn object(shape: &'static Shape, side: Side) -> BoxedStrategy<Value> {
    let mut groups: Vec<BoxedStrategy<Vec<usize>>> = vec![in_rules(shape, side)];
    for (at, field) in shape.fields.iter().enumerate() {
        if !shape.rules.iter().any(|rule| names(rule, at)) {
            groups.push(vec(Just(at), usize::from(field.required)..=1).boxed());
        }
    }
    let members = groups.prop_flat_map(move |groups| {
        let given = groups.into_iter().flatten().map(|at| &shape.fields[at]);
        let members = given.map(|field| (Just(side.name(field)), value(&field.kind, field, side)));
        members.collect::<Vec<_>>().prop_shuffle()
    });
    members.prop_map(|members| Value::Object(members.into_iter().collect())).boxed()
}

/// Which of the fields that rules name are given: any choice that the rules allow.
fn in_rules(shape: &'static Shape, side: Side) -> BoxedStrategy<Vec<usize>> {
    let whole = |at: &usize| shape.fields[*at].place == Place::WholeBody;
    let named = (0..shape.fields.len()).filter(|at| shape.rules.iter().any(|it| names(it, *at)));
    // What is the whole body has no name on the wire.
    let named: Vec<usize> = named.filter(|at| side == Side::Caller || !whole(at)).collect();
    let choices = (0..1_u32 << named.len()).map(|bits| {
        let given = named.iter().enumerate().filter(|(bit, _)| bits & 1 << bit != 0);
        given.map(|(_, at)| *at).collect::<Vec<usize>>()
    });
    let allowed = choices.filter(|given| {
        shape.rules.iter().all(|rule| {
            if rule.when.is_some_and(|when| !given.contains(&usize::from(when))) {
                return true;
            }
            let in_group = |at: &&usize| rule.of.iter().any(|of| usize::from(*of) == **at);
            let count = given.iter().filter(in_group).count();
            (usize::from(rule.least)..=usize::from(rule.most)).contains(&count)
        })
    });
    select(allowed.collect::<Vec<_>>()).boxed()
}

fn names(rule: &Rule, field: usize) -> bool {
    rule.of.iter().chain(&rule.when).any(|of| usize::from(*of) == field)
}

fn value(kind: &'static Kind, field: &'static Field, side: Side) -> BoxedStrategy<Value> {
    match kind {
        Kind::Bool => any::<bool>().prop_map(Value::from).boxed(),
        Kind::Id => id(field.name, side),
        Kind::Opaque => opaque(field, side),
        Kind::Text => text(field.name).prop_map(Value::from).boxed(),
        Kind::SomeText => text(field.name)
            .prop_map(|it| if it.is_empty() { "x".to_owned() } else { it })
            .prop_map(Value::from)
            .boxed(),
        Kind::Json => ("[^\\p{Cc}]{1,9}", any::<String>())
            .prop_map(|(id, text)| json!({ "chatId": id, "message": format!("{text}.") }))
            .boxed(),
        Kind::Line => {
            text(field.name).prop_map(|it| Value::from(it.replace(char::is_control, " "))).boxed()
        }
        Kind::Target => target(side).prop_map(Value::from).boxed(),
        Kind::Addressees => addressees(side).prop_map(Value::from).boxed(),
        Kind::Count => (0..100_u32).prop_map(Value::from).boxed(),
        Kind::Phone => phone(side).prop_map(Value::from).boxed(),
        Kind::Seconds => seconds(side),
        Kind::QuarterHour => quarter_hour().prop_map(Value::from).boxed(),
        Kind::Timestamp | Kind::Instant => timestamp().prop_map(Value::from).boxed(),
        Kind::Object(shape) => object(shape, side),
        Kind::List(item) => vec(value(item, field, side), 0..4).prop_map(Value::from).boxed(),
        Kind::OneOrMore(item) => vec(value(item, field, side), 1..4).prop_map(Value::from).boxed(),
        other => panic!("no input is {other:?}"),
    }
}

/// Any text, and of what has a form of its own mostly that.
fn text(name: &str) -> BoxedStrategy<String> {
    let known = match name {
        "order_by" => vec!["-lastMessageDate", "+lastMessageDate"],
        "order" => vec!["created_at", "updated_at"],
        "callback_url" => {
            vec!["https://example.com/hook?secret=0f3a9c5e7b1d4826", "http://localhost:1"]
        }
        _ => return any::<String>().boxed(),
    };
    prop_oneof![3 => select(known).prop_map(str::to_owned), 1 => any::<String>()].boxed()
}

/// Ids of the seed among others, so that many calls get through to the end.
fn id(name: &str, side: Side) -> BoxedStrategy<Value> {
    let known = match name {
        "inbox_id" | "inboxes" | "inbox" | "transfer_inbox_id" => vec![2222, 2222, 2223],
        "user_id" | "creator_id" | "reassign_id" => vec![1111, 1112, 1114],
        "chat_id" | "conversation_id" => vec![610_018, 610_003, 610_016],
        "convo_id" => vec![610_003],
        "list_id" => vec![3301, 3302],
        "template_id" | "template" => vec![4401, 4402],
        "survey_id" => vec![5501],
        _ => vec![1111, 610_018],
    };
    let safe = prop_oneof![20 => select(known), 1 => 0..1_i64 << 53].prop_map(Value::from);
    let text = (0..=i64::MAX).prop_map(|id| Value::from(id.to_string()));
    let large = (0..=i64::MAX).prop_map(Value::from);
    match side {
        Side::Caller => prop_oneof![20 => safe, 1 => text].boxed(),
        Side::Wire => prop_oneof![20 => safe, 1 => large].boxed(),
    }
}

/// Ids that can be anything, those of the seed among them.
fn opaque(field: &'static Field, side: Side) -> BoxedStrategy<Value> {
    let known = match field.name {
        "user_id" => vec!["55", "9007199254740999"],
        "channel_ids" => vec!["7", "9", "9007199254740997"],
        "id_from" | "id_to" => vec!["700100", "9007199254741005"],
        _ => vec!["810006", "9007199254740993", "wa-39-7f3c", "grp:7/ü 1"],
    };
    let is_free = |id: &String| match field.place {
        Place::Path => !field.reserved.contains(&&**id) && id != "." && id != "..",
        // A comma parts the items of a list there.
        Place::Query => !matches!(field.kind, Kind::OneOrMore(_)) || !id.contains(','),
        _ => true,
    };
    let text = "[^\\p{Cc}]{1,9}".prop_filter("means another route, or two ids", is_free);
    let small = (0..=1_u64 << 53).prop_map(|id| id.min((1 << 53) - 1));
    let large = any::<u64>();
    match side {
        Side::Caller => prop_oneof![
            9 => select(known).prop_map(Value::from),
            1 => text.prop_map(Value::from),
            1 => small.prop_map(Value::from),
            1 => large.prop_map(|id| Value::from(id.to_string())),
        ]
        .boxed(),
        Side::Wire => prop_oneof![
            9 => select(known).prop_map(Value::from),
            1 => text.prop_map(Value::from),
            1 => large.prop_map(Value::from),
        ]
        .boxed(),
    }
}

fn target(side: Side) -> BoxedStrategy<String> {
    let plain = prop_oneof![
        3 => select(vec!["15555550118", "15555550101", "15555550102", "15555550103"]).prop_map(str::to_owned),
        1 => "[1-9][0-9]{2,5}",
        2 => "(1[2-9]|44[1-9]|353[1-9])[0-9]{5,8}",
        1 => "[a-zé李]{1,9}[+.]?[a-z0-9]{0,5}@example\\.com",
        1 => "visitor-[0-9a-f]{4}",
    ];
    let spelt = r" ?\+?(1|44|353) ?\([2-9][0-9]{2}\) ?[0-9]{3}[-. ][0-9]{4} ?";
    match side {
        Side::Caller => prop_oneof![3 => plain, 1 => spelt].boxed(),
        Side::Wire => plain.boxed(),
    }
}

/// Numbers of the seed among others.
fn phone(side: Side) -> BoxedStrategy<String> {
    let plain = prop_oneof![
        3 => select(vec!["15555550118", "15555550101", "15555550102"]).prop_map(str::to_owned),
        1 => "(1[2-9]|44[1-9]|353[1-9])[0-9]{5,8}",
    ];
    match side {
        Side::Caller => {
            prop_oneof![3 => plain, 1 => r" ?\+?(1|44|353)[ -][2-9][0-9]{2}[ -][0-9]{3}[ -][0-9]{3,4} ?"].boxed()
        }
        Side::Wire => plain.boxed(),
    }
}

/// An e-mail's, those who are written to and those who get a copy.
fn addressees(side: Side) -> BoxedStrategy<String> {
    let known = ["to:jo@example.com", "to:a@example.com,b@example.com", "cc:c@d.example"];
    let known = select(known.to_vec()).prop_map(str::to_owned);
    let any = "(to|cc|bcc):[a-zé+.]{1,9}@[a-z]{1,9}(,[a-z]{1,9}@[a-z]{1,9}){0,2}";
    match side {
        Side::Caller => {
            prop_oneof![3 => known, 1 => any, 1 => "(to: ?)?[a-z]{1,9}@example, [a-z]{1,9}@example"]
                .boxed()
        }
        Side::Wire => prop_oneof![3 => known, 1 => any].boxed(),
    }
}

fn seconds(side: Side) -> BoxedStrategy<Value> {
    let number = (0..=253_402_300_800_i64).prop_map(Value::from);
    match side {
        Side::Caller => prop_oneof![number, timestamp().prop_map(Value::from)].boxed(),
        Side::Wire => number.boxed(),
    }
}

/// Some time after the fakes' beginning.
fn quarter_hour() -> impl Strategy<Value = String> {
    let date = (2027..2100_u32, 1..=12_u32, 1..=28_u32);
    let zone = select(vec!["Z", "+00:00", "-05:00", "+05:45"]);
    (date, 0..24_u32, select(vec![0, 15, 30, 45]), select(vec!["", ".000"]), zone).prop_map(
        |((year, month, day), hour, minute, fraction, zone)| {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00{fraction}{zone}")
        },
    )
}

fn timestamp() -> impl Strategy<Value = String> {
    let date = (1970..2100_u32, 1..=12_u32, 1..=28_u32);
    let time = (0..24_u32, 0..60_u32, 0..60_u32);
    (date, time, "(\\.[0-9]{1,9})?", "Z|[+-](0[0-9]|1[0-4]):(00|30|45)").prop_map(
        |((year, month, day), (hour, minute, second), fraction, zone)| {
            format!(
                "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}"
            )
        },
    )
}

/// Everything that differs from a valid input in one place and breaks the table there, with the
/// path to the place; the path is empty where it is the object as a whole.
pub fn broken(shape: &'static Shape, valid: &Value, side: Side) -> Vec<(Value, String)> {
    let members = valid.as_object().unwrap();
    let mut broken = Vec::new();
    for wrong in wrong_objects() {
        broken.push((wrong, String::new()));
    }
    broken.push((with(members, "zz", json!(1)), "zz".into()));
    for field in shape.fields {
        let name = side.name(field);
        let Some(value) = members.get(&name) else { continue };
        // In a path and a query everything is text.
        if side == Side::Wire && field.place != Place::Body {
            continue;
        }
        if field.place == Place::Path {
            for route in field.reserved.iter().chain(&[".", ".."]) {
                broken.push((with(members, &name, json!(route)), name.clone()));
            }
        }
        if field.required {
            broken.push((without(members, &name), name.clone()));
        }
        for (wrong, path) in wrong_values(&field.kind, value, side) {
            broken.push((with(members, &name, wrong), format!("{name}{path}")));
        }
        broken.push((with(members, &name, Value::Null), name));
    }
    for rule in shape.rules {
        let when = rule.when.map(|at| side.name(&shape.fields[usize::from(at)]));
        if when.is_some_and(|when| !members.contains_key(&when)) {
            continue;
        }
        let group: Vec<&Field> = rule.of.iter().map(|at| &shape.fields[usize::from(*at)]).collect();
        let is_there = |field: &&&Field| side == Side::Caller || field.place != Place::WholeBody;
        let group: Vec<&Field> = group.iter().filter(is_there).copied().collect();
        let is_given = |field: &&&Field| members.contains_key(&side.name(field));
        let (given, free): (Vec<&Field>, Vec<&Field>) = group.iter().partition(is_given);
        if given.len() == usize::from(rule.least) {
            broken
                .extend(given.iter().map(|one| (without(members, &side.name(one)), String::new())));
        }
        if given.len() == usize::from(rule.most) {
            broken.extend(
                free.iter()
                    .map(|one| (with(members, &side.name(one), some(&one.kind)), String::new())),
            );
        }
    }
    broken
}

/// A value that the kind allows.
fn some(kind: &Kind) -> Value {
    match kind {
        Kind::Id => json!(1),
        Kind::Opaque => json!("a-1"),
        Kind::Target | Kind::Text | Kind::SomeText | Kind::Line => json!("123"),
        Kind::Addressees => json!("to:jo@example.com"),
        Kind::Phone => json!("15555550101"),
        Kind::Seconds => json!(1_772_442_000),
        Kind::QuarterHour => json!("2030-01-01T00:15:00Z"),
        Kind::Json => json!({}),
        Kind::OneOrMore(item) | Kind::List(item) => json!([some(item)]),
        other => panic!("no group has a field of {other:?}"),
    }
}

fn wrong_objects() -> Vec<Value> {
    vec![json!([]), json!("x"), json!(1), json!(true)]
}

fn wrong_values(kind: &'static Kind, value: &Value, side: Side) -> Vec<(Value, String)> {
    let here = |wrong: Vec<Value>| wrong.into_iter().map(|wrong| (wrong, String::new())).collect();
    let mut all: Vec<(Value, String)> = match kind {
        Kind::Bool => here(vec![json!(0), json!("true"), json!([]), json!({})]),
        Kind::Id => here(vec![
            json!(-1),
            json!(1.5),
            json!(1e30),
            json!(true),
            json!(""),
            json!("x"),
            json!("-1"),
            json!("1.0"),
            json!("007"),
            json!("9223372036854775808"),
            json!([1]),
            json!({}),
        ]),
        Kind::Opaque => here(vec![
            json!(""),
            json!(-1),
            json!(1.5),
            json!(1e30),
            json!(true),
            json!([1]),
            json!({}),
        ]),
        Kind::Text => here(vec![json!(7), json!(true), json!([]), json!({})]),
        Kind::Line => here(vec![json!(7), json!(true), json!([]), json!({}), json!("a\r\nb")]),
        Kind::SomeText => here(vec![json!(""), json!(7), json!(true), json!([]), json!({})]),
        Kind::Json => here(vec![json!([]), json!("x"), json!(1), json!(true)]),
        Kind::Target => here(vec![
            json!(""),
            json!(" "),
            json!("+"),
            json!("5"),
            json!("+44 (020) 7946 0958"),
            json!("0044 20 7946 0958"),
            json!("a\nb@example.com"),
            json!(15555550118_i64),
            json!([]),
        ]),
        Kind::Addressees => here(vec![
            json!(""),
            json!("to:"),
            json!("to:nobody"),
            json!("to:a@example.com,"),
            json!("to:Ada <a@example.com>"),
            json!("to:a@example.com\r\nbcc:b@example.com"),
            json!(7),
            json!([]),
        ]),
        Kind::Count => here(vec![json!(-1), json!(1.5), json!("1"), json!(true), json!({})]),
        Kind::Phone => here(vec![
            json!(""),
            json!("+"),
            json!("123456"),
            json!("1234567890123456"),
            json!("05555550118"),
            json!("(555) 555-0118"),
            json!("+1 555 555 0118 x99"),
            json!("jo@example.com"),
            json!(15555550118_i64),
            json!([]),
        ]),
        Kind::Seconds => here(vec![
            json!(-1),
            json!(1.5),
            json!("1772442000"),
            json!(1_772_442_000_000_i64),
            json!("2026-03-02T09:00:00"),
            json!(""),
            json!(true),
            json!({}),
        ]),
        Kind::QuarterHour => here(vec![
            json!(""),
            json!("2030-01-01T00:15:00"),
            json!("2030-01-01T00:15:01Z"),
            json!("2030-01-01T00:20:00Z"),
            json!("2030-02-30T00:15:00Z"),
            json!(1_893_456_000),
            json!([]),
        ]),
        Kind::Timestamp | Kind::Instant => here(vec![
            json!(""),
            json!("yesterday"),
            json!("2026-01-01"),
            json!(1_700_000_000),
            json!({}),
        ]),
        Kind::Object(shape) => {
            let inside =
                broken(shape, value, side).into_iter().filter(|(_, path)| !path.is_empty());
            let inside = inside.map(|(wrong, path)| (wrong, format!(".{path}")));
            here(wrong_objects()).into_iter().chain(inside).collect()
        }
        Kind::List(item) | Kind::OneOrMore(item) => {
            let items = value.as_array().unwrap();
            let mut all = here(vec![json!({}), json!("x"), json!(1)]);
            if matches!(kind, Kind::OneOrMore(_)) {
                all.extend(here(vec![json!([])]));
            }
            let behind = format!("[{}]", items.len());
            for (wrong, path) in wrong_values(item, &some(item), side) {
                let items: Vec<Value> = items.iter().cloned().chain([wrong]).collect();
                all.push((json!(items), format!("{behind}{path}")));
            }
            all
        }
        other => panic!("no input is {other:?}"),
    };
    if side == Side::Caller {
        match kind {
            Kind::Opaque => all.extend(here(vec![json!(1_u64 << 53), json!("a\nb")])),
            Kind::Instant => all.extend(here(vec![json!("2026-01-01T00:00:00")])),
            Kind::Target => all.extend(here(vec![json!("+1 415 555 1234 ext. 99")])),
            Kind::Json => all.extend(here(vec![json!({ "n": [{ "\u{0}": "NaN" }] })])),
            _ => {}
        }
    }
    if side == Side::Wire {
        match kind {
            Kind::Id => all.extend(here(vec![json!("1111"), json!(1111.0)])),
            Kind::Addressees => all.extend(here(vec![json!("a@example.com")])),
            Kind::Target => all.extend(here(vec![
                json!("+15555550118"),
                json!("01555555018"),
                json!("1-555"),
                json!("1234567890123456"),
            ])),
            Kind::Timestamp => {
                all.extend(here(vec![json!("2026-01-01T00:00:00"), json!("2026-02-30T00:00:00Z")]))
            }
            _ => {}
        }
    }
    all
}

fn with(members: &Map<String, Value>, name: &str, value: Value) -> Value {
    let mut members = members.clone();
    members.insert(name.into(), value);
    Value::Object(members)
}

fn without(members: &Map<String, Value>, name: &str) -> Value {
    let mut members = members.clone();
    members.remove(name);
    Value::Object(members)
}
