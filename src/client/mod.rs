//! Clients for Rust programs: they send, wait, retry and keep to the services' limits.
//!
//! ```no_run
//! # #[cfg(any(feature = "fetch", feature = "gloo", feature = "reqwest"))]
//! # async fn example(key: String) -> Result<(), threadline::Error> {
//! use std::time::Duration;
//! use threadline::client::{Credential, Heymarket};
//! use threadline::heymarket::conversations::ConversationFilters;
//!
//! let heymarket = Heymarket::new(Credential::api_key(key))?;
//! let page = heymarket
//!     .list_conversations(1111)
//!     .filters(ConversationFilters::new().inboxes([2222]).closed(false))
//!     .deadline(Duration::from_secs(10))
//!     .await?;
//! for conversation in page {
//!     println!("{}: {:?}", conversation.id, conversation.status);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A client is cheap to clone, and its clones share its limits. Each operation is a method that takes what is required;
//! what else there is follows by methods of the same names as the fields. A call is made when it is awaited; dropping
//! its future aborts the request.

mod assignable_users;
mod attempts;
mod builder;
mod cause;
mod core;
mod credential;
mod digits;
mod event;
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
mod fetch;
#[cfg(all(feature = "gloo", target_arch = "wasm32"))]
mod gloo;
mod headers;
mod local;
mod origin;
mod pages;
mod request;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod reqwest;
#[cfg(test)]
mod testing;
mod tokens;
mod transport;
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
mod web;

use std::fmt;
use std::sync::Arc;

#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
pub use self::fetch::Fetch;
#[cfg(all(feature = "gloo", target_arch = "wasm32"))]
pub use self::gloo::Gloo;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use self::reqwest::Reqwest;
pub use assignable_users::AssignableUsers;
pub use builder::Builder;
pub use credential::Credential;
pub use event::Event;
pub use local::{MaybeSend, MaybeSync};
pub use pages::Items;
pub use request::{Of, Pending, RequestBuilder};
pub use transport::{BoxFuture, Cause, HEADERS, HttpRequest, HttpResponse, SendError, Transport};

use self::core::{Core, Service};
use crate::error::Error;

const HEYMARKET: Service = Service {
    name: "Heymarket",
    url: "https://api.heymarket.com",
    key_header: "authorization",
    limits: [500.0, 0.0],
    signs: true,
};

const QLARA: Service = Service {
    name: "Qlara",
    url: "https://lora-api.agiletelecom.com",
    key_header: "x-api-key",
    limits: [1000.0, 50.0],
    signs: false,
};

macro_rules! clients {
    ($($(#[doc = $doc:literal])+ $name:ident: $service:ident;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone)]
            pub struct $name {
                core: Arc<Core>,
            }

            impl $name {
                /// A client with the usual settings.
                ///
                /// # Errors
                /// `InvalidArgument` with what is wrong; in a page, for a key.
                pub fn new(credential: Credential) -> Result<Self, Error> {
                    Self::builder(credential).build()
                }

                /// A client with settings of its own.
                pub fn builder(credential: Credential) -> Builder<Self> {
                    Builder::new(&$service, credential)
                }

                /// A call of an operation, of an input that is there already.
                pub fn call<C: Of<Self>>(&self, input: C) -> RequestBuilder<C> {
                    RequestBuilder::new(self.core(), input)
                }

                pub(crate) fn core(&self) -> &Arc<Core> {
                    &self.core
                }
            }

            #[doc(hidden)]
            impl From<Arc<Core>> for $name {
                fn from(core: Arc<Core>) -> Self {
                    $name { core }
                }
            }

            /// Without the credential.
            impl fmt::Debug for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    write!(f, "{}({})", self.core.service.name, self.core.base_url)
                }
            }
        )+
    };
}

clients! {
    /// A client for Heymarket.
    Heymarket: HEYMARKET;
    /// A client for Qlara Inbox.
    Qlara: QLARA;
}

/// The transport whose feature is on.
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
fn default_transport() -> Option<Arc<dyn Transport>> {
    Some(Arc::new(Reqwest::new()))
}

/// The transport whose feature is on.
#[cfg(all(feature = "fetch", target_arch = "wasm32"))]
fn default_transport() -> Option<Arc<dyn Transport>> {
    Some(Arc::new(Fetch::new()))
}

/// None is on.
#[cfg(not(any(
    all(feature = "reqwest", not(target_arch = "wasm32")),
    all(feature = "fetch", target_arch = "wasm32"),
)))]
fn default_transport() -> Option<Arc<dyn Transport>> {
    None
}
