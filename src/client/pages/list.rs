//! A list as its client requests it.

use std::cell::Cell;

use super::requested::Source;
use super::stamp::Stamp;
use super::walk::{Ask, Row};
use crate::client::attempts::{self, Made};
use crate::client::request::RequestBuilder;
use crate::client::transport::BoxFuture;
use crate::error::Error;
use crate::schema::{Call, Timestamp};
use crate::typed::{self, Read, Writer};

/// What a walk must know of an item: its id, and its timestamp if it has one.
type Known<'a> = (String, Option<&'a Timestamp>);

pub(super) struct List<C, T> {
    pub(super) request: RequestBuilder<C>,
    /// Puts into an input what a page is asked for by.
    pub(super) ask: fn(&mut C, Ask),
    pub(super) known: fn(&T) -> Known<'_>,
    /// Puts a page in the order of the walk.
    pub(super) arrange: fn(Vec<Row>) -> Vec<Row>,
}

impl<C, T> Source for List<C, T>
where
    C: Call<Output = Vec<T>> + Clone + Send + 'static,
    T: Read + Send + 'static,
{
    fn request(&self, ask: Ask) -> BoxFuture<Result<Made, Error>> {
        let RequestBuilder { core, mut input, options } = self.request.clone();
        (self.ask)(&mut input, ask);
        attempts::make(core, C::OPERATION, Writer::json(&input), options)
    }

    fn rows(&self, made: Made) -> Result<Vec<Row>, Error> {
        let items: Option<Vec<T>> = typed::value(&made.tape, &made.body);
        let items = items.ok_or_else(|| typed::unread().of(C::OPERATION))?;
        let rows = items.into_iter().map(|item| {
            let (id, at) = (self.known)(&item);
            let at = at.and_then(|at| Stamp::of(at.as_str()));
            Row { item: Cell::new(Some(Box::new(item))), id, at }
        });
        Ok((self.arrange)(rows.collect()))
    }

    fn name(&self) -> &'static str {
        C::OPERATION.name
    }
}
