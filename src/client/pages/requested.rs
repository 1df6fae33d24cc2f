//! The pages of a walk, requested one after the other.

use std::sync::Arc;
use std::task::{Context, Poll, ready};

use super::seen::Seen;
use super::stamp::Stamp;
use super::walk::{Asked, Halt, Row, View, Walk};
use crate::client::attempts::Made;
use crate::client::transport::BoxFuture;
use crate::codec::Word;
use crate::error::Error;
use crate::typed::{Kept, Reader};

/// What a list is requested by.
pub(super) trait Source: Send {
    fn request(&self, cursor: Option<&str>, view: View) -> BoxFuture<Result<Made, Error>>;

    /// Puts a page in the order of the walk.
    fn arrange(&self, rows: Vec<Row>) -> Vec<Row> {
        rows
    }

    /// Takes note of a page that has come.
    fn remember(&mut self, _cursor: Option<&str>, _page: &Arc<Kept>) {}

    /// A page that need not be requested again.
    fn recall(&self, _cursor: Option<&str>) -> Option<Arc<Kept>> {
        None
    }
}

/// An item that is given: where it can be read.
#[derive(Clone)]
pub(super) struct Item {
    page: Arc<Kept>,
    word: Word,
}

impl Item {
    pub(super) fn read<T>(&self, read: fn(&Reader<'_>, Word) -> Option<T>) -> Option<T> {
        read(&self.page.reader(), self.word)
    }
}

/// A request under way.
struct UnderWay {
    made: BoxFuture<Result<Made, Error>>,
    way: usize,
    view: View,
}

pub(super) struct Pages {
    source: Box<dyn Source>,
    pub(super) walk: Box<dyn Walk>,
    /// The places of two fields of the items: their ids, and their timestamps if they are requested by these.
    fields: [usize; 2],
    seen: Seen,
    /// The pages of the step under way.
    pages: Vec<Vec<Row>>,
    under_way: Option<UnderWay>,
    /// What the last step gave, and how much of it was handed out.
    items: Vec<Item>,
    given: usize,
    is_done: bool,
}

impl Pages {
    pub(super) fn new(
        source: impl Source + 'static,
        walk: impl Walk + 'static,
        fields: [usize; 2],
    ) -> Self {
        Pages {
            source: Box::new(source),
            walk: Box::new(walk),
            fields,
            seen: Seen::default(),
            pages: Vec::new(),
            under_way: None,
            items: Vec::new(),
            given: 0,
            is_done: false,
        }
    }

    /// The next item. After an error, the same page is requested again.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Item, Error>>> {
        loop {
            if let Some(item) = self.items.get(self.given) {
                self.given = self.given.wrapping_add(1);
                return Poll::Ready(Some(Ok(item.clone())));
            }
            if self.is_done {
                return Poll::Ready(None);
            }
            let advanced = match &mut self.under_way {
                Some(UnderWay { made, .. }) => {
                    let made = ready!(made.as_mut().poll(context));
                    self.come(made)
                }
                None => self.step(),
            };
            if let Err(error) = advanced {
                self.pages.clear();
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    /// Goes on with the step: it gives items, or requests a page.
    fn step(&mut self) -> Result<(), Error> {
        match self.walk.step(&mut Asked::new(&self.pages), &self.seen) {
            Ok(Some(rows)) => {
                self.items.clear();
                self.given = 0;
                for row in rows {
                    if self.seen.add(&row.id) {
                        self.items.push(Item { page: Arc::clone(&row.page), word: row.word });
                    }
                }
                self.pages.clear();
            }
            Ok(None) => self.is_done = true,
            Err(Halt::Fail(error)) => return Err(error),
            Err(Halt::Ask(way, view)) => {
                let cursor = self.walk.way(way);
                match self.source.recall(cursor) {
                    Some(page) => self.pages.push(self.rows(&page)),
                    None => {
                        let made = self.source.request(cursor, view);
                        self.under_way = Some(UnderWay { made, way, view });
                    }
                }
            }
        }
        Ok(())
    }

    /// A page has come, or an error in its place.
    fn come(&mut self, made: Result<Made, Error>) -> Result<(), Error> {
        let Some(UnderWay { way, view, .. }) = self.under_way.take() else { return Ok(()) };
        let is_optional = matches!(view, View::Unfiltered | View::Large);
        let rows = match made {
            Ok(Made { tape, body }) => {
                let page = Arc::new(Kept::new(tape, body));
                self.source.remember(self.walk.way(way), &page);
                self.rows(&page)
            }
            // The attempt was optional, so a rejection by the service does no harm.
            Err(error) if is_optional && !error.is_retryable() => Vec::new(),
            Err(error) => return Err(error),
        };
        self.pages.push(rows);
        Ok(())
    }

    fn rows(&self, page: &Arc<Kept>) -> Vec<Row> {
        let reader = page.reader();
        let mut rows = Vec::new();
        for item in 0..reader.length(page.root()) {
            let word = reader.part(page.root(), item);
            let [id, text] = self.fields.map(|field| reader.part(word, field));
            let at = reader.text(text).and_then(|text| Stamp::of(&text));
            rows.push(Row { page: Arc::clone(page), word, id: reader.id(id), at, text });
        }
        self.source.arrange(rows)
    }
}
