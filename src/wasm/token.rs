//! Tokens of API secrets. JavaScript keeps them, as plain data: no request waits for another one's.

use js_sys::Date;
use zeroize::Zeroize;

use super::call::Call;
use crate::heymarket::jwt;

/// Makes a token if the call needs one.
pub(super) fn make(call: &Call) {
    let Some(secret) = call.secret() else { return };
    let part = |at| secret.get(at).as_string().unwrap_or_default();
    let (id, mut key) = (part(0), part(1));
    call.keep(&jwt::sign(&id, &key, (Date::now() / 1000.0) as u64));
    key.zeroize();
}
