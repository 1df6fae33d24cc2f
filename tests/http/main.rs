//! The policies for HTTP under arbitrary circumstances: they never panic, and what they promise holds.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may fail loudly"
)]

#[path = "../support/property.rs"]
mod property;

use property::cases;
use proptest::prelude::*;
use threadline::codec::Reading;
use threadline::http::retry::{self, Outcome, Situation, Verdict};
use threadline::http::retry_after::{self, Hints};
use threadline::http::{ErrorKind, Reply};
use threadline::schema::Repeat;

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        any::<u16>().prop_map(Outcome::Status),
        (400_u16..600).prop_map(Outcome::Status),
        Just(Outcome::Lost),
        Just(Outcome::Unsent),
        Just(Outcome::TimedOut),
        Just(Outcome::Garbled),
        Just(Outcome::Final),
    ]
}

fn situation() -> impl Strategy<Value = Situation> {
    let repeat = prop_oneof![
        Just(Repeat::Read),
        Just(Repeat::SetsState),
        Just(Repeat::Deletes),
        Just(Repeat::Once),
        Just(Repeat::OnceByKey),
    ];
    let asked = proptest::option::of(0.0..1e7_f64);
    (repeat, 0_u32..12, any::<bool>(), 0_u32..11, -1e4..1e6_f64, asked).prop_map(
        |(repeat, repeated, in_doubt, max_retries, remaining_ms, asked_ms)| Situation {
            repeat,
            repeated,
            in_doubt,
            max_retries,
            remaining_ms,
            asked_ms,
        },
    )
}

/// Numbers, dates and nonsense, as a header could hold them.
fn header_value() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "-?[0-9]{1,25}(\\.[0-9]{0,12})?([eE][+-]?[0-9]{1,4})?",
        "[0-9]{1,5}( ?, ?[0-9]{1,5}){1,3}",
        "(Mon|Sun), [0-3][0-9] (Jan|Nov) 20[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT",
        Just("NaN".to_owned()),
        Just("Infinity".to_owned()),
    ]
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn what_must_not_happen_twice_is_retried_only_when_it_was_rejected(
        outcome in outcome(), now in situation(), random in 0.0..1.0_f64, spent in 0.0..600.0_f64,
    ) {
        let mut spent = spent;
        let verdict = retry::decide(outcome, now, random, &mut spent);
        let rejected = matches!(outcome, Outcome::Status(425 | 429) | Outcome::Unsent);
        if now.repeat == Repeat::Once && !rejected {
            let again = matches!(verdict, Verdict::Again { .. });
            prop_assert!(!again);
        }
        if !matches!(now.repeat, Repeat::Once | Repeat::OnceByKey) {
            prop_assert_ne!(verdict, Verdict::Unknown);
        }
    }

    #[test]
    fn only_what_is_gone_and_may_have_been_deleted_by_the_call_counts_as_deleted(
        outcome in outcome(), now in situation(), random in 0.0..1.0_f64,
    ) {
        let gone = matches!(outcome, Outcome::Status(404 | 410));
        let done = gone && now.in_doubt && now.repeat == Repeat::Deletes;
        let verdict = retry::decide(outcome, now, random, &mut 0.0);
        prop_assert_eq!(verdict == Verdict::Done, done);
    }

    #[test]
    fn what_may_have_happened_leads_to_a_retry_only_where_that_does_no_harm(
        outcome in outcome(), now in situation(), random in 0.0..1.0_f64,
    ) {
        let verdict = retry::decide(outcome, now, random, &mut 0.0);
        if matches!(verdict, Verdict::Again { .. }) {
            let rejected = matches!(outcome, Outcome::Status(425 | 429) | Outcome::Unsent);
            prop_assert_eq!(outcome.may_have_happened(), !rejected);
            prop_assert!(rejected || now.repeat != Repeat::Once);
        }
    }

    #[test]
    fn a_retry_fits_the_deadline_its_number_and_the_budget(
        outcome in outcome(), now in situation(), random in 0.0..1.0_f64, before in 0.0..600.0_f64,
    ) {
        let mut spent = before;
        if let Verdict::Again { after_ms } = retry::decide(outcome, now, random, &mut spent) {
            prop_assert!(after_ms >= 0.0 && after_ms < now.remaining_ms);
            prop_assert!(now.repeated < now.max_retries);
            prop_assert!(spent > before && spent <= 500.0);
            prop_assert!(now.asked_ms.is_none_or(|asked| after_ms == asked));
            prop_assert!(now.asked_ms.is_some() || after_ms <= 8_000.0);
        } else {
            prop_assert_eq!(spent, before);
        }
    }

    #[test]
    fn a_wait_is_a_number_from_nothing_to_a_day_whatever_the_service_writes(
        ms in proptest::option::of(header_value()),
        seconds in proptest::option::of(header_value()),
        body in proptest::option::of(header_value()),
        date in proptest::option::of(any::<f64>()),
        now: f64,
    ) {
        let hints = Hints {
            retry_after_ms: ms.as_deref(),
            retry_after: seconds.as_deref(),
            body_seconds: body.as_deref(),
            date_ms: date,
        };
        if let Some(wait) = retry_after::wait_ms(hints, now) {
            prop_assert!((0.0..=86_400_000.0).contains(&wait), "{wait}");
        }
    }

    #[test]
    fn seconds_are_read_as_the_standard_library_reads_them(seconds in 0.0..8e4_f64) {
        let text = format!("{seconds:.3}");
        let hints = Hints { retry_after: Some(&text), ..Hints::default() };
        let wait = retry_after::wait_ms(hints, 0.0).unwrap();
        prop_assert!((wait - text.parse::<f64>().unwrap() * 1000.0).abs() < 0.001);
    }

    #[test]
    fn an_error_holds_nothing_of_what_was_sent_whatever_the_service_says(
        status in prop_oneof![400_u16..600, any::<u16>()],
        // What is around it may be read as an escape together with its first letters.
        private in "[a-zA-Z0-9é\" \\\\]{0,15}[a-zA-Zé]{16}[a-zA-Z0-9é\" \\\\]{0,15}",
        before in "\\PC{0,320}",
        after in "\\PC{0,40}",
        form in 0..4_usize,
    ) {
        prop_assume!(!(200..300).contains(&status));
        let quoted = format!("{before}{private}{after}");
        let json = serde_json::to_string(&quoted).unwrap();
        let body = [
            quoted.clone(),
            json.clone(),
            format!(r#"{{"message":{json}}}"#),
            format!(r#"{{"error":{{"message":{json}}}}}"#),
        ][form].clone();
        let reply = Reply { status, body: body.into_bytes(), ..Reply::default() };
        for operation in threadline::operations().take(2) {
            let error = reply.read_as(operation, Reading::Lenient, std::slice::from_ref(&private)).unwrap_err();
            prop_assert_ne!(error.kind(), ErrorKind::Internal);
            prop_assert!(!error.message().contains(&private));
            prop_assert!(!error.to_string().contains(&private));
            prop_assert!(!error.body().unwrap_or_default().contains(&private));
        }
    }
}
