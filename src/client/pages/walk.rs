//! A walk through the pages of a list, and how it fails.

use std::any::Any;
use std::cell::Cell;
use std::slice;

use super::seen::Seen;
use super::stamp::Stamp;
use crate::error::{Error, ErrorKind};
use crate::heymarket::conversations::ConversationFilters;

/// Where a page begins.
#[derive(Clone, PartialEq)]
pub(super) enum Cursor {
    /// A timestamp or an id.
    Text(String),
    /// Seconds since 1970.
    Seconds(u64),
}

impl Cursor {
    pub(super) fn text(self) -> Option<String> {
        match self {
            Cursor::Text(text) => Some(text),
            Cursor::Seconds(_) => None,
        }
    }

    pub(super) fn seconds(self) -> Option<u64> {
        match self {
            Cursor::Seconds(seconds) => Some(seconds),
            Cursor::Text(_) => None,
        }
    }
}

/// An item of a page, of any type.
pub(super) struct Row {
    /// Until it is given.
    pub(super) item: Cell<Option<Box<dyn Any + Send>>>,
    pub(super) id: String,
    /// Its timestamp, if that is usable.
    pub(super) at: Option<Stamp>,
}

/// What a page is requested by, in place of what the caller gave.
pub(super) enum View {
    Filters(ConversationFilters),
    Limit(i64),
}

/// A page that a walk needs.
pub(super) struct Ask {
    pub(super) cursor: Option<Cursor>,
    pub(super) view: Option<View>,
    /// Whether it is taken for empty where the service rejects the request.
    pub(super) is_optional: bool,
}

impl Ask {
    pub(super) fn at(cursor: Option<Cursor>) -> Self {
        Ask { cursor, view: None, is_optional: false }
    }
}

/// A page that has come.
pub(super) struct Page {
    pub(super) cursor: Option<Cursor>,
    pub(super) rows: Vec<Row>,
}

/// The pages of a step, in the order in which it asks for them.
pub(super) struct Asked<'a> {
    pages: slice::Iter<'a, Page>,
    is_first: bool,
}

impl<'a> Asked<'a> {
    pub(super) fn new(pages: &'a [Page]) -> Self {
        Asked { pages: pages.iter(), is_first: pages.is_empty() }
    }

    /// Whether the step begins.
    pub(super) fn is_first(&self) -> bool {
        self.is_first
    }

    /// The next page, or that it is needed.
    pub(super) fn page(&mut self, ask: Ask) -> Result<&'a [Row], Halt> {
        self.pages.next().map(|page| page.rows.as_slice()).ok_or(Halt::Ask(ask))
    }
}

/// Why a step has no result.
pub(super) enum Halt {
    /// It needs one more page.
    Ask(Ask),
    Fail(Error),
}

/// One way to request page after page.
pub(super) trait Walk: Send {
    /// Where the page that is requested next begins.
    fn cursor(&self) -> Option<&Cursor>;

    /// The items of the next step, in the order in which to give them; `None` at the end. `seen` has the ids of what
    /// was given: the pages may hold some of it again.
    ///
    /// A step that needs one more page is computed afresh once that has come, so it changes nothing before it has all.
    fn step<'a>(
        &mut self,
        asked: &mut Asked<'a>,
        seen: &Seen,
    ) -> Result<Option<Vec<&'a Row>>, Halt>;
}

/// The error of a walk that cannot reach the whole list; `path` is the field by which its pages are requested.
pub(super) fn incomplete(operation: &'static str, path: &str, message: impl Into<String>) -> Halt {
    let mut error = Error::new(ErrorKind::Decode, message);
    error.operation = operation;
    error.path = Some(path.into());
    Halt::Fail(error)
}

/// The last page has nothing by which to request another one.
pub(super) const STUCK: &str =
    "paging by it gets no further, so the rest of the list cannot be fetched";
