//! The samples of the operations, tests/operations/<service>/<operation>.json: what each member means is in
//! tests/operations/README.md.

#![allow(dead_code, reason = "each test program reads what it needs")]

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::value::RawValue;
use threadline::schema::Operation;

/// JSON as it is written in the file: what is compared exactly keeps its keys' order and its numbers.
type Json = Box<RawValue>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    pub input: Json,
    pub after: Option<String>,
    pub request: Request,
    pub response: Response,
    pub output: Option<Json>,
    pub repeat: String,
    #[serde(default)]
    pub variants: Vec<Variant>,
    #[serde(default)]
    pub responses: Vec<Response>,
    #[serde(default)]
    pub invalid: Vec<Invalid>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    pub method: String,
    pub target: String,
    pub body: Option<Json>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    pub title: Option<String>,
    pub input: Json,
    pub target: Option<String>,
    pub body: Option<Json>,
    pub text: Option<String>,
    pub repeat: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Response {
    pub title: Option<String>,
    pub status: Option<u16>,
    pub body: Option<Json>,
    pub text: Option<String>,
    pub output: Option<Json>,
    #[serde(default)]
    pub invalid: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invalid {
    pub input: Json,
    pub path: String,
    pub message: Option<String>,
    #[serde(default)]
    pub typed: bool,
}

/// Both services, by their folders.
pub const SERVICES: [(&str, &[&Operation]); 2] =
    [("heymarket", threadline::heymarket::OPERATIONS), ("qlara", threadline::qlara::OPERATIONS)];

/// Each operation of a service with its sample, in the order of its table: an operation that needs another one comes
/// after it.
pub fn samples(service: &str) -> Vec<(&'static Operation, Sample)> {
    let of = |(name, _): &&(&str, &[&Operation])| *name == service;
    let (_, operations) = SERVICES.iter().find(of).unwrap();
    operations.iter().map(|operation| (*operation, sample(service, operation.name))).collect()
}

/// The sample of one operation.
pub fn sample(service: &str, name: &str) -> Sample {
    let file = folder(service).join(format!("{name}.json"));
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file:?}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file:?}: {error}"))
}

/// The names of a service's samples.
pub fn names(service: &str) -> Vec<String> {
    let files = fs::read_dir(folder(service)).unwrap().map(|entry| entry.unwrap().path());
    let stem = |file: PathBuf| file.file_stem().unwrap().to_str().unwrap().to_owned();
    files.map(stem).collect()
}

/// Each operation of a service with an input that succeeds, in the order of its table.
pub fn calls(service: &str) -> Vec<(&'static str, String)> {
    let call = |(operation, sample): (&'static Operation, Sample)| {
        (operation.name, sample.input.get().to_owned())
    };
    samples(service).into_iter().map(call).collect()
}

fn folder(service: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let folder = here.map(|above| above.join("tests/operations")).find(|it| it.is_dir());
    folder.unwrap().join(service)
}

/// Exactly what a request or a response holds; nothing is an empty text.
pub fn content(body: Option<&RawValue>, text: Option<&str>) -> String {
    match (body, text) {
        (Some(json), None) => compact(json),
        (None, text) => text.unwrap_or_default().to_owned(),
        (Some(_), Some(_)) => panic!("both body and text"),
    }
}

/// JSON without the blanks between its parts.
pub fn compact(json: &RawValue) -> String {
    let (mut quoted, mut escaped) = (false, false);
    let keep = |letter: &char| {
        let between = !quoted && letter.is_ascii_whitespace();
        quoted ^= *letter == '"' && !escaped;
        escaped = *letter == '\\' && !escaped;
        !between
    };
    json.get().chars().filter(keep).collect()
}
