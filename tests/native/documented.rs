//! The examples in the services' own documents: each input is sent as they show it, and each response is taken.

use serde_json::Value;
use threadline::codec::to_json;
use threadline::http::Reply;

use crate::client::encode;

#[test]
fn every_documented_example_is_sent_as_documented_and_its_response_taken() {
    let examples = include_str!("../fixtures/documented-examples.json");
    let examples: Value = serde_json::from_str(examples).unwrap();
    let expected = include_str!("../fixtures/documented-examples.expected.json");
    let expected: Vec<Value> = serde_json::from_str(expected).unwrap();
    let examples = examples["heymarket"].as_array().unwrap();
    assert_eq!(examples.len(), expected.len());
    let mut faults = Vec::new();
    for (example, expected) in examples.iter().zip(expected) {
        match taken(example) {
            Ok(value) if value == expected => {}
            Ok(value) => faults.push(format!("{example}: gives {value} instead of {expected}")),
            Err(fault) => faults.push(format!("{example}: {fault}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What a caller gets, if the request is as the example has it.
fn taken(example: &Value) -> Result<Value, String> {
    let name = example["operation"].as_str().unwrap();
    let mut operations = threadline::operations().filter(|one| one.path.starts_with("/v1/"));
    let operation = operations.find(|one| one.name == name).unwrap();
    let request = encode(operation, &example["input"].to_string()).map_err(|it| it.to_string())?;
    let wire = &example["wire"];
    let body = request.body.map(|body| serde_json::from_str::<Value>(&body).unwrap());
    let sent = (request.method.as_str(), request.target.as_str(), body.as_ref());
    let documented =
        (wire["method"].as_str().unwrap(), wire["path"].as_str().unwrap(), wire.get("body"));
    if sent != documented {
        return Err(format!("sends {sent:?}"));
    }
    let body = example["reply"].to_string().into_bytes();
    let reply = Reply { status: 200, body, ..Reply::default() };
    let tape = reply.read(operation).map_err(|error| error.to_string())?;
    let json = to_json(&tape, &operation.reply, &reply.body);
    Ok(serde_json::from_str(&json).unwrap())
}
