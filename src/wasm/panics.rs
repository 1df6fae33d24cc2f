//! What a panic says, passed out before the trap: the trap itself tells only where.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Keeps the message for the error that the trap becomes; the package's glue defines it.
    fn panicked(message: &str);
}

/// Runs when the module is instantiated.
#[wasm_bindgen(start)]
#[expect(unreachable_pub, reason = "wasm-bindgen exports only what is pub")]
pub fn start() {
    std::panic::set_hook(Box::new(|info| panicked(&info.to_string())));
}
