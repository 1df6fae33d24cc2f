//! A value of JavaScript as JSON text. What JSON would drop or change silently must not reach the service as something
//! else: in its place is what the codec reads as a BigInt, or rejects with the path of the value.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::prelude::*;

use crate::codec::push_json_text;
use crate::error::{Error, ErrorKind};

#[wasm_bindgen]
extern "C" {
    /// What it is: `[object Date]`.
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn tag(value: &JsValue) -> Result<String, JsValue>;

    /// The names of its members.
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn keys(value: &JsValue) -> Result<Array, JsValue>;

    /// A number or a BigInt as JavaScript writes it.
    #[wasm_bindgen(js_name = String)]
    fn digits(value: &JsValue) -> String;
}

/// An object within an object, so often, is one that holds itself.
const DEEPEST: u32 = 500;

/// The value as JSON text; `{}` where there is none.
pub(super) fn json(value: &JsValue) -> Result<String, Error> {
    let mut text = String::new();
    if value.is_undefined() {
        text.push_str("{}");
        return Ok(text);
    }
    push(&mut text, value, 0).map_err(|_| {
        let message = "the input cannot be read: it must be a plain object without cycles or throwing getters";
        Error::new(ErrorKind::InvalidArgument, message)
    })?;
    Ok(text)
}

/// A placeholder for what JSON has no form of.
fn push_marker(text: &mut String, name: &str) {
    text.push_str("{\"\\u0000\":");
    push_json_text(text, name);
    text.push('}');
}

fn push(text: &mut String, value: &JsValue, depth: u32) -> Result<(), JsValue> {
    if depth > DEEPEST {
        return Err(JsValue::UNDEFINED);
    }
    let depth = depth.saturating_add(1);
    let is_infinite = value.as_f64().is_some_and(|number| !number.is_finite());
    let tag = tag(value)?;
    let tag = tag.get("[object ".len()..tag.len().saturating_sub(1)).unwrap_or_default();
    match tag {
        "Undefined" => text.push_str("null"),
        "Array" => {
            text.push('[');
            let length = Reflect::get(value, &"length".into())?.as_f64().unwrap_or(0.0) as u32;
            for at in 0..length {
                if at > 0 {
                    text.push(',');
                }
                push(text, &Reflect::get_u32(value, at)?, depth)?;
            }
            text.push(']');
        }
        "Object" if !Reflect::get(value, &"toJSON".into())?.is_function() => {
            text.push('{');
            for key in keys(value)? {
                push_member(text, value, &key, depth)?;
            }
            text.push('}');
        }
        "BigInt" => push_marker(text, &format!("{}n", digits(value))),
        "Number" if is_infinite => push_marker(text, &digits(value)),
        "Object" | "String" | "Number" | "Boolean" | "Null" | "Date" => {
            let json: String = JSON::stringify(value)?.into();
            // So JSON has an invalid date.
            if tag == "Date" && json == "null" {
                push_marker(text, "Invalid Date");
            } else {
                text.push_str(&json);
            }
        }
        other => push_marker(text, other),
    }
    Ok(())
}

/// A member of an object, unless it is undefined.
fn push_member(
    text: &mut String,
    object: &JsValue,
    key: &JsValue,
    depth: u32,
) -> Result<(), JsValue> {
    let Some(name) = key.as_string() else { return Ok(()) };
    let value = Reflect::get(object, key)?;
    if value.is_undefined() {
        return Ok(());
    }
    if !text.ends_with('{') {
        text.push(',');
    }
    push_json_text(text, &name);
    text.push(':');
    // The caller's own object with such a key is not a placeholder.
    if name == "\0" {
        push_marker(text, "NUL");
        return Ok(());
    }
    push(text, &value, depth)
}
