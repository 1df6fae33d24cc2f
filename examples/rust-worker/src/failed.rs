//! Errors as responses: what the page can do, and nothing of what the service said.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::RETRY_AFTER;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use threadline::{Error, ErrorKind};
use worker::console_error;

/// A call that failed.
pub(crate) struct Failed(Error);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Failed(error)
    }
}

#[derive(Serialize)]
struct Body {
    error: &'static str,
    /// What is wrong with what was sent, if that is it.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// Whether the same request may succeed later.
    retryable: bool,
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let Failed(error) = self;
        console_error!("{error}");
        let is_input = error.kind() == ErrorKind::InvalidArgument;
        let body = Body {
            error: error.kind().as_str(),
            path: error.path().filter(|_| is_input).map(str::to_owned),
            retryable: error.is_retryable(),
        };
        let mut response = (status(error.kind()), Json(body)).into_response();
        if let Some(wait) = error.retry_after() {
            let seconds = wait.as_millis().div_ceil(1_000).to_string();
            response.headers_mut().extend(seconds.parse().ok().map(|value| (RETRY_AFTER, value)));
        }
        response
    }
}

/// Ours or the service's failures are the gateway's; the rest is what the caller can change.
fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::InvalidArgument => StatusCode::BAD_REQUEST,
        ErrorKind::InvalidRequest => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::PermissionDenied => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::RateLimit => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::BAD_GATEWAY,
    }
}
