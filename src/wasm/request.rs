//! The request as `fetch` takes it.

use gloo_net::http::{Headers, Method, RequestBuilder};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::RequestRedirect;

use super::call::Call;
use super::failure::Failure;
use crate::codec::joined;
use crate::http::{Error, ErrorKind, Request, header};
use crate::schema;

/// Builds the request: method, headers, body, signal, and redirects left alone. Nothing else: edge
/// runtimes refuse several of the other settings.
pub(super) fn build(
    call: &Call,
    outline: &Request,
    credential: &str,
) -> Result<web_sys::Request, Failure> {
    let headers = Headers::new();
    for pair in call.headers().iter() {
        let pair: Array = pair.unchecked_into();
        put(&headers, &text(&pair.get(0)), &text(&pair.get(1)))?;
    }
    put(&headers, &text(&call.credential_header()), credential)?;
    put(&headers, "accept", "application/json")?;
    let method = match outline.method {
        schema::Method::Get => Method::GET,
        schema::Method::Post => Method::POST,
        schema::Method::Put => Method::PUT,
        schema::Method::Patch => Method::PATCH,
        schema::Method::Delete => Method::DELETE,
    };
    let url = joined(&[text(&call.base_url()).as_str(), &outline.target]);
    let builder = RequestBuilder::new(&url)
        .method(method)
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(&call.signal()));
    let request = match &outline.body {
        None => builder.headers(headers).build(),
        Some(body) => {
            put(&headers, "content-type", "application/json")?;
            builder.headers(headers).body(body.as_str())
        }
    };
    // The error is not shown: it could hold the URL or a header.
    request
        .map(Into::into)
        .map_err(|_| Error::new(ErrorKind::Internal, "the request could not be built").into())
}

/// The values of the caller's own headers.
pub(super) fn header_values(call: &Call) -> Vec<String> {
    let value = |pair: JsValue| text(&pair.unchecked_into::<Array>().get(1));
    call.headers().iter().map(value).collect()
}

/// A header that would be refused makes the builder panic: it is stopped here. Its value is never
/// shown.
fn put(headers: &Headers, name: &str, value: &str) -> Result<(), Failure> {
    if !header::is_name(name) || !header::is_value(value) {
        let message = "a header has a name or a value that cannot be sent";
        return Err(Error::new(ErrorKind::InvalidArgument, message).into());
    }
    headers.append(name, value);
    Ok(())
}

fn text(value: &JsValue) -> String {
    value.as_string().unwrap_or_default()
}
