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
            (1, _) => Failure::Ours(Error {
                operation: operation.name,
                ..Error::new(ErrorKind::Timeout, "no whole reply came within timeoutMs")
            }),
            (2, _) => Failure::Aborted,
            (_, Failure::Ours(error)) => {
                Failure::Ours(Error { operation: operation.name, ..error })
            }
            (_, Failure::Caused(error, cause)) => {
                Failure::Caused(Error { operation: operation.name, ..error }, cause)
            }
            (_, other) => other,
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
