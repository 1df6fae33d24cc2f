//! A client's settings, checked when it is built.

use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::core::{Core, Service, Shared};
use super::credential::{Credential, Kind, is_credential};
use super::event::{Event, Observer, Shown};
use super::headers::Headers;
use super::local::{self, MaybeSend, MaybeSync};
use super::origin::Origin;
use super::transport::Transport;
use crate::codec::joined;
use crate::error::{Error, ErrorKind};
use crate::http::Limiter;

/// Makes a client of `C`: [`Heymarket`](super::Heymarket) or [`Qlara`](super::Qlara).
#[must_use = "a client is made by build()"]
pub struct Builder<C> {
    settings: Settings,
    client: PhantomData<fn() -> C>,
}

struct Settings {
    service: &'static Service,
    credential: Credential,
    /// Taken apart where it is given: a program that gives none does not carry what does that.
    base_url: Option<Result<Origin, &'static str>>,
    timeout_ms: f64,
    deadline_ms: f64,
    max_retries: u32,
    max_reply_bytes: usize,
    rate_limit: [f64; 2],
    headers: Headers,
    strict: bool,
    allow_insecure: bool,
    dangerously_allow_browser: bool,
    observer: Option<Arc<dyn Observer>>,
    transport: Option<Arc<dyn Transport>>,
}

/// A rejected setting.
pub(super) fn invalid(path: &str, message: &str) -> Error {
    let mut error = Error::new(ErrorKind::InvalidArgument, message);
    error.path = Some(path.into());
    error
}

impl<C> Builder<C> {
    pub(crate) fn new(service: &'static Service, credential: Credential) -> Self {
        let settings = Settings {
            service,
            credential,
            base_url: None,
            timeout_ms: 30_000.0,
            deadline_ms: 60_000.0,
            max_retries: 2,
            max_reply_bytes: 1 << 24,
            rate_limit: service.limits,
            headers: Headers::default(),
            strict: false,
            allow_insecure: false,
            dangerously_allow_browser: false,
            observer: None,
            transport: super::default_transport(),
        };
        Builder { settings, client: PhantomData }
    }

    /// Where requests go, in place of the service itself: an endpoint of your own that speaks its paths.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = Some(Origin::of(&url.into()));
        self
    }

    /// How long one request may take, up to the end of its response. 30 seconds where none is given.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout_ms = milliseconds(timeout);
        self
    }

    /// How long a call may take, with all its attempts and the waits between them. A minute where none is given.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline_ms = milliseconds(deadline);
        self
    }

    /// How often a call is retried at most, from 0 to 10. Twice where none is given. What must not happen twice is
    /// retried only where it certainly did not happen.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.settings.max_retries = retries;
        self
    }

    /// A response's body is not read further than so many bytes. 16 MiB where none is given.
    pub fn max_reply_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_reply_bytes = bytes;
        self
    }

    /// How many requests are sent at most, a minute and a second; 0 means no limit. The service's documented limits
    /// where none are given.
    pub fn rate_limit(mut self, per_minute: u32, per_second: u32) -> Self {
        self.settings.rate_limit = [per_minute, per_second].map(f64::from);
        self
    }

    /// A header of each request.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.headers.add(name.into(), value.into());
        self
    }

    /// Whether a response that is not as documented is an error. Otherwise it becomes its nearest meaning, and an
    /// observer sees it.
    pub fn strict(mut self, strict: bool) -> Self {
        self.settings.strict = strict;
        self
    }

    /// Lets the base URL be `http:` elsewhere than on this machine. Everybody on the way can then read along.
    pub fn allow_insecure(mut self, allow: bool) -> Self {
        self.settings.allow_insecure = allow;
        self
    }

    /// Lets a key be in a page, where everyone can read it.
    pub fn dangerously_allow_browser(mut self, allow: bool) -> Self {
        self.settings.dangerously_allow_browser = allow;
        self
    }

    /// Is shown what happens during calls. It must not call the client.
    pub fn observer(mut self, observer: impl Fn(&Event) + MaybeSend + MaybeSync + 'static) -> Self {
        let observer = local::shared(observer);
        self.settings.observer = Some(Arc::new(Shown(move |event: &Event| (*observer)(event))));
        self
    }

    /// What carries the requests, in place of the transport whose feature is on.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }
}

impl<C: From<Arc<Core>>> Builder<C> {
    /// The client.
    ///
    /// # Errors
    /// `InvalidArgument` with the setting's name as its path.
    pub fn build(self) -> Result<C, Error> {
        self.settings.core().map(C::from)
    }
}

impl Settings {
    fn core(self) -> Result<Arc<Core>, Error> {
        let Settings { service, credential, .. } = self;
        let transport = self.transport.ok_or_else(|| {
            invalid(
                "transport",
                "is needed: switch on the feature fetch, gloo or reqwest, or give one",
            )
        })?;
        check_credential(&credential, service)?;
        let origin = match self.base_url {
            Some(origin) => origin.map_err(|message| invalid("base_url", message))?,
            None => Origin::secure(service.url),
        };
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
        check_times(self.timeout_ms, self.deadline_ms, self.max_retries)?;
        let headers = self.headers.over(&[]);
        let headers = headers.map_err(|(name, message)| invalid(&name, message))?;
        let is_token = matches!(credential.0, Kind::Token(_));
        let [per_minute, per_second] = self.rate_limit;
        let limiter = Limiter::new(per_minute, per_second);
        Ok(Arc::new(Core {
            service,
            base_url: joined(&[&origin.text, &origin.path]),
            // A token is one of the user's own endpoint, whatever the service behind it takes.
            credential_header: if is_token { "authorization" } else { service.key_header },
            credential: match credential.0 {
                Kind::Secrets(secrets) => Kind::Secrets(secrets.afresh()),
                other => other,
            },
            headers,
            timeout_ms: self.timeout_ms,
            deadline_ms: self.deadline_ms,
            max_retries: self.max_retries,
            max_reply_bytes: self.max_reply_bytes,
            strict: self.strict,
            observer: self.observer,
            transport,
            shared: Mutex::new(Shared { limiter, spent: 0.0 }),
        }))
    }
}

pub(super) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// The longest time that every platform's timers take, about 24 days.
const LONGEST_MS: f64 = 2_147_483_647.0;

/// The settings that a client has, and a call may have of its own.
pub(super) fn check_times(
    timeout_ms: f64,
    deadline_ms: f64,
    max_retries: u32,
) -> Result<(), Error> {
    for (path, ms) in [("timeout", timeout_ms), ("deadline", deadline_ms)] {
        if !(ms > 0.0 && ms <= LONGEST_MS) {
            let message = "must be more than nothing and at most 2^31 − 1 milliseconds";
            return Err(invalid(path, message));
        }
    }
    if max_retries > 10 {
        return Err(invalid("max_retries", "must be a whole number from 0 to 10"));
    }
    Ok(())
}

fn check_credential(credential: &Credential, service: &Service) -> Result<(), Error> {
    let fault = match &credential.0 {
        Kind::ApiKey(key) if key.is_empty() => "is empty (is the environment variable set?)",
        Kind::ApiKey(key) if !is_credential(key) => {
            "must be a non-empty string of visible characters, without spaces"
        }
        Kind::Secrets(_) if !service.signs => "are a credential of Heymarket's client only",
        Kind::Secrets(secrets) => match secrets.fault() {
            Some(fault) => fault,
            None => return Ok(()),
        },
        Kind::ApiKey(_) | Kind::Token(_) => return Ok(()),
    };
    Err(invalid(credential.name(), fault))
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
        let message = joined(&["must not be in ", place, ", where everyone can read it: ", ADVICE]);
        return Err(invalid(credential.name(), &message));
    }
    // The service itself accepts only its own keys.
    if origin.text == service.url {
        let message = joined(&[
            "must be your own server's in ",
            place,
            ", where a key can be read: ",
            ADVICE,
        ]);
        return Err(invalid("base_url", &message));
    }
    Ok(())
}
