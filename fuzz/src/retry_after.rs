//! How long a service asks to wait.

use threadline::http::Reply;

use crate::supply::Supply;

/// The headers and the body of a response that say how long to wait.
pub fn run(data: &[u8]) {
    let mut supply = Supply(data);
    let seconds = supply.text();
    let reply = Reply {
        status: 429,
        retry_after: Some(seconds.clone()),
        retry_after_ms: supply.perhaps(Supply::text),
        body: supply.stretch().to_vec(),
        ..Reply::default()
    };
    let (now, date) = (supply.float(2e12), supply.perhaps(|supply| supply.float(4e12)));
    let wait = reply.wait_ms(now, |_| date);
    assert!(wait.is_none_or(|wait| (0.0..=86_400_000.0).contains(&wait)), "{wait:?}");

    // A plain decimal number is read as the standard library reads it.
    let alone = Reply { retry_after_ms: None, body: Vec::new(), ..reply };
    let plain = seconds.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && seconds.starts_with(|first: char| first.is_ascii_digit())
        && seconds.len() <= 9;
    if plain && let Ok(expected) = seconds.parse::<f64>() {
        let wait = alone.wait_ms(0.0, |_| None).expect("a number of seconds");
        let expected = (expected * 1000.0).min(86_400_000.0);
        assert!((wait - expected).abs() < 0.01, "{seconds}: {wait}, not {expected}");
    }
}
