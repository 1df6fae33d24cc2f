//! Messages that go out later, in both spellings.

use serde_json::{Value, json};
use threadline::codec;
use threadline::heymarket::messages::{
    CountTeamMessages, DeleteScheduledMessage, GetScheduledMessage, ScheduleMessage,
    ScheduledContent, UpdateScheduledMessage,
};
use threadline::http::ErrorKind;
use threadline::schema::{Call, Json};
use threadline_fakes::heymarket::Options;

use crate::client::NOW_MS;
use crate::heymarket::client::{Client, JONAS, MAYA, SPELLINGS, SUPPORT};

const LATER: &str = "2026-03-02T17:30:00Z";

fn in_both_spellings(test: impl Fn(&mut Client)) {
    for spelling in SPELLINGS {
        test(&mut Client::spelling(spelling));
    }
}

fn message() -> ScheduleMessage {
    ScheduleMessage::new(SUPPORT, LATER, ScheduledContent::new().text("Don't forget"))
        .conversation_id(610_018)
        .local_id("s-1")
        .user_id(MAYA)
}

/// An object that is sent as it is.
fn object(value: Value) -> Json {
    let Value::Object(members) = value else { panic!("no object: {value}") };
    Json::from(members)
}

#[test]
fn what_is_scheduled_can_be_seen_replaced_and_taken_out() {
    in_both_spellings(|client| {
        let id = client.call(&message()).unwrap().id;
        let seen = client.call(&GetScheduledMessage::new(id)).unwrap();
        assert_eq!((seen.id, seen.inbox_id), (id, Some(SUPPORT)));
        assert_eq!(seen.execute.unwrap().0, "2026-03-02T17:30:00.000000Z");
        assert_eq!(seen.created, seen.updated);
        let content = ScheduledContent::new().template(object(json!({ "id": 4402 })));
        let time = "2026-03-03T09:15:00+01:00";
        let update = UpdateScheduledMessage::new(id, SUPPORT, time, content)
            .phone_number("15555559999")
            .user_id(JONAS);
        for _ in 0..2 {
            assert_eq!(client.call(&update).unwrap().id, id);
        }
        let replaced = client.call(&GetScheduledMessage::new(id)).unwrap();
        assert_eq!(replaced.execute.unwrap().0, "2026-03-03T08:15:00.000000Z");
        assert_eq!(replaced.local_id, None);
        assert_eq!(replaced.created, seen.created);
        assert!(replaced.updated.unwrap().0 > seen.updated.unwrap().0);
        client.call(&DeleteScheduledMessage::new(id)).unwrap();
        let gone = [
            client.call(&DeleteScheduledMessage::new(id)).unwrap_err(),
            client.call(&GetScheduledMessage::new(id)).unwrap_err(),
            client.call(&update).unwrap_err(),
        ];
        assert!(gone.iter().all(|error| error.kind() == ErrorKind::NotFound), "{gone:?}");
    });
}

#[test]
fn nothing_is_sent_and_each_has_an_id_of_its_own() {
    in_both_spellings(|client| {
        let before = client.call(&CountTeamMessages::default()).unwrap();
        let (one, other) = (client.call(&message()).unwrap(), client.call(&message()).unwrap());
        assert_ne!(one.id, other.id);
        assert_eq!(client.call(&CountTeamMessages::default()).unwrap(), before);
    });
}

#[test]
fn whom_it_goes_to_must_be_there_now() {
    in_both_spellings(|client| {
        let changed = |change: fn(&mut ScheduleMessage)| {
            let mut call = message();
            change(&mut call);
            call
        };
        let nobody = changed(|call| call.conversation_id = None);
        let numbers = ["15555550101", "15555550102"].map(|phone| object(json!({ "phone": phone })));
        for good in [
            nobody.clone().phone_number("15555559999"),
            nobody.clone().list_id(3302),
            nobody.clone().targets(numbers.clone()),
            changed(|call| call.user_id = None),
        ] {
            client.call(&good).unwrap();
        }
        let of_no_template = changed(|call| {
            call.content = ScheduledContent::new().template(object(json!({ "id": 7 })));
        });
        let mut to_a_group = nobody.clone().targets(numbers);
        to_a_group.inbox_id = 2226.into();
        let of_no_inbox = changed(|call| {
            call.user_id = None;
            call.inbox_id = 7.into();
        });
        for (bad, kind) in [
            (nobody.list_id(7), ErrorKind::NotFound),
            (message().conversation_id(610_017), ErrorKind::NotFound),
            (of_no_template, ErrorKind::NotFound),
            (message().user_id(1117), ErrorKind::PermissionDenied),
            (of_no_inbox, ErrorKind::NotFound),
            (to_a_group, ErrorKind::InvalidRequest),
        ] {
            assert_eq!(client.call(&bad).unwrap_err().kind(), kind, "{bad:?}");
        }
    });
}

#[test]
fn a_time_that_is_too_near_for_the_services_clock_is_rejected_by_the_service() {
    // The caller's clock, and how far ahead of it the service's is.
    for (clock_offset_ms, good) in [(0, true), (14 * 60_000, true), (16 * 60_000, false)] {
        for spelling in SPELLINGS {
            let mut client = Client::new(Options { spelling, ..Options::default() });
            client.fake.set_clock(NOW_MS as i64 + clock_offset_ms);
            // Half an hour ahead.
            let mut call = message();
            call.execute_at = "2026-03-02T09:30:00Z".into();
            let outcome = client.call(&call);
            assert_eq!(outcome.is_ok(), good, "{clock_offset_ms}");
            if let Err(error) = outcome {
                assert_eq!(error.kind(), ErrorKind::InvalidRequest);
                assert!(error.message().contains("15 minutes ahead"), "{error}");
            }
        }
    }
}

#[test]
fn a_time_off_the_quarter_hours_is_rejected_by_the_service_too() {
    let mut client = Client::spelling(SPELLINGS[0]);
    let input = serde_json::to_string(&message()).unwrap();
    let mut request = codec::encode(ScheduleMessage::OPERATION, &input, NOW_MS).unwrap();
    for (time, words) in [
        ("2026-03-02T17:31:00Z", "on a quarter hour"),
        ("2026-03-02T17:30:00.000001Z", "on a quarter hour"),
        ("2026-03-02T17:30:00", "with its offset"),
        ("2026-03-02T09:00:00Z", "15 minutes ahead"),
        ("1999-01-01T00:00:00Z", "15 minutes ahead"),
    ] {
        let body = request.body.clone().unwrap();
        request.body = Some(body.replace(LATER, time));
        let error = client.send(&request).read(ScheduleMessage::OPERATION).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.message().contains(words), "{time}: {error}");
        request.body = Some(body);
    }
}
