//! Whole calls under the retry policy: they end, within their deadline and their number, and what must
//! not happen twice is retried only when it was rejected.

use threadline::http::retry::{Outcome, Situation, Verdict, decide, refund};
use threadline::schema::Repeat;

use crate::supply::Supply;

/// A call's repeatability, its limits, and how its attempts end; then the next call.
pub fn run(data: &[u8]) {
    let mut supply = Supply(data);
    let mut spent = 0.0;
    while !supply.is_empty() {
        call(&mut supply, &mut spent);
        assert!((0.0..=500.0).contains(&spent), "{spent}");
    }
}

fn call(supply: &mut Supply<'_>, spent: &mut f64) {
    let repeat =
        [Repeat::Read, Repeat::SetsState, Repeat::Once, Repeat::Deletes, Repeat::OnceByKey]
            [usize::from(supply.byte() % 5)];
    let max_retries = u32::from(supply.byte() % 12);
    let mut remaining_ms = f64::from(supply.whole()) * 16.0;
    let (mut sent, mut rejected) = (0_u32, 0_u32);
    let mut in_doubt = false;
    loop {
        sent += 1;
        remaining_ms -= f64::from(supply.whole());
        let outcome = outcome(supply);
        if let Outcome::Status(200..300) = outcome {
            return refund(spent);
        }
        rejected += u32::from(matches!(outcome, Outcome::Status(425 | 429)));
        let asked_ms = supply.perhaps(|supply| supply.float(90_000.0).abs());
        let asked_ms = asked_ms.filter(|asked| !asked.is_nan());
        let repeated = sent - 1;
        let now = Situation { repeat, repeated, in_doubt, max_retries, remaining_ms, asked_ms };
        let before = *spent;
        let chance = f64::from(supply.whole()) / 65_536.0;
        match decide(outcome, now, chance, spent) {
            Verdict::Again { after_ms } => {
                assert!(after_ms >= 0.0 && after_ms < remaining_ms, "{after_ms} of {remaining_ms}");
                assert!(asked_ms.map_or(after_ms <= 8_000.0, |asked| asked == after_ms));
                assert!(*spent > before);
                remaining_ms -= after_ms;
                in_doubt |= outcome.may_have_happened();
            }
            Verdict::Done => {
                assert!(repeat == Repeat::Deletes && sent > rejected + 1, "{sent}, {rejected}");
                return;
            }
            verdict => {
                assert_eq!(*spent, before);
                let once = matches!(repeat, Repeat::Once | Repeat::OnceByKey);
                assert!(once || verdict != Verdict::Unknown);
                let lost = matches!(outcome, Outcome::Lost | Outcome::TimedOut | Outcome::Garbled);
                assert!(repeat != Repeat::Once || !lost || verdict == Verdict::Unknown);
                break;
            }
        }
    }
    assert!(sent <= max_retries + 1);
    assert!(repeat != Repeat::Once || sent <= rejected + 1, "sent {sent}, rejected {rejected}");
}

fn outcome(supply: &mut Supply<'_>) -> Outcome {
    match supply.byte() % 20 {
        0 => Outcome::Lost,
        1 => Outcome::TimedOut,
        2 => Outcome::Garbled,
        3 => Outcome::Final,
        4 => Outcome::Status(supply.whole()),
        usual => Outcome::Status(
            [200, 204, 301, 400, 401, 404, 408, 410, 425, 429, 499, 500, 502, 503, 524]
                [usize::from(usual - 5)],
        ),
    }
}
