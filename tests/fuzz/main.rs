//! The fuzz targets, briefly, on inputs that are the same in every run. `cargo xtask fuzz` runs them
//! for long, and guided by what they reach.

#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test may fail loudly"
)]

#[path = "../codec/agreement.rs"]
mod agreement;
#[path = "../../fuzz/src/errors.rs"]
mod errors;
#[path = "../../fuzz/src/input.rs"]
mod input;
#[path = "../codec/json.rs"]
mod json;
#[path = "../codec/oracle.rs"]
mod oracle;
#[path = "../codec/recipients.rs"]
mod recipients;
#[path = "../../fuzz/src/reply.rs"]
mod reply;
#[path = "../codec/response_oracle.rs"]
mod response_oracle;
#[path = "../../fuzz/src/retries.rs"]
mod retries;
#[path = "../../fuzz/src/retry_after.rs"]
mod retry_after;
#[path = "../../fuzz/src/supply.rs"]
mod supply;
#[path = "../../fuzz/src/webhooks.rs"]
mod webhooks;

use json::Noise;

const INPUTS: u64 = 20_000;

/// Words that the texts are made of, besides single bytes.
const WORDS: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\u00e9",
    "\\ud83d",
    "\u{feff}",
    "é😀",
    "null",
    "true",
    "7",
    "-0",
    "1e5",
    "9007199254740993",
    "\"id\"",
    "\"chatId\"",
    "\"inboxId\"",
    "\"message\"",
    "{\"id\":1}",
    "2026-01-02T03:04:05Z",
];

/// Any bytes, or, as often, words of the texts that are expected.
fn bytes(number: u64) -> Vec<u8> {
    let mut noise = Noise(number);
    let (length, wordy) = (noise.below(60), noise.below(2) == 0);
    let mut bytes = vec![noise.below(256) as u8];
    for _ in 0..length {
        if wordy && noise.below(4) > 0 {
            bytes.extend_from_slice(WORDS[noise.below(WORDS.len() as u64) as usize].as_bytes());
        } else {
            bytes.push(noise.below(256) as u8);
        }
    }
    bytes
}

fn runs(target: fn(&[u8])) {
    (0..INPUTS).for_each(|number| target(&bytes(number)));
}

#[test]
fn responses_are_judged_as_the_oracle_judges_them() {
    runs(reply::run);
}

#[test]
fn inputs_become_requests_that_keep_to_their_route_or_errors() {
    runs(input::run);
}

#[test]
fn errors_have_the_kind_of_their_status_and_hold_nothing_of_what_was_sent() {
    runs(errors::run);
}

#[test]
fn calls_end_and_what_must_not_happen_twice_does_not() {
    runs(retries::run);
}

#[test]
fn waits_are_numbers_whatever_the_service_writes() {
    runs(retry_after::run);
}

/// Any JSON.
fn value(noise: &mut Noise, depth: u64) -> String {
    const LEAVES: [&str; 12] = [
        "null",
        "true",
        "7",
        "-0",
        "9007199254740993",
        "1e400",
        "2255124162908898.7",
        "\"\"",
        "\"\u{1}\"",
        "\"é\\u00e9\\n\"",
        "\"2026-01-02T03:04:05Z\"",
        "\"__proto__\"",
    ];
    const KEYS: [&str; 10] =
        ["id", "updated", "status", "statusCode", "timestamp", "text", "token", "type", "", "a"];
    match noise.below(depth + 2) {
        0 | 1 => LEAVES[noise.below(LEAVES.len() as u64) as usize].to_owned(),
        kind => {
            let count = noise.below(4);
            let items = (0..count).map(|_| {
                let item = value(noise, depth - 1);
                let key = KEYS[noise.below(KEYS.len() as u64) as usize];
                if kind % 2 == 0 { item } else { format!("\"{key}\":{item}") }
            });
            let items = items.collect::<Vec<_>>().join(",");
            if kind % 2 == 0 { format!("[{items}]") } else { format!("{{{items}}}") }
        }
    }
}

/// What a service may post: the service, the secret beside it, noise; then the body.
fn delivery(number: u64) -> Vec<u8> {
    const NAMES: [&str; 6] =
        ["message_recieved", "chat_closed", "incoming_call", "INBOUND", "read", "moon_landed"];
    let mut noise = Noise(number);
    let name = NAMES[noise.below(NAMES.len() as u64) as usize];
    let mut members = vec![
        format!("\"type\":\"{name}\""),
        format!("\"eventType\":\"{name}\""),
        format!("\"event_data\":{}", value(&mut noise, 4)),
        format!("\"id\":{}", value(&mut noise, 0)),
        format!("\"status\":{}", value(&mut noise, 1)),
    ];
    let token = if noise.below(8) == 0 { value(&mut noise, 1) } else { "\"\u{1}\"".to_owned() };
    members.insert(noise.below(6) as usize, format!("\"token\":{token}"));
    let head = [noise.below(2), noise.below(4), noise.below(256), noise.below(256)];
    let mut delivery = head.map(|byte| byte as u8).to_vec();
    delivery.extend_from_slice(format!("{{{}}}", members.join(",")).as_bytes());
    delivery
}

#[test]
fn webhooks_prove_who_sent_them_and_tell_what_was_posted() {
    runs(webhooks::run);
    (0..INPUTS).for_each(|number| webhooks::run(&delivery(number)));
}
