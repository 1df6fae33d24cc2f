//! A list as its client requests it.

use super::requested::Source;
use super::walk::View;
use crate::client::attempts::{self, Made};
use crate::client::request::RequestBuilder;
use crate::client::transport::BoxFuture;
use crate::error::Error;
use crate::schema::{Call, Table};
use crate::typed::Writer;

pub(super) struct List<C> {
    pub(super) request: RequestBuilder<C>,
    /// Puts into an input what a page is asked for by.
    pub(super) ask: fn(&mut C, Option<&str>, View),
}

impl<C: Call + Clone + Send> Source for List<C> {
    fn request(&self, cursor: Option<&str>, view: View) -> BoxFuture<Result<Made, Error>> {
        let RequestBuilder { core, mut input, options } = self.request.clone();
        (self.ask)(&mut input, cursor, view);
        attempts::make(core, C::OPERATION, Writer::json(&input), options)
    }
}

/// The place of a field in the table of a type.
#[allow(clippy::panic, reason = "evaluated by the compiler, which it stops")]
pub(super) const fn place<T: Table>(name: &str) -> usize {
    let (mut fields, mut place) = (T::SHAPE.fields, 0_usize);
    while let [field, others @ ..] = fields {
        if is_same(field.name.as_bytes(), name.as_bytes()) {
            return place;
        }
        (fields, place) = (others, place.wrapping_add(1));
    }
    panic!("there is no such field")
}

const fn is_same(mut one: &[u8], mut other: &[u8]) -> bool {
    while let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) {
        if *a != *b {
            return false;
        }
        (one, other) = (one_rest, other_rest);
    }
    one.is_empty() && other.is_empty()
}
