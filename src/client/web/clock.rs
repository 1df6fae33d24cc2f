//! The platform's clocks, and its random numbers.

use js_sys::{Date, Math};

use super::js;

/// Milliseconds by a clock that is never set.
pub(crate) fn now_ms() -> f64 {
    js::performance_now()
}

/// Milliseconds since 1970.
pub(crate) fn unix_ms() -> f64 {
    Date::now()
}

/// A random number from 0 up to 1.
pub(crate) fn random() -> f64 {
    Math::random()
}

/// A date as HTTP writes it, in milliseconds since 1970.
pub(crate) fn date_ms(date: &str) -> Option<f64> {
    Some(Date::parse(date)).filter(|ms| !ms.is_nan())
}
