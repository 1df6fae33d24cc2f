//! The pages of a walk, requested one after the other.

use std::any::Any;
use std::task::{Context, Poll, ready};
use std::vec;

use super::seen::Seen;
use super::walk::{Ask, Asked, Cursor, Halt, Page, Row, Walk};
use crate::client::attempts::Made;
use crate::client::transport::BoxFuture;
use crate::error::Error;

/// What a list is requested by.
pub(super) trait Source: Send {
    fn request(&self, ask: Ask) -> BoxFuture<Result<Made, Error>>;

    /// The rows of a page, in the order of the walk.
    fn rows(&self, made: Made) -> Result<Vec<Row>, Error>;

    /// The operation's name.
    fn name(&self) -> &'static str;
}

/// A request under way.
struct UnderWay {
    made: BoxFuture<Result<Made, Error>>,
    cursor: Option<Cursor>,
    is_optional: bool,
}

pub(super) struct Pages {
    pub(super) source: Box<dyn Source>,
    pub(super) walk: Box<dyn Walk>,
    /// Whether the last page of a step may be the first one of the next step.
    keeps: bool,
    kept: Option<Page>,
    seen: Seen,
    /// The pages of the step under way.
    pages: Vec<Page>,
    under_way: Option<UnderWay>,
    /// What the last step gave, as far as it has not been handed out.
    items: vec::IntoIter<Box<dyn Any + Send>>,
    is_done: bool,
}

impl Pages {
    pub(super) fn new(source: impl Source + 'static, walk: impl Walk + 'static) -> Self {
        Pages {
            source: Box::new(source),
            walk: Box::new(walk),
            keeps: false,
            kept: None,
            seen: Seen::default(),
            pages: Vec::new(),
            under_way: None,
            items: Vec::new().into_iter(),
            is_done: false,
        }
    }

    /// The same, without a request for the page that the last one was for.
    pub(super) fn keeping(self) -> Self {
        Pages { keeps: true, ..self }
    }

    /// The next item. After an error, the same page is requested again.
    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Box<dyn Any + Send>, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.is_done {
                return Poll::Ready(None);
            }
            if let Some(UnderWay { made, .. }) = &mut self.under_way {
                let made = ready!(made.as_mut().poll(context));
                if let Err(error) = self.take(made) {
                    self.settle();
                    return Poll::Ready(Some(Err(error)));
                }
            }
            if let Err(error) = self.step() {
                self.settle();
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    /// A page has come, or an error in its place.
    fn take(&mut self, made: Result<Made, Error>) -> Result<(), Error> {
        let Some(UnderWay { cursor, is_optional, .. }) = self.under_way.take() else {
            return Ok(());
        };
        let rows = match made.and_then(|made| self.source.rows(made)) {
            Err(error) if is_optional && !error.is_retryable() => Vec::new(),
            rows => rows?,
        };
        self.pages.push(Page { cursor, rows });
        Ok(())
    }

    /// Goes on with the step: it gives items, or requests a page.
    fn step(&mut self) -> Result<(), Error> {
        match self.walk.step(&mut Asked::new(&self.pages), &self.seen) {
            Ok(Some(rows)) => {
                let new = rows.into_iter().filter(|row| self.seen.add(&row.id));
                let items: Vec<_> = new.filter_map(|row| row.item.take()).collect();
                self.items = items.into_iter();
                self.settle();
            }
            Ok(None) => self.is_done = true,
            Err(Halt::Fail(error)) => return Err(error),
            Err(Halt::Ask(ask)) => {
                let kept = match self.pages.is_empty() {
                    true => self.kept.take_if(|page| page.cursor == ask.cursor),
                    false => None,
                };
                if let Some(page) = kept {
                    self.pages.push(page);
                    return Ok(());
                }
                let (cursor, is_optional) = (ask.cursor.clone(), ask.is_optional);
                let made = self.source.request(ask);
                self.under_way = Some(UnderWay { made, cursor, is_optional });
            }
        }
        Ok(())
    }

    /// A step has ended, well or not.
    fn settle(&mut self) {
        if let (true, Some(last)) = (self.keeps, self.pages.pop()) {
            self.kept = Some(last);
        }
        self.pages.clear();
    }
}
