//! The attribute macros of threadline. Each turns a struct into a table of `threadline::schema`,
//! and derives for the struct what every table's struct has.
//!
//! - `#[operation(name = "closeConversation", post = "/v1/…", repeat = SetsState, output = Acknowledged)]`
//!   on an operation's input;
//! - `#[input]` on an object inside an input;
//! - `#[model(id = 0)]` on an object of a response.
//!
//! The first and the second take rules between fields: `exactly_one(a, b)`, `at_least_one(a, b)`,
//! `at_most_one(a, b)`, `needs(a, b)`. A field may say `#[field(…)]`: see [`field`](self) in `field.rs`.

use proc_macro::TokenStream;
use syn::{ItemStruct, parse_macro_input};

mod builder;
mod expand;
mod field;
mod heading;
mod rules;
mod words;

/// Declares an operation: the struct is its input.
#[proc_macro_attribute]
pub fn operation(attributes: TokenStream, item: TokenStream) -> TokenStream {
    let heading = parse_macro_input!(attributes as heading::Operation);
    let item = parse_macro_input!(item as ItemStruct);
    finish(expand::operation(heading, item))
}

/// Declares an object inside an operation's input.
#[proc_macro_attribute]
pub fn input(attributes: TokenStream, item: TokenStream) -> TokenStream {
    let heading = parse_macro_input!(attributes as heading::Input);
    let item = parse_macro_input!(item as ItemStruct);
    finish(expand::input(heading, item))
}

/// Declares an object of a response.
#[proc_macro_attribute]
pub fn model(attributes: TokenStream, item: TokenStream) -> TokenStream {
    let heading = parse_macro_input!(attributes as heading::Model);
    let item = parse_macro_input!(item as ItemStruct);
    finish(expand::model(heading, item))
}

fn finish(expanded: syn::Result<proc_macro2::TokenStream>) -> TokenStream {
    expanded.unwrap_or_else(|error| error.into_compile_error()).into()
}
