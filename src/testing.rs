//! What the tests beside the operations say.

use serde_json::Value;

use crate::codec::{encode, to_json};
use crate::http::{Error, ErrorKind, Reply};
use crate::schema::Operation;

/// The time of the tests, 2026-03-01T12:00:00Z, in milliseconds since 1970.
pub(crate) const NOW_MS: f64 = 1_772_366_400_000.0;

/// An input is sent as this method, path and body; an empty body is none.
pub(crate) fn sends(operation: &Operation, input: &str, target: &str, body: &str) {
    let request = encode(operation, input, NOW_MS).unwrap();
    assert_eq!(format!("{} {}", request.method.as_str(), request.target), target);
    assert_eq!(request.body.as_deref().unwrap_or_default(), body);
}

/// Inputs are rejected, each with the path to its fault; an empty path is the input itself.
pub(crate) fn rejects(operation: &Operation, inputs: &[(&str, &str)]) {
    for (input, path) in inputs {
        let error = encode(operation, input, NOW_MS).unwrap_err();
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
        assert_eq!(error.path.as_deref().unwrap_or_default(), *path, "{error}");
    }
}

/// What a response of status 200 comes out as, as JSON.
pub(crate) fn reply(operation: &'static Operation, body: &str) -> Result<String, Error> {
    let reply = Reply { status: 200, body: body.into(), ..Reply::default() };
    let tape = reply.read(operation)?;
    Ok(to_json(&tape, &operation.reply, &reply.body))
}

/// A response comes out as this JSON, keys in this order.
pub(crate) fn gives(operation: &'static Operation, body: &str, expected: &str) {
    let json = reply(operation, body).unwrap();
    let pretty = |json: &str| -> String {
        let value: Value = serde_json::from_str(json).unwrap();
        serde_json::to_string_pretty(&value).unwrap()
    };
    assert_eq!(pretty(&json), pretty(expected));
    // serde_json sorts keys; the order is promised as well.
    let keys = |json: &str| -> Vec<String> {
        json.split('"')
            .skip(1)
            .step_by(2)
            .filter(|text| expected.contains(&format!("\"{text}\":")))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(keys(&json), keys(expected));
}
