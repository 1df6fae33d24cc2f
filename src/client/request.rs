//! A call that is being put together, and one that was made.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use super::attempts::{self, Made};
use super::builder::milliseconds;
use super::core::Core;
use super::headers::Headers;
use super::transport::BoxFuture;
use crate::error::Error;
use crate::schema::Call;
use crate::typed::{self, Writer};

/// What a call may have of its own, in place of the client's.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) timeout_ms: Option<f64>,
    pub(crate) deadline_ms: Option<f64>,
    pub(crate) max_retries: Option<u32>,
    pub(crate) strict: Option<bool>,
    pub(crate) headers: Headers,
}

/// An operation of the service that a client of type `C` is for.
pub trait Of<C>: Call {}

/// A call of an operation: what it sends, and how. Awaiting it makes the call.
///
/// Dropping the future aborts the request that is under way.
#[must_use = "a call is made when it is awaited"]
pub struct RequestBuilder<C> {
    pub(crate) core: Arc<Core>,
    pub(crate) input: C,
    pub(crate) options: Options,
}

impl<C> RequestBuilder<C> {
    pub(crate) fn new(core: &Arc<Core>, input: C) -> Self {
        RequestBuilder { core: Arc::clone(core), input, options: Options::default() }
    }

    /// How long one request of this call may take.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout_ms = Some(milliseconds(timeout));
        self
    }

    /// How long this call may take, with all its attempts and the waits between them.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.options.deadline_ms = Some(milliseconds(deadline));
        self
    }

    /// How often this call is retried at most, from 0 to 10.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.options.max_retries = Some(retries);
        self
    }

    /// Whether a response that is not as documented is an error.
    pub fn strict(mut self, strict: bool) -> Self {
        self.options.strict = Some(strict);
        self
    }

    /// A header of this call's requests; it replaces the client's of the same name.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.add(name.into(), value.into());
        self
    }

    /// What will be sent.
    pub fn input(&self) -> &C {
        &self.input
    }
}

impl<C: Clone> Clone for RequestBuilder<C> {
    fn clone(&self) -> Self {
        RequestBuilder {
            core: Arc::clone(&self.core),
            input: self.input.clone(),
            options: self.options.clone(),
        }
    }
}

/// Without what will be sent.
impl<C: Call> fmt::Debug for RequestBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestBuilder({})", C::OPERATION.name)
    }
}

impl<C: Call> IntoFuture for RequestBuilder<C> {
    type Output = Result<C::Output, Error>;
    type IntoFuture = Pending<C>;

    fn into_future(self) -> Pending<C> {
        let input = Writer::json(&self.input);
        Pending {
            made: attempts::make(self.core, C::OPERATION, input, self.options),
            of: PhantomData,
        }
    }
}

/// A call under way.
#[must_use = "a call is made when it is awaited"]
pub struct Pending<C> {
    made: BoxFuture<Result<Made, Error>>,
    of: PhantomData<fn() -> C>,
}

impl<C> fmt::Debug for Pending<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pending")
    }
}

impl<C: Call> Future for Pending<C> {
    type Output = Result<C::Output, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.made.as_mut().poll(context).map(|made| {
            let Made { tape, body } = made?;
            typed::value(&tape, &body).ok_or_else(|| typed::unread().of(C::OPERATION))
        })
    }
}
