//! Inputs of every operation: a request that keeps to its route and holds good JSON, or an error.

use serde_json::Value;
use threadline::codec::{encode, texts};
use threadline::http::ErrorKind;

use crate::supply::Supply;

/// When the inputs are given: 2026-03-02T09:00:00Z.
const NOW_MS: f64 = 1_772_442_000_000.0;

/// The operation, then the input's text.
pub fn run(data: &[u8]) {
    let mut supply = Supply(data);
    let operation = supply.operation();
    let Ok(input) = std::str::from_utf8(supply.0) else { return };
    let _ = texts(input);
    match encode(operation, input, NOW_MS) {
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::InvalidArgument);
            assert_eq!((error.operation(), error.body()), (Some(operation.name), None));
            assert!(!error.to_string().contains(char::is_control), "{error}");
        }
        Ok(request) => {
            assert!(is_json(input), "taken for JSON: {input}");
            assert_eq!(request.method, operation.method);
            assert!(keeps_to(operation.path, &request.target), "{}", request.target);
            let body = request.body.as_deref().unwrap_or("{}");
            assert!(is_json(body), "sent as JSON: {body}");
        }
    }
}

/// Whether serde_json takes it, or is only stricter than JSON: about nesting, halves of surrogate
/// pairs and numbers that no float holds.
fn is_json(text: &str) -> bool {
    let stricter = ["number out of range", "surrogate", "hex escape", "recursion limit"];
    match serde_json::from_str::<Value>(text) {
        Ok(_) => true,
        Err(rejected) => stricter.iter().any(|words| rejected.to_string().contains(words)),
    }
}

/// Whether a target is the template with its gaps filled, each by one segment that no normaliser
/// would take for another; with a query behind it or none.
fn keeps_to(template: &str, target: &str) -> bool {
    let (path, query) = target.split_once('?').unwrap_or((target, "a=b"));
    let printable = target.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#');
    let pairs = query.split('&').all(|pair| pair.split('=').count() == 2);
    let (segments, gaps) = (path.split('/'), template.split('/'));
    printable
        && pairs
        && segments.clone().count() == gaps.clone().count()
        && segments.zip(gaps).all(|(segment, gap)| {
            if gap.starts_with('{') {
                !matches!(segment, "" | "." | "..") && !segment.contains(['\\', ';'])
            } else {
                segment == gap
            }
        })
}
