//! Tokens of API secrets. JavaScript keeps them, as plain data: no request waits for another one's.

use alloc::string::String;

use wasm_bindgen::prelude::*;
use zeroize::Zeroize;

use crate::heymarket::jwt;

/// A token for a secret, from `now_s` on, in seconds since 1970.
#[wasm_bindgen]
pub fn sign(id: &str, mut key: String, now_s: f64) -> String {
    let token = jwt::sign(id, &key, now_s as u64);
    key.zeroize();
    token
}
