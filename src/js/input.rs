//! Inputs as JavaScript gives them, and what it gets for them.

use std::fmt;
use std::marker::PhantomData;

use wasm_bindgen::JsValue;

use super::parsed;
use super::text::json;
use crate::codec::Word;
use crate::error::Error;
use crate::schema::{Call, Kind, Operation, OperationDoc, Shape, ShapeDoc, Table, Value};
use crate::typed::{Read, Reader, Write, Writer};

/// The input of an operation `C`, as JavaScript gave it. It is checked when its call is made; what the call gives is an
/// [`Output`].
pub struct Input<C> {
    json: String,
    of: PhantomData<fn() -> C>,
}

/// What a call of an operation `C` gave, as a value for JavaScript.
pub struct Output<C> {
    value: JsValue,
    of: PhantomData<fn() -> C>,
}

/// The input of an operation, as a copy: later changes of the object don't matter.
///
/// # Errors
/// `InvalidArgument` when the value cannot be read: it holds itself, or throws where it is read. All else that is wrong
/// with it shows when the call is made.
pub fn from_value<C: Call>(value: &JsValue) -> Result<Input<C>, Error> {
    let json = json(value).map_err(|error| error.of(C::OPERATION))?;
    Ok(Input { json, of: PhantomData })
}

/// Without what is in it.
impl<C: Call> fmt::Debug for Input<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(C::OPERATION.name)
    }
}

impl<C> Clone for Input<C> {
    fn clone(&self) -> Self {
        Input { json: self.json.clone(), of: PhantomData }
    }
}

impl<C> Write for Input<C> {
    fn write(&self, writer: &mut Writer) {
        writer.raw(&self.json);
    }
}

impl<C: Call> Table for Input<C> {
    const SHAPE: &'static Shape = C::SHAPE;
    const SHAPE_DOC: &'static ShapeDoc = C::SHAPE_DOC;
}

impl<C: Call> Call for Input<C> {
    const OPERATION: &'static Operation = C::OPERATION;
    const OPERATION_DOC: &'static OperationDoc = C::OPERATION_DOC;
    type Output = Output<C>;
}

#[cfg(feature = "client")]
impl<C: crate::client::Of<Client>, Client> crate::client::Of<Client> for Input<C> {}

impl<C: Call> Value for Output<C> {
    const KIND: Kind = <C::Output as Value>::KIND;
}

impl<C: Call> Read for Output<C> {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        let value = match word.is_none() {
            true => JsValue::UNDEFINED,
            false => parsed(&reader.json(word, &C::OPERATION.reply)),
        };
        Output { value, of: PhantomData }
    }
}

/// Without what is in it.
impl<C: Call> fmt::Debug for Output<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(C::OPERATION.name)
    }
}

impl<C> From<Output<C>> for JsValue {
    fn from(output: Output<C>) -> JsValue {
        output.value
    }
}
