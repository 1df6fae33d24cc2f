// What happens when an operation is sent twice, as Rust numbers it (src/wasm/retries.rs).

/** It must not happen twice. */
export const ONCE = 2;

/** The same, but the service knows the second one by a key in its input. */
export const ONCE_BY_KEY = 4;
