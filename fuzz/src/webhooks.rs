//! Webhooks of both services: what does not prove who sent it is not read, and what is read of the rest is what
//! was posted.

use serde_json::{Map, Value};
use threadline::http::{Error, ErrorKind};
use threadline::webhook::{self, Form};
use threadline::{heymarket, qlara};

use crate::json::{Json, Noise};
use crate::supply::Supply;

/// What the byte `\x01` in a delivery stands for.
const SECRET: &str = "t0ken-SECRET-4f1d";
const ANOTHER: &str = "another-SECRET-9c2e";

/// The service, what is given beside the body, how the body is written a second time; then the body.
pub fn run(data: &[u8]) {
    let mut supply = Supply(data);
    let form = [heymarket::webhook::FORM, qlara::webhook::FORM][usize::from(supply.byte() % 2)];
    let given = match supply.byte() % 4 {
        0 => None,
        1 => Some(supply.text()),
        _ => Some(SECRET.to_owned()),
    };
    let noise = supply.whole();
    let mut body = Vec::new();
    for byte in supply.0 {
        match byte {
            1 => body.extend_from_slice(SECRET.as_bytes()),
            other => body.push(*other),
        }
    }
    let given = given.as_deref();
    let read = |body: &[u8], accepted: &[&str]| {
        let accepted: Vec<String> = accepted.iter().map(|one| (*one).to_owned()).collect();
        webhook::read(form, body, given, &accepted).map(|event| event.to_json())
    };

    for nothing in [&[] as &[&str], &[""], &[SECRET, ""]] {
        let error = read(&body, nothing).expect_err("nothing proves it");
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
    }
    let json = match Json::read(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body)) {
        Ok(json) => Some(json),
        // serde_json is stricter where JSON itself is not.
        Err(rejected) => {
            let stricter = ["surrogate", "hex escape", "recursion limit"];
            let rejected = rejected.to_string();
            if stricter.iter().any(|words| rejected.contains(words)) {
                let _ = read(&body, &[SECRET]).map_err(|error| shows_no_secret(&error));
                return;
            }
            None
        }
    };
    for accepted in [&[SECRET] as &[&str], &[ANOTHER, SECRET], &[ANOTHER]] {
        let proven = proof(form, json.as_ref(), given).is_some_and(|text| accepted.contains(&text));
        match (read(&body, accepted), &json) {
            (Ok(event), Some(json)) => {
                assert!(proven, "{event} is given without proof");
                let mut rewritten = String::new();
                json.write(&mut Noise(noise.into()), &mut rewritten);
                let again = read(rewritten.as_bytes(), accepted).expect("it says the same");
                says_what_was_posted(form, json, &value(&event));
                assert_eq!(value(&event), value(&again), "{rewritten}");
            }
            (Ok(event), None) => panic!("{event} of what is not JSON"),
            (Err(error), _) => {
                let expected =
                    if proven { ErrorKind::Decode } else { ErrorKind::WebhookVerification };
                assert_eq!(error.kind(), expected, "{error}");
                shows_no_secret(&error);
            }
        }
    }
}

fn value(event: &str) -> Value {
    serde_json::from_str(event).expect("an event is good JSON")
}

fn shows_no_secret(error: &Error) {
    for shown in [error.to_string(), error.to_json(), format!("{error:?}")] {
        assert!(!shown.contains("SECRET"), "{shown}");
    }
    assert_eq!(error.body(), None);
}

/// What a delivery gives as the proof of its sender. One that says two things proves nothing.
fn proof<'a>(form: &Form, json: Option<&'a Json>, given: Option<&'a str>) -> Option<&'a str> {
    let Some(token) = form.token else { return given };
    let Json::Object(members) = json? else { return None };
    let count = |key: &str| members.iter().filter(|(known, _)| known == key).count();
    if form.name.iter().copied().chain(form.token).chain(form.data).any(|key| count(key) > 1) {
        return None;
    }
    text(json?, token)
}

fn member<'a>(json: &'a Json, key: &str) -> Option<&'a Json> {
    let Json::Object(members) = json else { return None };
    members.iter().find(|(known, _)| known == key).map(|(_, value)| value)
}

fn text<'a>(json: &'a Json, key: &str) -> Option<&'a str> {
    match member(json, key)? {
        Json::Text(text) => Some(text),
        _ => None,
    }
}

fn says_what_was_posted(form: &Form, json: &Json, event: &Value) {
    let name = form.name.iter().find_map(|key| text(json, key));
    assert_eq!(event["name"].as_str(), name);
    let data = form.data.map_or(Some(json), |key| member(json, key)).unwrap_or(&Json::Null);
    assert_eq!(event["data"], lossless(data));
    let key = event["deduplicationKey"].as_str().expect("each event has a key");
    let kind = event["type"].as_str().expect("each event has a type");
    assert!(key.starts_with(&format!("{}:{kind}:", form.service)), "{key} of {kind}");
    assert!(key.len() < 256, "{key}");
}

/// As JavaScript can hold it: other numbers as text.
fn lossless(json: &Json) -> Value {
    match json {
        Json::Number(number) if !fits_javascript(json, number) => Value::from(number.clone()),
        Json::List(items) => items.iter().map(lossless).collect(),
        Json::Object(members) => {
            let members = members.iter().map(|(key, value)| (key.clone(), lossless(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        plain => plain.value(),
    }
}

/// Whether a number is a whole one up to which JavaScript counts, or has a fraction or an exponent and surely
/// at most 308 places before its point, a sign counted among them.
fn fits_javascript(json: &Json, number: &str) -> bool {
    let whole = json.whole();
    if !number.contains(['.', 'e', 'E']) {
        return whole.is_some_and(|whole| whole.abs() < 1 << 53);
    }
    let (mantissa, power) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let places = mantissa.find('.').unwrap_or(mantissa.len()) as i64;
    let power = match power.parse::<i64>() {
        Ok(power) if power <= 999_999_999 => power,
        _ if power.starts_with('-') => i64::MIN,
        _ => i64::MAX,
    };
    whole.is_some() || power.saturating_add(places) <= 308
}
