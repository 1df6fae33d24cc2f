//! The transport of native programs: reqwest, on tokio.

use std::sync::LazyLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;

use super::transport::{BoxFuture, HttpRequest, HttpResponse, SendError, Transport};
use crate::schema::Method;

/// Carries requests by reqwest. It must be used on a tokio runtime with its timer on.
#[derive(Debug, Clone)]
pub struct Reqwest {
    /// Or why there is none: the first call says it.
    client: Result<reqwest::Client, String>,
}

impl Reqwest {
    /// A transport with a connection pool of its own.
    pub fn new() -> Self {
        let client = reqwest::Client::builder()
            // One could carry the credential to another host.
            .redirect(Policy::none())
            // A message would be sent twice: the client decides what is retried.
            .retry(reqwest::retry::never())
            .build();
        Reqwest { client: client.map_err(|error| error.to_string()) }
    }

    /// A transport that uses this client: with proxies, roots and timeouts of your own.
    ///
    /// It must not follow redirects (`redirect(Policy::none())`), and must not retry (`retry(never())`): a response
    /// from another address is rejected, and what a retry sends twice threadline cannot see.
    pub fn with(client: reqwest::Client) -> Self {
        Reqwest { client: Ok(client) }
    }
}

impl Default for Reqwest {
    fn default() -> Self {
        Self::new()
    }
}

fn lost(error: reqwest::Error) -> SendError {
    let is_unsent = error.is_connect() || error.is_builder();
    // The address holds what was sent.
    let cause = Some(error.without_url().into());
    if is_unsent { SendError::Unsent(cause) } else { SendError::Lost(cause) }
}

fn method(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

/// Names and values have been checked.
fn headers(request: &HttpRequest) -> HeaderMap {
    let known = request.headers.iter().map(|(name, value)| (*name, value));
    let own = request.own_headers.iter().map(|(name, value)| (name.as_str(), value));
    let mut map = HeaderMap::new();
    for (name, value) in known.chain(own) {
        if let (Ok(name), Ok(mut value)) =
            (HeaderName::try_from(name), HeaderValue::try_from(value.as_str()))
        {
            // Own ones may hold a secret as well.
            value.set_sensitive(true);
            map.append(name, value);
        }
    }
    map
}

/// A header's values, of which there may be several, as browsers give them.
fn joined(map: &HeaderMap, name: &str) -> Option<String> {
    let mut values = map.get_all(name).iter().filter_map(|value| value.to_str().ok());
    let mut all = values.next()?.to_owned();
    for value in values {
        all.push_str(", ");
        all.push_str(value);
    }
    Some(all)
}

async fn body(mut response: reqwest::Response, most: usize) -> Result<Vec<u8>, SendError> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(lost)? {
        if body.len().saturating_add(piece.len()) > most {
            return Err(SendError::TooLarge);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

impl Transport for Reqwest {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, SendError>> {
        let client = self.client.clone();
        Box::pin(async move {
            let client = client.map_err(|error| SendError::Unsent(Some(error.into())))?;
            let mut sent =
                client.request(method(request.method), &request.url).headers(headers(&request));
            if let Some(body) = request.body {
                sent = sent.body(body);
            }
            let response = sent.send().await.map_err(lost)?;
            let redirected = response.url().as_str() != parsed(&request.url);
            let status = response.status().as_u16();
            let map = response.headers().clone();
            let header = |name| joined(&map, name);
            let most = request.max_reply_bytes;
            let mut head = HttpResponse::new(status, header, Box::pin(body(response, most)));
            head.redirected = redirected;
            Ok(head)
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<()> {
        Box::pin(tokio::time::sleep(time))
    }

    fn now_ms(&self) -> f64 {
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed().as_secs_f64() * 1_000.0
    }

    fn unix_ms(&self) -> f64 {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() * 1_000.0
    }

    fn random(&self) -> f64 {
        fastrand::f64()
    }

    fn date_ms(&self, date: &str) -> Option<f64> {
        let date = httpdate::parse_http_date(date).ok()?;
        Some(date.duration_since(UNIX_EPOCH).ok()?.as_secs_f64() * 1_000.0)
    }
}

/// An address as reqwest writes it.
fn parsed(url: &str) -> String {
    reqwest::Url::parse(url).map_or_else(|_| url.to_owned(), String::from)
}
