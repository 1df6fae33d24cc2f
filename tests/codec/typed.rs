//! What callers in Rust get and give, with serde as the oracle: structs are read from the tape as serde reads them
//! from its JSON, and inputs are written as serde writes them.

use std::fmt::Debug;

use proptest::prelude::*;
use proptest::strategy::Union;
use serde::Serialize;
use serde::de::DeserializeOwned;
use threadline::codec::{Tape, to_json};
use threadline::heymarket::conversations::{
    ConversationFilters, GetConversation, ListConversations,
};
use threadline::heymarket::messages::{ListTeamMessages, ScheduleMessage, ScheduledContent};
use threadline::http::Reply;
use threadline::schema::{Call, Kind, Operation, Table};
use threadline::typed::{Read, Reader, Writer};
use threadline::webhook::{self, Form};
use threadline::{Id, Json as Object, heymarket, qlara};

use crate::json::{Json, Noise};
use crate::property::cases;
use crate::samples::{SERVICES, content, samples};
use crate::strategies::{Side, of_kind};

/// An operation with what its structs do.
#[derive(Clone, Copy)]
struct Typed {
    operation: &'static Operation,
    read: fn(&Tape, &[u8]) -> Result<(), String>,
    /// Whether the JSON is an input, which is then written.
    write: fn(&str) -> Result<bool, String>,
}

impl Typed {
    const fn of<C>() -> Self
    where
        C: Call + Serialize + DeserializeOwned,
        C::Output: DeserializeOwned + PartialEq + Debug,
    {
        let read =
            |tape: &Tape, body: &[u8]| reads_alike::<C::Output>(&C::OPERATION.reply, tape, body);
        let write = |json: &str| match serde_json::from_str::<C>(json) {
            Ok(call) => writes_alike(&call).map(|()| true),
            Err(_) => Ok(false),
        };
        Typed { operation: C::OPERATION, read, write }
    }
}

macro_rules! typed {
    ($($call:ty,)+) => {
        &[$(Typed::of::<$call>()),+]
    };
}

// operations:begin (printed from the tables by `cargo xtask types --bless`)

/// Every operation, in the order of the tables.
#[allow(unused_qualifications, reason = "printed with whole paths")]
const ALL: &[Typed] = typed! {
    heymarket::conversations::ListConversations,
    heymarket::conversations::CountConversations,
    heymarket::conversations::GetConversation,
    heymarket::conversations::OpenConversation,
    heymarket::conversations::CloseConversation,
    heymarket::conversations::MarkRead,
    heymarket::conversations::MarkUnread,
    heymarket::conversations::ReassignConversation,
    heymarket::conversations::TransferConversation,
    heymarket::messages::SendMessage,
    heymarket::messages::SendEmail,
    heymarket::messages::ScheduleMessage,
    heymarket::messages::GetScheduledMessage,
    heymarket::messages::UpdateScheduledMessage,
    heymarket::messages::DeleteScheduledMessage,
    heymarket::messages::ListMessages,
    heymarket::messages::ListTeamMessages,
    heymarket::messages::CountTeamMessages,
    heymarket::people::ListInboxes,
    heymarket::people::GetTeam,
    qlara::conversations::ListConversations,
    qlara::conversations::GetConversation,
    qlara::conversations::ListMessages,
    qlara::conversations::Reply,
    qlara::conversations::MarkRead,
    qlara::conversations::ArchiveConversation,
    qlara::conversations::UnarchiveConversation,
    qlara::conversations::ListAssignableUsers,
    qlara::conversations::AssignConversation,
    qlara::conversations::UnassignConversation,
    qlara::callback::CreateCallback,
    qlara::callback::GetCallback,
    qlara::callback::UpdateCallback,
    qlara::callback::DeleteCallback,
};
// operations:end

/// An event of a webhook, by the id of its shape.
struct Posted {
    shape: u16,
    read: fn(&Tape, &[u8]) -> Result<(), String>,
}

macro_rules! posted {
    ($($service:ident { $($name:ident),+ })+) => {
        [$($(Posted {
            shape: <$service::webhook::$name as Table>::SHAPE.id,
            read: |tape, body| {
                let kind = Kind::Object(<$service::webhook::$name as Table>::SHAPE);
                reads_alike::<$service::webhook::$name>(&kind, tape, body)
            },
        }),+),+]
    };
}

const EVENTS: [Posted; 7] = posted! {
    heymarket { MessageEvent, ConversationEvent, OtherEvent, UnknownEvent }
    qlara { InboundEvent, StatusEvent, UnknownEvent }
};

const FORMS: [&Form; 2] = [heymarket::webhook::FORM, qlara::webhook::FORM];

const SECRET: &str = "t0ken-SECRET-4f1d";

fn reads_alike<T>(kind: &Kind, tape: &Tape, body: &[u8]) -> Result<(), String>
where
    T: Read + DeserializeOwned + PartialEq + Debug,
{
    let json = without_halves(&to_json(tape, kind, body));
    let expected = serde_json::from_str::<T>(&json).map_err(|error| format!("{error}: {json}"))?;
    match Reader::new(tape, body).value::<T>(tape.root) {
        Some(value) if value == expected => Ok(()),
        read => Err(format!("{read:?}\n  instead of {expected:?}\n  of {json}")),
    }
}

fn writes_alike<T: threadline::typed::Write + Serialize>(input: &T) -> Result<(), String> {
    let (json, expected) = (Writer::json(input), serde_json::to_string(input).unwrap());
    // The letters of an escape are large or small.
    let tree = |json: &str| Json::read(json.as_bytes()).map_err(|error| format!("{error}: {json}"));
    if tree(&json)? == tree(&expected)? {
        return Ok(());
    }
    Err(format!("{json}\n  instead of {expected}"))
}

/// JSON with U+FFFD for every half of a surrogate pair: a text of Rust's holds none.
fn without_halves(json: &str) -> String {
    let (mut out, mut rest) = (String::new(), json);
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let escape = &rest[at..];
        let unit = |at: usize| {
            let digits = escape.get(at..at + 6)?.strip_prefix("\\u")?;
            u16::from_str_radix(digits, 16).ok()
        };
        let (kept, length) = match (unit(0), unit(6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (&escape[..12], 12),
            (Some(0xd800..=0xdfff), _) => ("\\ufffd", 6),
            _ => (&escape[..2], 2),
        };
        out.push_str(kept);
        rest = &escape[length..];
    }
    out.push_str(rest);
    out
}

/// Reads a response by both ways, if it is one.
fn read(typed: Typed, body: &str) -> Result<bool, String> {
    let reply = Reply { status: 200, body: body.into(), ..Reply::default() };
    match reply.read(typed.operation) {
        Ok(tape) => (typed.read)(&tape, &reply.body).map(|()| true),
        Err(_) => Ok(false),
    }
}

fn typed(service: &str, name: &str) -> Typed {
    let (_, operations) = SERVICES.iter().find(|(known, _)| *known == service).unwrap();
    let operation = operations.iter().find(|one| one.name == name).unwrap();
    *ALL.iter()
        .find(|one| one.operation.path == operation.path && one.operation.name == name)
        .unwrap()
}

#[test]
fn every_operation_is_among_these() {
    let names = ALL.iter().map(|typed| typed.operation.name);
    assert!(names.eq(threadline::operations().map(|operation| operation.name)));
    let events = FORMS.iter().flat_map(|form| form.events).count();
    assert_eq!(events, EVENTS.len());
}

#[test]
fn the_samples_and_fixtures_are_read_alike() {
    for (service, _) in SERVICES {
        for (operation, sample) in samples(service) {
            let typed = typed(service, operation.name);
            for response in sample.responses.iter().chain([&sample.response]) {
                let body = content(response.body.as_deref(), response.text.as_deref());
                assert_eq!(read(typed, &body), Ok(!response.invalid), "{} {body}", operation.name);
            }
        }
    }
    for (service, name, body) in [
        (
            "heymarket",
            "getConversation",
            include_str!("../fixtures/heymarket/conversation.documented.json"),
        ),
        (
            "heymarket",
            "getConversation",
            include_str!("../fixtures/heymarket/conversation.observed.json"),
        ),
        ("qlara", "listConversations", include_str!("../fixtures/qlara/conversations.bare.json")),
        (
            "qlara",
            "listConversations",
            include_str!("../fixtures/qlara/conversations.enveloped.json"),
        ),
    ] {
        assert_eq!(read(typed(service, name), body), Ok(true), "{body}");
    }
}

#[test]
fn the_samples_inputs_are_written_alike() {
    let mut written = 0;
    for (service, _) in SERVICES {
        for (operation, sample) in samples(service) {
            let typed = typed(service, operation.name);
            for input in sample.variants.iter().map(|variant| &variant.input).chain([&sample.input])
            {
                let outcome = (typed.write)(input.get());
                // Some have a form that is JavaScript's alone.
                assert!(outcome.is_ok(), "{} {input}: {outcome:?}", operation.name);
                written += usize::from(outcome == Ok(true));
            }
        }
    }
    assert!(written > ALL.len(), "{written}");
}

#[test]
fn ids_of_any_size_are_read_and_written_alike() {
    let largest = (1_i64 << 53) - 1;
    for id in
        [0, 1, -1, largest, largest + 1, largest + 2, -largest, -largest - 1, i64::MAX, i64::MIN]
    {
        assert_eq!(writes_alike(&GetConversation::new(id)), Ok(()));
        let body = format!(r#"{{"id":{id},"assigned":{id},"inbox":{{"id":{id}}}}}"#);
        assert_eq!(read(typed("heymarket", "getConversation"), &body), Ok(true), "{body}");
    }
}

#[test]
fn an_id_that_is_text_with_an_escape_is_read_alike() {
    let body = r#"{"id":"992\u0030","assigned":"\u0035\u0035"}"#;
    assert_eq!(read(typed("heymarket", "getConversation"), body), Ok(true));
}

#[test]
fn what_is_given_and_what_is_not_is_written_alike() {
    let filters = ConversationFilters::new().inboxes([7, 8]).closed(false);
    let content = ScheduledContent::new()
        .text("é\u{2028}\"\\\u{7f}\u{1}")
        .attachments([Object::new(r#"{"a":[1,{"b":null}],"é":"\n"}"#), Object::new("{}")]);
    let none: [Id<heymarket::Inbox>; 0] = [];
    for outcome in [
        writes_alike(&ListConversations::new(1).filters(filters)),
        writes_alike(&ListConversations::new(1)),
        writes_alike(&ListConversations::new(1).filters(ConversationFilters::new().inboxes(none))),
        writes_alike(&ListTeamMessages::new().order("another").ascending(true).limit(0)),
        writes_alike(&ScheduleMessage::new(1, "2026-03-01T12:15:00Z", content).list_id(i64::MAX)),
    ] {
        assert_eq!(outcome, Ok(()));
    }
}

/// Puts in the place of which comes one half of a surrogate pair or the other.
const HALF: char = '\u{e000}';

/// The text of a response: some texts are long or end in half a surrogate pair, and any letter may be escaped.
fn written(mut json: Json, seed: u64) -> String {
    let mut noise = Noise(seed);
    strew(&mut json, &mut noise);
    let mut body = String::new();
    json.write(&mut noise, &mut body);
    body.replace(HALF, "\\ud83d").replace("\\ue000", "\\ude00")
}

fn strew(json: &mut Json, noise: &mut Noise) {
    match json {
        Json::Text(text) => match noise.below(8) {
            0 => text.push(HALF),
            1 => text.push_str(&"é😀".repeat(noise.below(40) as usize)),
            _ => {}
        },
        Json::List(items) => items.iter_mut().for_each(|item| strew(item, noise)),
        Json::Object(members) => members.iter_mut().for_each(|(_, member)| strew(member, noise)),
        _ => {}
    }
}

fn responses() -> impl Strategy<Value = (usize, String)> {
    let of_one = |at: usize| {
        let json = of_kind(&ALL[at].operation.reply, Side::Reply, 20);
        (json, any::<u64>()).prop_map(move |(json, seed)| (at, written(json, seed))).boxed()
    };
    Union::new((0..ALL.len()).map(of_one))
}

fn deliveries() -> impl Strategy<Value = (&'static Form, String)> {
    let names = [
        "message_recieved",
        "message_sent",
        "chat_closed",
        "incoming_call",
        "INBOUND",
        "delivery",
        "READ",
        "x",
    ];
    let of_one = move |(form, kind): (&'static Form, &'static Kind)| {
        let name = proptest::sample::select(names.to_vec());
        let delivery = (of_kind(kind, Side::Reply, 20), name, any::<u64>());
        let body = delivery.prop_map(move |(json, name, seed)| {
            let body = written(json, seed);
            let proof = format!(r#""type":"{name}","eventType":"{name}","token":"{SECRET}"}}"#);
            // What comes last counts.
            let open = body.trim_end().strip_suffix('}')?.trim_end();
            Some((form, format!("{open}{}{proof}", if open.ends_with('{') { "" } else { "," })))
        });
        body.prop_filter_map("no object", |body| body).boxed()
    };
    let events = FORMS.iter().flat_map(|form| form.events.iter().map(move |kind| (*form, kind)));
    Union::new(events.map(of_one))
}

/// The same without numbers of another form: not every float is read by serde_json as the one that it wrote.
fn whole(mut json: Json) -> Json {
    match &mut json {
        Json::Number(number) if number.parse::<i64>().is_err() => "7".clone_into(number),
        Json::List(items) => items.iter_mut().for_each(|item| *item = whole(item.clone())),
        Json::Object(members) => {
            members.iter_mut().for_each(|(_, member)| *member = whole(member.clone()));
        }
        _ => {}
    }
    json
}

static INPUTS: [Kind; ALL.len()] = {
    let mut inputs = [Kind::Raw; ALL.len()];
    let mut at = 0;
    while at < ALL.len() {
        inputs[at] = Kind::Object(ALL[at].operation.input);
        at += 1;
    }
    inputs
};

fn inputs() -> impl Strategy<Value = (usize, String)> {
    let of_one = |at: usize| {
        let json = of_kind(&INPUTS[at], Side::Input, 0);
        json.prop_map(move |json| (at, whole(json).text())).boxed()
    };
    Union::new((0..ALL.len()).map(of_one))
}

proptest! {
    #![proptest_config(cases(4000))]

    #[test]
    fn any_response_is_read_as_serde_reads_its_json((at, body) in responses()) {
        let outcome = read(ALL[at], &body);
        prop_assert!(outcome.is_ok(), "{}: {}\n  {body}", ALL[at].operation.name, outcome.unwrap_err());
    }

    #[test]
    fn any_input_is_written_as_serde_writes_it((at, json) in inputs()) {
        let outcome = (ALL[at].write)(&json);
        prop_assert!(outcome.is_ok(), "{}: {}", ALL[at].operation.name, outcome.unwrap_err());
    }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn any_delivery_is_read_as_serde_reads_its_json((form, body) in deliveries()) {
        let secrets = [SECRET.to_owned()];
        let Ok(event) = webhook::read(form, body.as_bytes(), Some(SECRET), &secrets) else {
            return Ok(());
        };
        let Kind::Object(shape) = event.kind else { panic!("{:?}", event.kind) };
        let posted = EVENTS.iter().find(|posted| posted.shape == shape.id).unwrap();
        let outcome = (posted.read)(&event.tape, event.text.as_bytes());
        prop_assert!(outcome.is_ok(), "{}\n  {body}", outcome.unwrap_err());
    }
}
