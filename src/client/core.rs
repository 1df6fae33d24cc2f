//! What all calls of a client share.

use std::sync::{Arc, Mutex, MutexGuard};

use super::credential::Kind;
use super::event::Observer;
use super::transport::Transport;
use crate::http::Limiter;

/// What a client must know of its service.
pub(crate) struct Service {
    /// As it is called in Rust.
    pub(crate) name: &'static str,
    /// Its origin.
    pub(crate) url: &'static str,
    /// The header of its API keys.
    pub(crate) key_header: &'static str,
    /// Its documented rate limits, a minute and a second; 0 means none.
    pub(crate) limits: [f64; 2],
    /// Whether it takes tokens that are made of API secrets.
    pub(crate) signs: bool,
}

/// The settings and the state of a client. Public in name alone: nothing outside can name it.
#[doc(hidden)]
pub struct Core {
    pub(crate) service: &'static Service,
    /// Without a slash at the end.
    pub(crate) base_url: String,
    pub(crate) credential: Kind,
    /// The header that the credential travels in.
    pub(crate) credential_header: &'static str,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) timeout_ms: f64,
    pub(crate) deadline_ms: f64,
    pub(crate) max_retries: u32,
    pub(crate) max_reply_bytes: usize,
    pub(crate) strict: bool,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) shared: Mutex<Shared>,
}

/// What each call of a client changes.
pub(crate) struct Shared {
    pub(crate) limiter: Limiter,
    /// What was spent on retries while the service is out of order.
    pub(crate) spent: f64,
}

impl std::fmt::Debug for Core {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.service.name)
    }
}

impl Core {
    pub(crate) fn shared(&self) -> MutexGuard<'_, Shared> {
        lock(&self.shared)
    }
}

/// A value that no panic of another call makes unusable: each change of it is whole.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The same. A page's own thread must not block, and `lock` asserts that it need not, with a kilobyte of formatting.
/// Values are held for a moment, so where there are threads, the next try may do.
#[cfg(target_arch = "wasm32")]
pub(crate) fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    use std::sync::TryLockError;
    loop {
        match value.try_lock() {
            Ok(guard) => return guard,
            Err(TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => std::hint::spin_loop(),
        }
    }
}
