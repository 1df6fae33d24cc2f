//! Each operation against its sample: the exact request that an input becomes, the value that a response
//! becomes, and the path to what is wrong with an input.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may fail loudly"
)]

#[path = "../support/samples.rs"]
mod samples;

use samples::{Response, SERVICES, Sample, compact, content, names};
use serde_json::value::RawValue;
use threadline::codec::{encode, to_json};
use threadline::http::{Error, ErrorKind, Reply, Request};
use threadline::schema::Operation;

/// When the tests take place: 2026-03-01T12:00:00Z, in milliseconds since 1970.
const NOW_MS: f64 = 1_772_366_400_000.0;

/// Checks every operation, and names each fault.
fn each(check: impl Fn(&'static Operation, &Sample, &mut Vec<String>)) {
    let mut faults = Vec::new();
    for (service, _) in SERVICES {
        for (operation, sample) in samples::samples(service) {
            let mut found = Vec::new();
            check(operation, &sample, &mut found);
            let named = |fault| format!("{service}/{}.json: {fault}", operation.name);
            faults.extend(found.into_iter().map(named));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_operation_has_a_sample_and_every_sample_an_operation() {
    let mut faults = Vec::new();
    for (service, operations) in SERVICES {
        let samples = names(service);
        for operation in operations {
            if !samples.iter().any(|name| name == operation.name) {
                faults
                    .push(format!("tests/operations/{service}/{}.json is missing", operation.name));
            }
        }
        for name in samples {
            if !operations.iter().any(|operation| operation.name == name) {
                faults.push(format!("tests/operations/{service}/{name}.json is of no operation"));
            }
        }
    }
    let tables = SERVICES.iter().flat_map(|(_, operations)| operations.iter());
    assert!(tables.map(|one| one.name).eq(threadline::operations().map(|one| one.name)));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_sample_has_a_status_and_an_invalid_input() {
    each(|_, sample, faults| {
        if sample.response.status.is_none() {
            faults.push("its response has no status".to_owned());
        }
        if sample.invalid.is_empty() {
            faults.push("no input of it is invalid".to_owned());
        } else if !sample.invalid.iter().any(|invalid| invalid.typed) {
            faults.push("no invalid input of it is `typed`".to_owned());
        }
    });
}

#[test]
fn a_sample_comes_after_an_earlier_operation() {
    for (service, _) in SERVICES {
        let mut earlier = Vec::new();
        for (operation, sample) in samples::samples(service) {
            let after = sample.after.as_deref();
            assert!(after.is_none_or(|name| earlier.contains(&name)), "{}", operation.name);
            earlier.push(operation.name);
        }
    }
}

/// What is sent, as one line.
fn line(request: &Request) -> String {
    let body = request.body.as_deref().unwrap_or_default();
    format!("{} {} {body}", request.method.as_str(), request.target)
}

/// How a request may be retried, in a sample's words.
fn repeat(request: &Request) -> String {
    let name = format!("{:?}", request.repeat);
    let (first, rest) = name.split_at(1);
    format!("{}{rest}", first.to_lowercase())
}

#[test]
fn each_input_becomes_exactly_its_request() {
    each(|operation, sample, faults| {
        let samples::Request { method, target, body } = &sample.request;
        let mut check = |input: &RawValue, expected: String, repeated: &str| match encode(
            operation,
            &compact(input),
            NOW_MS,
        ) {
            Ok(request) if line(&request) != expected => {
                faults.push(format!("sends {}\n  instead of {expected}", line(&request)));
            }
            Ok(request) if repeat(&request) != repeated => {
                faults.push(format!("{input} is {}, not {repeated}", repeat(&request)));
            }
            Ok(_) => {}
            Err(error) => faults.push(format!("{input}: {error}")),
        };
        let body = content(body.as_deref(), None);
        check(&sample.input, format!("{method} {target} {body}"), &sample.repeat);
        for variant in &sample.variants {
            let target = variant.target.as_ref().unwrap_or(target);
            let body = content(variant.body.as_deref(), variant.text.as_deref());
            let repeated = variant.repeat.as_ref().unwrap_or(&sample.repeat);
            check(&variant.input, format!("{method} {target} {body}"), repeated);
        }
    });
}

#[test]
fn each_invalid_input_is_rejected_with_the_path_to_its_fault() {
    each(|operation, sample, faults| {
        for invalid in &sample.invalid {
            let input = &invalid.input;
            let Err(error) = encode(operation, &compact(input), NOW_MS) else {
                faults.push(format!("{input} is valid"));
                continue;
            };
            let path = error.path().unwrap_or_default();
            if error.kind() != ErrorKind::InvalidArgument || path != invalid.path {
                faults.push(format!("{input} is {error}, at {path:?}"));
            }
            if invalid.message.as_ref().is_some_and(|message| *message != error.message()) {
                faults.push(format!("{input}: {}", error.message()));
            }
        }
    });
}

/// What a response comes out as, as JSON.
fn read(operation: &'static Operation, response: &Response) -> Result<String, Error> {
    let body = content(response.body.as_deref(), response.text.as_deref());
    let status = response.status.unwrap_or(200);
    let reply = Reply { status, body: body.into_bytes(), ..Reply::default() };
    let tape = reply.read(operation)?;
    Ok(to_json(&tape, &operation.reply, &reply.body))
}

#[test]
fn each_response_becomes_exactly_its_output() {
    each(|operation, sample, faults| {
        let expected = |output: &Option<Box<RawValue>>| {
            output.as_deref().map_or_else(|| "null".to_owned(), compact)
        };
        let of_main = (&sample.response, expected(&sample.output));
        let further = sample.responses.iter().map(|one| (one, expected(&one.output)));
        for (response, expected) in std::iter::once(of_main).chain(further) {
            let body = content(response.body.as_deref(), response.text.as_deref());
            match read(operation, response) {
                Ok(json) if response.invalid => faults.push(format!("{body} gives {json}")),
                Ok(json) if json != expected => {
                    faults.push(format!("{body}\n  gives {json}\n  instead of {expected}"));
                }
                Err(error) if !response.invalid || error.kind() != ErrorKind::Decode => {
                    faults.push(format!("{body}: {error}"));
                }
                _ => {}
            }
        }
    });
}
