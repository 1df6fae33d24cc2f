//! The body of a response, read up to the cap.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::abort::Abort;
use super::cause::{broken, cause, words};
use super::js::{self, Foreign, has, member};
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
        let reader = if stream.is_undefined() || at_once {
            None
        } else {
            let reader = stream.unchecked_ref::<Foreign>().get_reader();
            Some(reader.map_err(|thrown| SendError::Invalid(cause(&thrown)))?)
        };
        let mut bytes = Vec::new();
        let mut count: usize = 0;
        loop {
            let piece = settled(match &reader {
                Some(reader) => reader.read(),
                None => self.response.unchecked_ref::<Foreign>().array_buffer(),
            });
            let mut piece = piece.await.map_err(|thrown| broken(&thrown))?;
            if reader.is_none() {
                piece = Uint8Array::new(&piece).into();
            } else if has(&piece, "done") {
                return Ok(bytes);
            } else {
                piece = member(&piece, "value");
            }
            if !ArrayBuffer::is_view(&piece) {
                return Err(SendError::Invalid(words("the body of the response is not bytes")));
            }
            // Pieces without bytes must come to an end as well.
            count = count.saturating_add(1);
            if count > self.most.saturating_add(1)
                || !append(&mut bytes, piece.unchecked_ref(), self.most)
            {
                return Err(SendError::TooLarge);
            }
            if reader.is_none() {
                return Ok(bytes);
            }
        }
    }
}

/// Appends a piece, unless there are more bytes then than are wanted.
fn append(bytes: &mut Vec<u8>, piece: &Uint8Array, most: usize) -> bool {
    let start = bytes.len();
    let end = start.saturating_add(piece.length() as usize);
    if end > most {
        return false;
    }
    bytes.resize(end, 0);
    if let Some(place) = bytes.get_mut(start..) {
        js::copy(place, piece);
    }
    true
}
