//! What a client proves with that it may call.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::local::{self, MaybeSend, MaybeSync};
use super::tokens::{Secrets, Signing};
use super::transport::BoxFuture;

/// What a client proves with that it may call. Its `Debug` shows no secret.
#[derive(Clone)]
pub struct Credential(pub(crate) Kind);

pub(crate) type Asked = Result<String, Box<dyn StdError + Send + Sync>>;

#[derive(Clone)]
pub(crate) enum Kind {
    ApiKey(Zeroizing<String>),
    Token(Arc<dyn Fn() -> BoxFuture<Asked> + Send + Sync>),
    /// Named by what makes secrets alone: a program without them carries no SHA-256, and nothing that makes tokens.
    Secrets(Arc<dyn Signing>),
}

/// An API secret of a Heymarket team, as the app shows it.
#[derive(Clone)]
pub(crate) struct Secret {
    pub(crate) id: String,
    pub(crate) key: Zeroizing<String>,
}

impl Credential {
    /// An API key, which belongs on a server.
    pub fn api_key(key: impl Into<String>) -> Self {
        Credential(Kind::ApiKey(Zeroizing::new(key.into())))
    }

    /// A token of your own endpoint, which is asked for with each call: it may be that of the user who is signed in.
    ///
    /// A call is made with one token. When the endpoint answers 401, it is asked for once more.
    pub fn token<F, T, E>(token: F) -> Self
    where
        F: Fn() -> T + MaybeSend + MaybeSync + 'static,
        T: Future<Output = Result<String, E>> + MaybeSend + 'static,
        E: Into<Box<dyn StdError + Send + Sync>>,
    {
        let token = local::shared(token);
        Credential(Kind::Token(Arc::new(move || {
            let asked = (*token)();
            local::boxed(async move { asked.await.map_err(Into::into) })
        })))
    }

    /// An API secret of a Heymarket team, by its id and its key: tokens are made of it.
    pub fn secret(id: impl Into<String>, key: impl Into<String>) -> Self {
        Self::secrets([(id, key)])
    }

    /// Two API secrets, while one takes the other's place: when the service rejects a token of the one in use, the
    /// next is made of the other.
    pub fn secrets<I: Into<String>, K: Into<String>>(
        secrets: impl IntoIterator<Item = (I, K)>,
    ) -> Self {
        let secrets = secrets
            .into_iter()
            .map(|(id, key)| Secret { id: id.into(), key: Zeroizing::new(key.into()) });
        Credential(Kind::Secrets(Secrets::of(secrets.collect())))
    }

    /// What a builder calls it in its errors.
    pub(crate) fn name(&self) -> &'static str {
        match self.0 {
            Kind::ApiKey(_) => "api_key",
            Kind::Token(_) => "token",
            Kind::Secrets(_) => "secrets",
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credential::{}(…)", self.name())
    }
}

/// Whether a text can follow `Bearer `: visible ASCII, so no line break and no space.
pub(crate) fn is_credential(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}
