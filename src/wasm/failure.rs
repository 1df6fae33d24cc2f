//! How an attempt fails.

use wasm_bindgen::JsValue;

use super::call::Call;
use crate::http::{Error, ErrorKind};

/// What a call that the deadline ends says.
pub(super) const LATE: &str = "no whole reply came within deadlineMs";

pub(super) enum Failure {
    /// One of our errors.
    Ours(Error),
    /// One of our errors, and what JavaScript threw.
    Caused(Error, JsValue),
    /// A ready error of the JavaScript side.
    Ready(JsValue),
    /// The caller aborted.
    Aborted,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Ours(error)
    }
}

impl Failure {
    /// No reply came, for the reason that was thrown.
    pub(super) fn connection(message: &str, cause: JsValue) -> Self {
        Failure::Caused(Error::new(ErrorKind::Connection, message), cause)
    }

    /// The same failure as another error.
    pub(super) fn becomes(self, error: Error) -> Self {
        let error = self.told(error);
        match self {
            Failure::Caused(_, cause) => Failure::Caused(error, cause),
            _ => Failure::Ours(error),
        }
    }

    /// Whatever went wrong once the time was up went wrong because of that.
    pub(super) fn timed_out(self, call: &Call) -> Self {
        if call.stopped() != super::TIMED_OUT {
            return self;
        }
        let message =
            if call.remaining_ms() > 0.0 { "no whole reply came within timeoutMs" } else { LATE };
        // What broke then broke because we ended it: that is no cause.
        Failure::Ours(self.told(Error::new(ErrorKind::Timeout, message)))
    }

    /// Another error, with what the head of the reply told.
    fn told(&self, mut error: Error) -> Error {
        if let Some(known) = self.error() {
            error.status = known.status;
            error.request_id.clone_from(&known.request_id);
        }
        error
    }

    /// The same failure, its error changed.
    pub(super) fn map(self, change: impl FnOnce(Error) -> Error) -> Self {
        match self {
            Failure::Ours(error) => Failure::Ours(change(error)),
            Failure::Caused(error, cause) => Failure::Caused(change(error), cause),
            other => other,
        }
    }

    fn error(&self) -> Option<&Error> {
        match self {
            Failure::Ours(error) | Failure::Caused(error, _) => Some(error),
            _ => None,
        }
    }

    /// The wait that the service asked for.
    pub(super) fn asked_ms(&self) -> Option<f64> {
        self.error()?.retry_after_ms
    }

    /// The kind of error, for observers.
    pub(super) fn name(&self) -> &'static str {
        self.error().map_or("", |error| error.kind.as_str())
    }

    /// What the promise rejects with.
    pub(super) fn into_js(self, call: &Call) -> JsValue {
        match self {
            Failure::Ours(error) => call.fail(&error.to_json(), &JsValue::UNDEFINED),
            Failure::Caused(error, cause) => call.fail(&error.to_json(), &cause),
            Failure::Ready(error) => error,
            Failure::Aborted => call.reason(),
        }
    }
}
