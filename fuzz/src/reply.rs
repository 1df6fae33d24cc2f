//! Responses to every operation: ours and serde_json agree on the value and its drift, or on the path to the
//! fault, read leniently and strictly.

use threadline::codec::{Reading, decode, to_json};
use threadline::schema::Kind;

use crate::agreement::agree;
use crate::supply::Supply;

/// The operation, then the response's body.
pub fn run(data: &[u8]) {
    let mut supply = Supply(data);
    let kind = &supply.operation().reply;
    let body = supply.0;
    if matches!(kind, Kind::Acknowledged | Kind::Nothing) {
        if let Ok(tape) = decode(kind, body, Reading::Lenient) {
            assert_eq!(to_json(&tape, kind, body), "null");
        }
    } else if let Err(words) = agree(kind, body) {
        panic!("{words}");
    }
}
