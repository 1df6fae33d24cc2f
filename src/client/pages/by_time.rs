//! Pages that are requested by the time of the last item. Whether a page then includes the items of that very time is
//! not documented, and more items may share a time than fit on a page.

use super::same_timestamp::{Crowd, Found, Search};
use super::seen::Seen;
use super::stamp::Stamp;
use super::walk::{Ask, Asked, Cursor, Halt, Row, STUCK, Walk, incomplete};
use crate::codec::{decimal, joined};

/// A list that is requested by time.
pub(super) struct List {
    pub(super) operation: &'static str,
    /// The field by which its pages are requested.
    pub(super) path: &'static str,
    /// The cursor at which the walk begins, if the caller gave one.
    pub(super) start: Option<Cursor>,
    /// The cursors to try for a timestamp, the nearest to the beginning of the walk first. The third from the end is
    /// tried first.
    pub(super) cursors: fn(&Stamp) -> Vec<Cursor>,
    pub(super) is_ascending: bool,
    /// Looks for what a page hides that is full of one timestamp.
    pub(super) search: Option<Box<dyn Search>>,
    /// A shorter page is not taken for a full one if it is all there is.
    pub(super) size: usize,
    /// Whether a page that is shorter than the largest is the last one; otherwise only an empty one is.
    pub(super) is_sized: bool,
}

/// What is known of the service.
#[derive(Clone, Copy)]
struct Learnt {
    /// Which cursor is tried first, counted from the end.
    usual: usize,
    /// The largest page that came.
    largest: usize,
    is_unsorted: bool,
}

/// How far a walk has come.
pub(super) struct Place {
    /// Everything up to it was requested.
    reached: Option<Stamp>,
    is_ascending: bool,
}

impl Place {
    fn is_here(&self, row: &Row) -> bool {
        let times = row.at.as_ref().zip(self.reached.as_ref());
        times.is_some_and(|(at, reached)| at.order() == reached.order())
    }

    pub(super) fn is_beyond(&self, row: &Row) -> bool {
        let Some(at) = &row.at else { return false };
        self.reached.as_ref().is_none_or(|reached| self.is_further(at, reached))
    }

    fn is_further(&self, at: &Stamp, than: &Stamp) -> bool {
        if self.is_ascending { at.order() > than.order() } else { at.order() < than.order() }
    }
}

impl Learnt {
    /// Looks at a page. Items that were updated meanwhile may be anywhere.
    fn learn(&mut self, page: &[Row], place: &Place) {
        self.largest = self.largest.max(page.len());
        let mut before: Option<&Stamp> = None;
        for row in page.iter().filter(|row| place.is_beyond(row)) {
            let nearer = row.at.as_ref().zip(before);
            self.is_unsorted |= nearer.is_some_and(|(at, before)| place.is_further(before, at));
            before = row.at.as_ref();
        }
    }
}

/// So many steps in a row may bring nothing new: a service may list an item twice.
const MOST_IDLE: u32 = 10;

/// A step makes at most one request for each of the cursors, and those of the search. It ends at the time of an item
/// that is further on than the last step's, or, like only a few steps in a row, brings nothing new: so no service keeps
/// a walk going for ever.
pub(super) struct ByTime {
    list: List,
    cursor: Option<Cursor>,
    place: Place,
    learnt: Learnt,
    /// What was known when the step began.
    before: Learnt,
    is_done: bool,
    /// How many steps in a row have brought nothing new.
    idle: u32,
    /// Why the list is not whole.
    fault: Option<String>,
    /// The first few timestamps of which there may be more items.
    full: Vec<String>,
    /// How many items of the first of them came.
    most: usize,
}

impl ByTime {
    pub(super) fn new(list: List) -> Self {
        // A page of one item would lead nowhere.
        let largest = if list.is_sized { 2 } else { 1 };
        let learnt = Learnt { usual: 3, largest, is_unsorted: false };
        ByTime {
            cursor: list.start.clone(),
            place: Place { reached: None, is_ascending: list.is_ascending },
            learnt,
            before: learnt,
            is_done: false,
            idle: 0,
            fault: None,
            full: Vec::new(),
            most: 0,
            list,
        }
    }

    /// The cursors to try.
    fn ways(&self) -> Vec<Option<Cursor>> {
        match &self.place.reached {
            Some(reached) => (self.list.cursors)(reached).into_iter().map(Some).collect(),
            None => vec![self.list.start.clone()],
        }
    }

    fn page<'a>(
        &mut self,
        asked: &mut Asked<'a>,
        cursor: Option<&Option<Cursor>>,
    ) -> Result<&'a [Row], Halt> {
        let page = asked.page(Ask::at(cursor.cloned().flatten()))?;
        self.learnt.learn(page, &self.place);
        Ok(page)
    }

    /// Whether there may be more behind a page.
    fn has_more(&self, page: &[Row]) -> bool {
        let is_last = self.list.is_sized && self.place.reached.is_some();
        page.len() >= if is_last { self.learnt.largest } else { 1 }
    }

    /// There may be more items of the timestamp that was reached than `count`.
    fn note_full(&mut self, count: usize) {
        if self.full.is_empty() {
            self.most = count;
        }
        // More are not named.
        if let (Some(reached), 0..4) = (&self.place.reached, self.full.len()) {
            self.full.push(reached.text.clone());
        }
    }

    fn too_many(&self) -> String {
        let most = decimal(self.most as u64);
        let mut message = joined(&[&most, " or more items share "]);
        for (at, text) in self.full.iter().enumerate() {
            message.push_str(match at {
                0 => "",
                3 => " …",
                _ => ", ",
            });
            message.push_str(if at < 3 { text } else { "" });
        }
        for part in [", but a page holds only ", &most, ": the rest, if any, cannot be fetched"] {
            message.push_str(part);
        }
        message
    }

    /// Nothing further will come.
    fn end(&mut self, is_stuck: bool) {
        self.is_done = true;
        if is_stuck {
            self.fault = Some(STUCK.into());
        } else if !self.full.is_empty() {
            self.fault = Some(self.too_many());
        } else if self.learnt.is_unsorted {
            self.fault =
                Some("the pages are not sorted by it, so some items may be missing".into());
        }
    }
}

/// The pages of a step.
struct Gathered<'a> {
    /// In the order of the walk. The first one holds the timestamp that was reached, if any does.
    pages: Vec<&'a [Row]>,
    /// Which of the cursors the first one was requested by.
    way: usize,
    /// The row at whose time the walk continues.
    next: Option<&'a Row>,
    /// Whether there may be more behind the last one.
    has_more: bool,
}

impl<'a> Gathered<'a> {
    fn rows(&self) -> impl DoubleEndedIterator<Item = &'a Row> {
        self.pages.iter().copied().flatten()
    }

    fn near(&self) -> &'a [Row] {
        self.pages.first().copied().unwrap_or_default()
    }
}

impl ByTime {
    fn gather<'a>(
        &mut self,
        asked: &mut Asked<'a>,
        ways: &[Option<Cursor>],
    ) -> Result<Gathered<'a>, Halt> {
        let mut way = ways.len().saturating_sub(self.learnt.usual);
        // The items of the timestamp itself come after this one, whether the service includes its cursor or not.
        self.cursor = ways.get(way.min(1)).cloned().flatten();

        // Nearer to the beginning, until a page holds the timestamp itself.
        let mut pages = vec![self.page(asked, ways.get(way))?];
        loop {
            let near = pages.first().copied().unwrap_or_default();
            let is_here = near.iter().any(|row| self.place.is_here(row));
            if is_here {
                self.learnt.usual = ways.len().saturating_sub(way);
            }
            match way.checked_sub(1) {
                Some(nearer) if !is_here => way = nearer,
                _ => break,
            }
            pages.insert(0, self.page(asked, ways.get(way))?);
        }
        let mut gathered = Gathered { pages, way, next: None, has_more: false };
        // If this page ends before the next cursor's begins, what lies between them comes first.
        let leads_on = gathered.near().iter().any(|row| self.place.is_beyond(row));
        if leads_on && !overlap(&gathered.pages) {
            gathered.pages.truncate(1);
        }
        // Further on, until a page leads beyond or nothing is left.
        loop {
            let last = gathered.pages.last().copied().unwrap_or_default();
            let next = gathered.rows().rev().find(|row| self.place.is_beyond(row));
            gathered.next = next;
            gathered.has_more = self.has_more(last);
            let further = ways.get(way.saturating_add(gathered.pages.len()));
            if gathered.next.is_some() || !gathered.has_more || further.is_none() {
                return Ok(gathered);
            }
            gathered.pages.push(self.page(asked, further)?);
        }
    }

    /// Whether the first page may hide items that share the timestamp that was reached.
    fn is_crowded(&self, gathered: &Gathered<'_>, seen: &Seen) -> bool {
        let (near, next) = (gathered.near(), gathered.next);
        let is_large = || {
            near.len() >= self.learnt.largest
                && (near.len() >= self.list.size || {
                    let fresh = gathered.rows().filter(|row| !seen.has(&row.id)).count();
                    near.len() < seen.count().saturating_add(fresh)
                })
        };
        self.place.reached.is_some()
            && !near.is_empty()
            && !near.iter().any(|row| self.place.is_beyond(row))
            && (next.is_some() || (!gathered.has_more && is_large()))
    }

    /// The rows of the pages, and what the first one hides in its place.
    fn filled<'a>(
        &mut self,
        asked: &mut Asked<'a>,
        gathered: &Gathered<'a>,
        ways: &[Option<Cursor>],
    ) -> Result<Vec<&'a Row>, Halt> {
        let Gathered { way, next, .. } = *gathered;
        let cursor = ways.get(way).cloned().flatten();
        let (page, place) = (gathered.near(), &self.place);
        let found = match &self.list.search {
            Some(search) => {
                let leads_on = next.is_some();
                search.find(asked, &Crowd { page, cursor, place, leads_on })?
            }
            None => Found { rows: Vec::new(), is_whole: false },
        };
        // A service that compares no finer than the cursors at the ends hides others between them, too.
        let is_coarse = way == 0
            || way.saturating_add(gathered.pages.len()) == ways.len()
            || (next.is_none() && found.rows.iter().any(|row| place.is_beyond(row)));
        let mut rows: Vec<_> = gathered.rows().collect();
        let end = rows.iter().position(|row| place.is_beyond(row)).unwrap_or(rows.len());
        let behind = rows.split_off(end);
        rows.extend(found.rows.into_iter().filter(|row| !place.is_beyond(row)));
        rows.extend(behind);
        if !found.is_whole || is_coarse {
            self.note_full(page.len());
        }
        Ok(rows)
    }
}

impl Walk for ByTime {
    fn cursor(&self) -> Option<&Cursor> {
        self.cursor.as_ref()
    }

    fn step<'a>(
        &mut self,
        asked: &mut Asked<'a>,
        seen: &Seen,
    ) -> Result<Option<Vec<&'a Row>>, Halt> {
        if let Some(fault) = &self.fault {
            return Err(incomplete(self.list.operation, self.list.path, fault.as_str()));
        }
        if self.is_done {
            return Ok(None);
        }
        if asked.is_first() {
            self.before = self.learnt;
        }
        self.learnt = self.before;
        let ways = self.ways();
        let gathered = self.gather(asked, &ways)?;
        let rows = if self.is_crowded(&gathered, seen) {
            self.filled(asked, &gathered, &ways)?
        } else {
            gathered.rows().collect()
        };
        // With the oldest first, repeated items were updated since, and so was all that follows.
        let is_idle = gathered.rows().all(|row| seen.has(&row.id));
        self.idle = if is_idle { self.idle.saturating_add(1) } else { 0 };
        let most_idle = if self.list.is_ascending { 1 } else { MOST_IDLE };
        match gathered.next {
            Some(next) if self.idle < most_idle => self.place.reached.clone_from(&next.at),
            Some(_) => self.end(!self.list.is_ascending),
            None => self.end(gathered.has_more),
        }
        Ok(Some(rows))
    }
}

/// Whether the first page holds an item of the second one, or is the only one.
fn overlap(pages: &[&[Row]]) -> bool {
    let [first, second, ..] = pages else { return false };
    let mut ids = Seen::default();
    for row in *first {
        ids.add(&row.id);
    }
    second.iter().any(|row| ids.has(&row.id))
}
