//! A client's settings, checked when it is built.

use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::core::{Core, Observer, Service};
use super::credential::{Credential, Kind, is_credential};
use super::event::Event;
use super::headers;
use super::local::{self, MaybeSend, MaybeSync};
use super::origin::Origin;
use super::tokens::SignedTokens;
use super::transport::Transport;
use crate::error::{Error, ErrorKind};
use crate::http::Limiter;

/// Makes a client of `C`: [`Heymarket`](super::Heymarket) or [`Qlara`](super::Qlara).
#[must_use = "a client is made by build()"]
pub struct Builder<C> {
    service: &'static Service,
    credential: Credential,
    base_url: Option<String>,
    timeout: Duration,
    deadline: Duration,
    max_retries: u32,
    max_reply_bytes: usize,
    rate_limit: [f64; 2],
    headers: Vec<(String, String)>,
    strict: bool,
    allow_insecure: bool,
    dangerously_allow_browser: bool,
    observer: Option<Observer>,
    transport: Option<Arc<dyn Transport>>,
    client: PhantomData<fn() -> C>,
}

/// A rejected setting.
fn invalid(path: &str, message: &str) -> Error {
    let mut error = Error::new(ErrorKind::InvalidArgument, message);
    error.path = Some(path.into());
    error
}

impl<C> Builder<C> {
    pub(crate) fn new(service: &'static Service, credential: Credential) -> Self {
        Builder {
            service,
            credential,
            base_url: None,
            timeout: Duration::from_secs(30),
            deadline: Duration::from_secs(60),
            max_retries: 2,
            max_reply_bytes: 1 << 24,
            rate_limit: service.limits,
            headers: Vec::new(),
            strict: false,
            allow_insecure: false,
            dangerously_allow_browser: false,
            observer: None,
            transport: super::default_transport(),
            client: PhantomData,
        }
    }

    /// Where requests go, in place of the service itself: an endpoint of your own that speaks its paths.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// How long one request may take, up to the end of its response. 30 seconds where none is given.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long a call may take, with all its attempts and the waits between them. A minute where none is given.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// How often a call is retried at most, from 0 to 10. Twice where none is given. What must not happen twice is
    /// retried only where it certainly did not happen.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// A response's body is not read further than so many bytes. 16 MiB where none is given.
    pub fn max_reply_bytes(mut self, bytes: usize) -> Self {
        self.max_reply_bytes = bytes;
        self
    }

    /// How many requests are sent at most, a minute and a second; 0 means no limit. The service's documented limits
    /// where none are given.
    pub fn rate_limit(mut self, per_minute: u32, per_second: u32) -> Self {
        self.rate_limit = [per_minute, per_second].map(f64::from);
        self
    }

    /// A header of each request.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Whether a response that is not as documented is an error. Otherwise it becomes its nearest meaning, and an
    /// observer sees it.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Lets the base URL be `http:` elsewhere than on this machine. Everybody on the way can then read along.
    pub fn allow_insecure(mut self, allow: bool) -> Self {
        self.allow_insecure = allow;
        self
    }

    /// Lets a key be in a page, where everyone can read it.
    pub fn dangerously_allow_browser(mut self, allow: bool) -> Self {
        self.dangerously_allow_browser = allow;
        self
    }

    /// Is shown what happens during calls. It must not call the client.
    pub fn observer(mut self, observer: impl Fn(&Event) + MaybeSend + MaybeSync + 'static) -> Self {
        let observer = local::shared(observer);
        self.observer = Some(Arc::new(move |event| (*observer)(event)));
        self
    }

    /// What carries the requests, in place of the transport whose feature is on.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }
}

impl<C: From<Arc<Core>>> Builder<C> {
    /// The client.
    ///
    /// # Errors
    /// `InvalidArgument` with the setting's name as its path.
    pub fn build(self) -> Result<C, Error> {
        let Builder { service, credential, .. } = self;
        let transport = self.transport.ok_or_else(|| {
            invalid(
                "transport",
                "is needed: switch on the feature fetch, gloo or reqwest, or give one",
            )
        })?;
        check_credential(&credential, service)?;
        let url = self.base_url.as_deref().unwrap_or(service.url);
        let origin = Origin::of(url).map_err(|message| invalid("base_url", message))?;
        if let (Some(place), false) = (transport.public_place(), self.dangerously_allow_browser) {
            check_place(place, &credential, &origin, service)?;
        }
        if !origin.is_secure && !origin.is_loopback && !self.allow_insecure {
            return Err(invalid(
                "base_url",
                "must be https, or everyone on the way can read along (allow_insecure(true) switches this check off)",
            ));
        }
        if origin.text == service.url && !origin.path.is_empty() {
            return Err(invalid("base_url", "must have no path: each operation adds its own"));
        }
        for (path, time) in [("timeout", self.timeout), ("deadline", self.deadline)] {
            check_time(path, time)?;
        }
        if self.max_retries > 10 {
            return Err(invalid("max_retries", "must be a whole number from 0 to 10"));
        }
        let is_token = matches!(credential.0, Kind::Token(_));
        let secrets = match &credential.0 {
            Kind::Secrets { secrets, .. } => secrets.clone(),
            _ => Vec::new(),
        };
        let [per_minute, per_second] = self.rate_limit;
        Ok(C::from(Arc::new(Core {
            service,
            base_url: origin.text + &origin.path,
            // A token is one of the user's own endpoint, whatever the service behind it takes.
            credential_header: if is_token { "authorization" } else { service.key_header },
            credential: credential.0,
            headers: headers::checked(self.headers)
                .map_err(|(name, message)| invalid(&name, message))?,
            timeout_ms: self.timeout.as_secs_f64() * 1_000.0,
            deadline_ms: self.deadline.as_secs_f64() * 1_000.0,
            max_retries: self.max_retries,
            max_reply_bytes: self.max_reply_bytes,
            strict: self.strict,
            observer: self.observer,
            transport,
            limiter: Mutex::new(Limiter::new(per_minute, per_second)),
            spent: Mutex::new(0.0),
            tokens: Mutex::new(SignedTokens::new(secrets)),
        })))
    }
}

/// The longest time that every platform's timers take, about 24 days.
const LONGEST: Duration = Duration::from_millis(2_147_483_647);

pub(super) fn check_time(path: &str, time: Duration) -> Result<(), Error> {
    if time.is_zero() || time > LONGEST {
        return Err(invalid(path, "must be more than nothing and at most 2^31 − 1 milliseconds"));
    }
    Ok(())
}

fn check_credential(credential: &Credential, service: &Service) -> Result<(), Error> {
    match &credential.0 {
        Kind::ApiKey(key) if key.is_empty() => {
            Err(invalid("api_key", "is empty (is the environment variable set?)"))
        }
        Kind::ApiKey(key) if !is_credential(key) => Err(invalid(
            "api_key",
            "must be a non-empty string of visible characters, without spaces",
        )),
        Kind::Secrets { .. } if !service.signs => {
            Err(invalid("secrets", "are a credential of Heymarket's client only"))
        }
        Kind::Secrets { secrets, .. } if !(1..=2).contains(&secrets.len()) => {
            Err(invalid("secrets", "must be one or two secrets"))
        }
        Kind::Secrets { secrets, .. } => {
            let is_bad = |text: &str| {
                text.is_empty() || text.trim() != text || text.contains(char::is_control)
            };
            let bad = secrets.iter().any(|secret| is_bad(&secret.id) || is_bad(&secret.key));
            let message = "each id and key must be a non-empty string without control characters or surrounding whitespace";
            if bad { Err(invalid("secrets", message)) } else { Ok(()) }
        }
        Kind::ApiKey(_) | Kind::Token(_) => Ok(()),
    }
}

/// In a page, a key is everybody's.
fn check_place(
    place: &str,
    credential: &Credential,
    origin: &Origin,
    service: &Service,
) -> Result<(), Error> {
    const ADVICE: &str = "let it call your own server, by base_url and Credential::token (dangerously_allow_browser(true) switches this check off)";
    let is_token = matches!(credential.0, Kind::Token(_));
    if !is_token {
        let message = format!("must not be in {place}, where everyone can read it: {ADVICE}");
        return Err(invalid(credential.name(), &message));
    }
    // The service itself accepts only its own keys.
    if origin.text == service.url {
        let message =
            format!("must be your own server's in {place}, where a key can be read: {ADVICE}");
        return Err(invalid("base_url", &message));
    }
    Ok(())
}
