//! Who may use the Worker: put your own sign-in here.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use subtle::ConstantTimeEq;
use worker::Env;

/// Whether a request has the token that the Worker's secret `SESSION_TOKEN` holds.
pub(crate) fn is_signed_in(headers: &HeaderMap, env: &Env) -> bool {
    let Ok(expected) = env.secret("SESSION_TOKEN") else { return false };
    let given = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    // The time that it takes says nothing of where a wrong token differs.
    let is_same = token.as_bytes().ct_eq(expected.to_string().as_bytes());
    !token.is_empty() && bool::from(is_same)
}
