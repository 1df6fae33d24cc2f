//! The body of a response, read up to the cap.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::abort::Abort;
use super::cause::{broken, cause, words};
use super::js::{Foreign, member};
use super::place::in_workers;
use super::response::settled;
use crate::client::transport::SendError;

/// A body that has not been read yet, and what the head says of it.
pub(super) struct Body {
    pub(super) response: JsValue,
    pub(super) length: Option<usize>,
    /// Whether it is sent in another form than it is read in.
    pub(super) is_encoded: bool,
    /// Whether somebody has read it.
    pub(super) is_used: bool,
    /// Whether the response means that there was none, if there is nothing in it.
    pub(super) may_be_invented: bool,
    /// More bytes are not wanted.
    pub(super) most: usize,
}

impl Body {
    /// All of it. Dropping the future aborts the request.
    pub(super) async fn read(self, abort: Abort) -> Result<Vec<u8>, SendError> {
        let read = self.bytes().await;
        // What is too large goes on arriving.
        if !matches!(read, Err(SendError::TooLarge)) {
            abort.end();
        }
        match read {
            Ok(bytes) if bytes.is_empty() && self.may_be_invented => Err(SendError::Lost(None)),
            read => read,
        }
    }

    async fn bytes(&self) -> Result<Vec<u8>, SendError> {
        let stream = member(&self.response, "body");
        // workerd cannot decode a body that is announced as empty and as encoded.
        if stream.is_null() || self.is_used || self.length == Some(0) {
            return Ok(Vec::new());
        }
        // In Workers an aborted read of a stream counts as an unhandled rejection, even if it is handled. A body of
        // known length needs no cap.
        let is_small = self.length.is_some_and(|length| length <= self.most);
        let at_once = is_small && !self.is_encoded && in_workers();
        if stream.is_undefined() || at_once {
            self.whole().await
        } else {
            self.pieces(stream).await
        }
    }

    async fn whole(&self) -> Result<Vec<u8>, SendError> {
        let response: &Foreign = self.response.unchecked_ref();
        let buffer = settled(response.array_buffer()).await.map_err(|thrown| broken(&thrown))?;
        let bytes = Uint8Array::new(&buffer);
        if bytes.length() as usize > self.most {
            return Err(SendError::TooLarge);
        }
        Ok(bytes.to_vec())
    }

    async fn pieces(&self, stream: JsValue) -> Result<Vec<u8>, SendError> {
        let stream: Foreign = stream.unchecked_into();
        let reader = stream.get_reader().map_err(|thrown| SendError::Invalid(cause(&thrown)))?;
        let mut bytes = Vec::new();
        let mut count: usize = 0;
        loop {
            let piece = settled(reader.read()).await.map_err(|thrown| broken(&thrown))?;
            if member(&piece, "done").is_truthy() {
                return Ok(bytes);
            }
            let value = member(&piece, "value");
            if !ArrayBuffer::is_view(&value) {
                return Err(SendError::Invalid(words("the body of the response is not bytes")));
            }
            let piece: Uint8Array = value.unchecked_into();
            let start = bytes.len();
            let end = start.saturating_add(piece.length() as usize);
            // Pieces without bytes must come to an end as well.
            count = count.saturating_add(1);
            if end > self.most || count > self.most.saturating_add(1) {
                return Err(SendError::TooLarge);
            }
            bytes.resize(end, 0);
            if let Some(place) = bytes.get_mut(start..) {
                piece.copy_to(place);
            }
        }
    }
}
