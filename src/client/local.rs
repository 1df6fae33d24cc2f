//! Futures that can be sent between threads, on every platform. In WebAssembly there is one thread, and futures that
//! wait for JavaScript stay on it; `send_wrapper` vouches for that, and panics if it were not so.

use std::future::Future;
use std::ops::Deref;

use super::transport::BoxFuture;

#[cfg(not(target_arch = "wasm32"))]
mod bounds {
    /// `Send`, where there are threads.
    pub trait MaybeSend: Send {}
    impl<T: Send> MaybeSend for T {}
    /// `Sync`, where there are threads.
    pub trait MaybeSync: Sync {}
    impl<T: Sync> MaybeSync for T {}
}

#[cfg(target_arch = "wasm32")]
mod bounds {
    /// `Send`, where there are threads.
    pub trait MaybeSend {}
    impl<T> MaybeSend for T {}
    /// `Sync`, where there are threads.
    pub trait MaybeSync {}
    impl<T> MaybeSync for T {}
}

pub use bounds::{MaybeSend, MaybeSync};

/// A future in a box.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn boxed<T>(future: impl Future<Output = T> + MaybeSend + 'static) -> BoxFuture<T> {
    Box::pin(future)
}

/// A future in a box.
#[cfg(target_arch = "wasm32")]
pub(crate) fn boxed<T>(future: impl Future<Output = T> + MaybeSend + 'static) -> BoxFuture<T> {
    Box::pin(send_wrapper::SendWrapper::new(future))
}

/// A value that all threads may hold.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn shared<T: MaybeSend + MaybeSync>(value: T) -> impl Deref<Target = T> + Send + Sync {
    std::sync::Arc::new(value)
}

/// A value that all threads may hold.
#[cfg(target_arch = "wasm32")]
pub(crate) fn shared<T: MaybeSend + MaybeSync>(value: T) -> impl Deref<Target = T> + Send + Sync {
    send_wrapper::SendWrapper::new(value)
}
