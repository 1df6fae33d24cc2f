//! The streams walk as it was recorded, and so do the iterators of the npm package:
//! tests/runtimes/recorded-walks.test.mjs.

use std::fs;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::client::testing::{Answer, Double, wait};
use crate::client::{HttpRequest, Items};
use crate::error::Error;
use crate::qlara::{Id, Message};

#[derive(Deserialize)]
struct Walk {
    list: String,
    input: Value,
    steps: Vec<Step>,
    gives: Vec<Value>,
    cursor: Option<String>,
}

#[derive(Deserialize, Clone)]
struct Step {
    asked: Asked,
    status: u16,
    body: Value,
}

#[derive(Deserialize, Debug, Clone, PartialEq)]
struct Asked {
    target: String,
    body: Value,
}

fn walks() -> Vec<Walk> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/walks.json");
    let lines = fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn asked(request: &HttpRequest) -> Asked {
    let (_, rest) = request.url.split_once("://").unwrap();
    let target = rest.split_at(rest.find('/').unwrap()).1.to_owned();
    let body =
        request.body.as_deref().map_or(Value::Null, |body| serde_json::from_str(body).unwrap());
    Asked { target, body }
}

fn service(walk: &Walk) -> Double {
    let steps = walk.steps.clone();
    Double::new(move |_, count| {
        let step = &steps[count - 1];
        Answer::Status(step.status, step.body.to_string())
    })
}

fn input<T: DeserializeOwned>(walk: &Walk) -> T {
    serde_json::from_value(walk.input.clone()).unwrap()
}

/// An error as it was recorded: the package's message begins with the operation and the path.
fn is_error(error: &Error, recorded: &Value) -> bool {
    recorded["code"] == error.kind().as_str().to_ascii_uppercase()
        && recorded["path"] == json!(error.path())
        && recorded["message"].as_str().unwrap().ends_with(error.message())
}

/// What `next` gives, one time after the other.
fn goes<T, At>(walk: &Walk, mut items: Items<T, At>, id: fn(&T) -> String) -> Items<T, At> {
    for (at, recorded) in walk.gives.iter().enumerate() {
        let is_it = match wait(items.next()) {
            None => recorded.is_null(),
            Some(Ok(item)) => *recorded == id(&item),
            Some(Err(error)) => is_error(&error, recorded),
        };
        assert!(is_it, "{} {}: at {at}, not {recorded}", walk.list, walk.input);
    }
    items
}

#[test]
fn each_walk_asks_and_gives_what_was_recorded() {
    use crate::heymarket::{conversations, messages};
    use crate::qlara::conversations as qlara;
    let walks = walks();
    for walk in &walks {
        let double = service(walk);
        let (heymarket, qlara) = (double.heymarket(), double.qlara());
        let by_id = |items: Items<Message, Id<Message>>| {
            let items = goes(walk, items, |item| item.id.to_string());
            items.cursor().map(|id| id.to_string())
        };
        let cursor = match walk.list.as_str() {
            "conversations" => {
                let list = heymarket.call(input::<conversations::ListConversations>(walk));
                goes(walk, list.items(), |item| item.id.to_string()).cursor().map(String::from)
            }
            "messages" => {
                let list = heymarket.call(input::<messages::ListMessages>(walk));
                let items = goes(walk, list.items(), |item| item.id.to_string());
                items.cursor().map(|at| at.0.to_string())
            }
            "teamMessages" => {
                let list = heymarket.call(input::<messages::ListTeamMessages>(walk));
                goes(walk, list.items(), |item| item.id.to_string()).cursor().map(String::from)
            }
            "newer" => by_id(qlara.call(input::<qlara::ListMessages>(walk)).newer()),
            "older" => by_id(qlara.call(input::<qlara::ListMessages>(walk)).older()),
            other => panic!("no list is called {other}"),
        };
        let hint = format!("{} {}", walk.list, walk.input);
        assert_eq!(cursor, walk.cursor, "{hint}");
        let expected: Vec<Asked> = walk.steps.iter().map(|step| step.asked.clone()).collect();
        assert_eq!(double.sent().iter().map(asked).collect::<Vec<_>>(), expected, "{hint}");
    }
    assert!(walks.len() >= 60);
}
