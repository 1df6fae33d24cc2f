//! The table of faults, tests/faults.json: what each member means is in tests/faults.md.

#![allow(dead_code, reason = "each test program reads what it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub settings: Settings,
    pub calls: BTreeMap<String, Call>,
    pub rows: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Settings {
    pub timeout_ms: Option<u64>,
    pub max_retries: Option<u32>,
    pub max_reply_bytes: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    #[serde(rename = "as")]
    pub like: Option<String>,
    pub service: String,
    pub operation: String,
    pub input: Value,
}

/// The kind of a call's end, or `value`, and how many requests arrive.
pub type Ends = BTreeMap<String, u32>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Row {
    pub title: String,
    #[serde(default)]
    pub faults: Vec<Value>,
    pub refused: Option<Refused>,
    pub settings: Option<Settings>,
    pub read: Option<Ends>,
    pub change: Option<Ends>,
    pub delete: Option<Ends>,
    pub keyed: Option<Ends>,
    pub send: Option<Ends>,
    pub reply: Option<Ends>,
    #[serde(default)]
    pub attempts: Ends,
    #[serde(default)]
    pub retried: Vec<String>,
    #[serde(default)]
    pub retryable: BTreeMap<String, bool>,
    pub retry_after_ms: Option<[f64; 2]>,
    #[serde(default)]
    pub at_least_ms: f64,
}

/// Nobody listens; and does the platform say so?
#[derive(Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub enum Refused {
    Reported,
    Unreported,
}

impl Table {
    pub fn read() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
        let file = here.map(|above| above.join("tests/faults.json")).find(|it| it.is_file());
        serde_json::from_str(&fs::read_to_string(file.unwrap()).unwrap()).unwrap()
    }

    /// How a call ends; nothing where a row does not make it.
    pub fn ends<'a>(&'a self, row: &'a Row, call: &str) -> Option<&'a Ends> {
        let own = match call {
            "read" => &row.read,
            "change" => &row.change,
            "delete" => &row.delete,
            "keyed" => &row.keyed,
            "send" => &row.send,
            "reply" => &row.reply,
            _ => panic!("there is no call {call}"),
        };
        own.as_ref().or_else(|| self.ends(row, self.calls[call].like.as_deref()?))
    }
}
