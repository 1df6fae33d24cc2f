//! For bindings of your own: from JavaScript's values to inputs, and from models and errors to JavaScript's values.
//!
//! ```ignore
//! use threadline::client::Heymarket;
//! use threadline::heymarket::conversations::ListConversations;
//! use threadline::js;
//! use wasm_bindgen::prelude::*;
//!
//! #[wasm_bindgen(typescript_custom_section)]
//! const TYPES: &str = js::TYPES;
//!
//! /// The input is checked as it is in JavaScript, and so is what comes back.
//! #[wasm_bindgen(unchecked_return_type = "Heymarket.Conversation[]")]
//! pub async fn list_conversations(
//!     #[wasm_bindgen(unchecked_param_type = "Heymarket.ListConversationsInput")] input: JsValue,
//! ) -> Result<JsValue, JsValue> {
//!     let heymarket: Heymarket = client();
//!     let input = js::from_value::<ListConversations>(&input).map_err(|error| js::to_error(&error))?;
//!     match heymarket.call(input).await {
//!         Ok(conversations) => Ok(conversations.into()),
//!         Err(error) => Err(js::to_error(&error)),
//!     }
//! }
//! ```
//!
//! Where the program itself looks at the models, it takes them as ever, and hands over what [`to_value`] makes of them.

mod error;
mod input;
mod text;

use js_sys::JSON;
use wasm_bindgen::JsValue;

pub use error::to_error;
pub use input::{Input, Output, from_value};

use crate::typed::{Write, Writer};

/// The types of both services' inputs and models, and of errors, in TypeScript: for a `typescript_custom_section`.
///
/// `HeymarketOperations` and `QlaraOperations` have a method for each operation.
pub const TYPES: &str = include_str!("types.d.ts");

/// A model, or a list of them, as the npm package gives it: a plain object, with camelCase names, in which an id that a
/// number of JavaScript's would change is text.
pub fn to_value<T: Write>(model: &T) -> JsValue {
    parsed(&Writer::json(model))
}

/// The value of JSON text; undefined where there is none.
fn parsed(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or(JsValue::UNDEFINED)
}
