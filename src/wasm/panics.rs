//! What a panic says and where it was, passed out before the trap. What it says is left out where it would
//! have to be put together: the machinery for that weighs more than the codec's errors.

use core::arch::wasm32;
use core::panic::PanicInfo;

use super::host::panicked;

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    if let Some(place) = info.location() {
        panicked(info.message().as_str().unwrap_or_default(), place.file(), place.line());
    }
    wasm32::unreachable()
}
