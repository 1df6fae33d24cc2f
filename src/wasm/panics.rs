//! What a panic says, passed out before the trap: the trap itself tells only where.

use wasm_bindgen::prelude::*;

use super::host::panicked;

/// Runs when the module is instantiated.
#[wasm_bindgen(start)]
#[expect(unreachable_pub, reason = "wasm-bindgen exports only what is pub")]
pub fn start() {
    std::panic::set_hook(Box::new(|info| panicked(&info.to_string())));
}
