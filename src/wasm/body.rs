//! Reading a reply's body: piece by piece, so that one without an end stops at the cap.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::call::Call;
use super::failure::Failure;
use crate::http::{Error, ErrorKind};

#[wasm_bindgen]
extern "C" {
    type Response;

    #[wasm_bindgen(method, getter, catch)]
    fn body(this: &Response) -> Result<JsValue, JsValue>;

    type Stream;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    fn get_reader(this: &Stream) -> Result<Reader, JsValue>;

    type Reader;

    #[wasm_bindgen(method, catch)]
    fn read(this: &Reader) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn cancel(this: &Reader) -> Result<JsValue, JsValue>;

    type Piece;

    #[wasm_bindgen(method, getter, catch)]
    fn done(this: &Piece) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    fn value(this: &Piece) -> Result<JsValue, JsValue>;

    /// Copies bytes into the module's memory, where there is room for them.
    #[wasm_bindgen(js_namespace = Uint8Array, js_name = "prototype.set.call")]
    fn copy(to: &mut [u8], bytes: &Uint8Array);
}

fn broken(cause: JsValue) -> Failure {
    Failure::connection("the connection broke while the reply came", cause)
}

/// Reads the body to its end; whatever stops it before cancels the rest.
pub(super) async fn read(call: &Call, response: &JsValue) -> Result<Vec<u8>, Failure> {
    let stream = response.unchecked_ref::<Response>().body().map_err(broken)?;
    if stream.is_null() {
        return Ok(Vec::new());
    }
    let Ok(reader) = stream.unchecked_ref::<Stream>().get_reader() else {
        return Err(Error::new(ErrorKind::Connection, "the reply's body is no stream").into());
    };
    let outcome = pieces(call, &reader).await;
    if outcome.is_err() {
        // Nobody waits for it, and that it fails changes nothing.
        if let Ok(promise) = reader.cancel() {
            call.forget(&promise);
        }
    }
    outcome
}

async fn pieces(call: &Call, reader: &Reader) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    loop {
        let piece = match reader.read() {
            Ok(promise) => JsFuture::from(call.race(&promise)).await.map_err(broken)?,
            Err(thrown) => return Err(broken(thrown)),
        };
        let piece: &Piece = piece.unchecked_ref();
        if piece.done().map_err(broken)?.is_truthy() {
            return Ok(body);
        }
        // Of whatever realm.
        let piece = piece.value().map_err(broken)?;
        if !ArrayBuffer::is_view(&piece) {
            return Err(Error::new(ErrorKind::Connection, "the reply's body is not bytes").into());
        }
        let bytes = Uint8Array::new(&piece);
        let (from, more) = (body.len(), bytes.length() as usize);
        let length = from.saturating_add(more);
        if length as f64 > call.max_reply_bytes() {
            let message = "the reply is larger than maxReplyBytes";
            return Err(Error::new(ErrorKind::ReplyTooLarge, message).into());
        }
        // Memory that runs out would be a trap, and the end of all calls under way.
        if body.try_reserve(more).is_err() {
            let message = "the reply does not fit into what is left of the memory";
            return Err(Error::new(ErrorKind::ReplyTooLarge, message).into());
        }
        body.resize(length, 0);
        copy(body.get_mut(from..).unwrap_or_default(), &bytes);
    }
}
