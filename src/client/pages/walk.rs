//! A walk through the pages of a list, and how it fails.

use std::sync::Arc;

use super::seen::Seen;
use super::stamp::Stamp;
use crate::codec::Word;
use crate::error::{Error, ErrorKind};
use crate::typed::Kept;

/// An item of a page, of any type.
pub(super) struct Row {
    pub(super) page: Arc<Kept>,
    /// Where it is in the page.
    pub(super) word: Word,
    pub(super) id: String,
    /// Its timestamp, if that is usable, and where that is.
    pub(super) at: Option<Stamp>,
    pub(super) text: Word,
}

/// What a page is requested by.
#[derive(Clone, Copy)]
pub(super) enum View {
    /// What the caller gave.
    Given,
    /// No filters.
    Unfiltered,
    /// A part of what the caller's filters match: of the inboxes, the one at this place.
    Part { is_unread: bool, is_closed: bool, inbox: usize },
    /// A limit that is larger than any burst.
    Large,
}

/// The pages of a step, in the order in which it asks for them.
pub(super) struct Asked<'a> {
    pages: &'a [Vec<Row>],
    /// How many it has asked for.
    count: usize,
}

impl<'a> Asked<'a> {
    pub(super) fn new(pages: &'a [Vec<Row>]) -> Self {
        Asked { pages, count: 0 }
    }

    /// Whether the step begins.
    pub(super) fn is_first(&self) -> bool {
        self.pages.is_empty()
    }

    /// The next page, or that it is needed.
    pub(super) fn page(&mut self, way: usize, view: View) -> Result<&'a [Row], Halt> {
        let page = self.pages.get(self.count).ok_or(Halt::Ask(way, view))?;
        self.count = self.count.wrapping_add(1);
        Ok(page)
    }

    /// The pages that it has asked for.
    pub(super) fn so_far(&self) -> &'a [Vec<Row>] {
        self.pages.get(..self.count).unwrap_or_default()
    }
}

/// Why a step has no result.
pub(super) enum Halt {
    /// It needs one more page: at the cursor of this number, in this view.
    Ask(usize, View),
    Fail(Error),
}

/// One way to request page after page.
pub(super) trait Walk: Send {
    /// Where another walk continues: at the page that was requested last.
    fn cursor(&self) -> Option<&str>;

    /// A cursor by its number; `None` is the beginning of the list.
    fn way(&self, number: usize) -> Option<&str>;

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
pub(super) fn incomplete(operation: &'static str, path: &str, message: &str) -> Halt {
    let mut error = Error::new(ErrorKind::Decode, message);
    error.operation = operation;
    error.path = Some(path.into());
    Halt::Fail(error)
}

/// The last page has nothing by which to request another one.
pub(super) const STUCK: &str =
    "paging by it gets no further, so the rest of the list cannot be fetched";
