//! How an attempt fails.

use wasm_bindgen::JsValue;

use super::call::Call;
use crate::http::{Error, ErrorKind};
use crate::schema::Operation;

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

    /// The failure of an attempt of an operation. Whatever went wrong once the attempt was stopped
    /// went wrong because of that.
    pub(super) fn inside(self, operation: &Operation, stopped: u32) -> Self {
        match (stopped, self) {
            (1, _) => {
                let message = "no whole reply came within timeoutMs";
                Failure::Ours(Error::new(ErrorKind::Timeout, message).of(operation))
            }
            (2, _) => Failure::Aborted,
            (_, failure) => failure.map(|error| error.of(operation)),
        }
    }

    /// The same failure, its error changed.
    pub(super) fn map(self, change: impl FnOnce(Error) -> Error) -> Self {
        match self {
            Failure::Ours(error) => Failure::Ours(change(error)),
            Failure::Caused(error, cause) => Failure::Caused(change(error), cause),
            other => other,
        }
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
