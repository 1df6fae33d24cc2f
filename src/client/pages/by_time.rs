//! Pages that are requested by the time of the last item. Whether a page then includes the items of that very time is
//! not documented, and more items may share a time than fit on a page.

use std::cmp::Ordering;
use std::slice;

use super::full::Full;
use super::place::Place;
use super::same_timestamp::{Crowd, Search};
use super::seen::Seen;
use super::stamp::{Reached, Stamp};
use super::walk::{Asked, Halt, Row, STUCK, View, Walk, incomplete};

/// A list that is requested by time.
pub(super) struct List {
    pub(super) operation: &'static str,
    /// The field by which its pages are requested.
    pub(super) path: &'static str,
    /// The cursor at which the walk begins, if the caller gave one.
    pub(super) start: Option<String>,
    /// The cursors to try for a timestamp, the nearest to the beginning of the walk first. The third from the end is
    /// tried first.
    pub(super) cursors: fn(&Reached) -> Vec<String>,
    /// What an error calls a timestamp.
    pub(super) name: fn(&Reached) -> String,
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

/// So many steps in a row may bring nothing new: a service may list an item twice.
const MOST_IDLE: u32 = 10;

/// A step makes at most one request for each of the cursors, and those of the search. It ends at the time of an item
/// that is further on than the last step's, or, like only a few steps in a row, brings nothing new: so no service keeps
/// a walk going for ever.
pub(super) struct ByTime {
    list: List,
    /// The cursors of the step.
    ways: Vec<String>,
    /// Which of them another walk continues at.
    cursor: usize,
    place: Place,
    learnt: Learnt,
    /// What was known when the step began.
    before: Learnt,
    is_done: bool,
    /// How many steps in a row have brought nothing new.
    idle: u32,
    /// Whether no page leads on, though more may follow.
    is_stuck: bool,
    full: Full,
}

impl ByTime {
    pub(super) fn new(list: List) -> Self {
        // A page of one item would lead nowhere.
        let largest = if list.is_sized { 2 } else { 1 };
        let learnt = Learnt { usual: 3, largest, is_unsorted: false };
        let further = if list.is_ascending { Ordering::Greater } else { Ordering::Less };
        ByTime {
            ways: list.start.clone().into_iter().collect(),
            cursor: 0,
            place: Place { reached: None, further },
            learnt,
            before: learnt,
            is_done: false,
            idle: 0,
            is_stuck: false,
            full: Full::default(),
            list,
        }
    }

    /// The page at a cursor. Items that were updated meanwhile may be anywhere in it.
    fn page<'a>(&mut self, asked: &mut Asked<'a>, way: usize) -> Result<&'a [Row], Halt> {
        let page = asked.page(way, View::Given)?;
        self.learnt.largest = self.learnt.largest.max(page.len());
        let mut before: Option<Stamp> = None;
        for row in page.iter().filter(|row| self.place.is_beyond(row)) {
            let is_nearer = before.is_some() && before.cmp(&row.at) == self.place.further;
            self.learnt.is_unsorted |= is_nearer;
            before = row.at;
        }
        Ok(page)
    }

    /// Why the list is not whole.
    fn fault(&self) -> Option<String> {
        match self.is_stuck {
            true => Some(STUCK.into()),
            false if self.full.is_any() => Some(self.full.message()),
            false if self.learnt.is_unsorted => {
                Some("the pages are not sorted by it, so some items may be missing".into())
            }
            false => None,
        }
    }

    fn gather<'a>(&mut self, asked: &mut Asked<'a>) -> Result<Gathered<'a>, Halt> {
        let mut first = self.ways.len().saturating_sub(self.learnt.usual);
        // The items of the timestamp itself come after this one, whether the service includes its cursor or not.
        self.cursor = first.min(1);

        // Nearer to the beginning, until a page holds the timestamp itself.
        let near = loop {
            let page = self.page(asked, first)?;
            let is_here = page.iter().any(|row| self.place.is_here(row));
            if is_here {
                self.learnt.usual = self.ways.len().wrapping_sub(first);
            }
            match first.checked_sub(1) {
                Some(nearer) if !is_here => first = nearer,
                _ => break page,
            }
        };
        let leads_on = self.place.last(near).is_some();
        let mut came = asked.so_far();
        // If this page ends before the next cursor's begins, what lies between them comes first.
        if let [.., second, nearest] = came
            && leads_on
            && !overlap(nearest, second)
        {
            came = slice::from_ref(nearest);
        }
        // Further on, until a page leads beyond or nothing is left.
        let is_last = self.list.is_sized && self.place.reached.is_some();
        let (mut rows, mut next, mut end) = (Vec::new(), None, first);
        loop {
            let page = match came {
                [further @ .., page] => {
                    came = further;
                    page.as_slice()
                }
                [] => self.page(asked, end)?,
            };
            rows.extend(page);
            next = self.place.last(page).or(next);
            end = end.wrapping_add(1);
            let has_more = page.len() >= if is_last { self.learnt.largest } else { 1 };
            let is_end = next.is_some() || !has_more || end >= self.ways.len();
            if came.is_empty() && is_end {
                return Ok(Gathered { rows, near, first, end, next, leads_on, has_more });
            }
        }
    }

    /// What the nearest page hides, which is full of the timestamp that was reached.
    fn hidden<'a>(
        &mut self,
        asked: &mut Asked<'a>,
        gathered: &Gathered<'a>,
    ) -> Result<Vec<&'a Row>, Halt> {
        let Gathered { first, end, near, next, .. } = *gathered;
        let crowd = Crowd { page: near, way: first, place: &self.place, leads_on: next.is_some() };
        let (mut rows, mut is_whole) = (Vec::new(), false);
        if let Some(search) = &self.list.search {
            is_whole = search.find(asked, &crowd, &mut rows)?;
        }
        let found = rows.len();
        rows.retain(|row| !self.place.is_beyond(row));
        // A service that compares no finer than the cursors at the ends hides others between them, too.
        let is_coarse =
            first == 0 || end == self.ways.len() || (next.is_none() && rows.len() < found);
        if !is_whole || is_coarse {
            let name = self.place.reached.as_ref().map(self.list.name).unwrap_or_default();
            self.full.note(&name, near.len());
        }
        Ok(rows)
    }
}

/// The pages of a step, in the order of the walk.
struct Gathered<'a> {
    rows: Vec<&'a Row>,
    /// The first page. It holds the timestamp that was reached, if any does.
    near: &'a [Row],
    /// The cursor of the first page.
    first: usize,
    /// The cursor behind that of the last one.
    end: usize,
    /// The row at whose time the walk continues.
    next: Option<&'a Row>,
    /// Whether the first page leads beyond.
    leads_on: bool,
    /// Whether there may be more behind the last page.
    has_more: bool,
}

impl Walk for ByTime {
    fn cursor(&self) -> Option<&str> {
        self.way(self.cursor)
    }

    fn way(&self, number: usize) -> Option<&str> {
        self.ways.get(number).map(String::as_str)
    }

    fn step<'a>(
        &mut self,
        asked: &mut Asked<'a>,
        seen: &Seen,
    ) -> Result<Option<Vec<&'a Row>>, Halt> {
        if self.is_done {
            return match self.fault() {
                Some(fault) => Err(incomplete(self.list.operation, self.list.path, &fault)),
                None => Ok(None),
            };
        }
        if asked.is_first() {
            self.before = self.learnt;
            if let Some(reached) = &self.place.reached {
                self.ways = (self.list.cursors)(reached);
            }
        }
        self.learnt = self.before;
        let mut gathered = self.gather(asked)?;
        let Gathered { near, next, leads_on, has_more, .. } = gathered;
        let fresh = gathered.rows.iter().filter(|row| !seen.has(&row.id)).count();
        let is_large = near.len() >= self.learnt.largest
            && (near.len() >= self.list.size || near.len() < seen.count().wrapping_add(fresh));
        let is_full = next.is_some() || (!has_more && is_large);
        if self.place.reached.is_some() && !near.is_empty() && !leads_on && is_full {
            let mut hidden = self.hidden(asked, &gathered)?;
            let end = gathered.rows.iter().position(|row| self.place.is_beyond(row));
            let end = end.unwrap_or(gathered.rows.len());
            hidden.extend(gathered.rows.iter().skip(end));
            gathered.rows.truncate(end);
            gathered.rows.append(&mut hidden);
        }
        self.idle = if fresh > 0 { 0 } else { self.idle.wrapping_add(1) };
        // With the oldest first, repeated items were updated since, and so was all that follows.
        let is_ascending = self.list.is_ascending;
        match next {
            Some(Row { at: Some(at), text, page, .. })
                if self.idle < if is_ascending { 1 } else { MOST_IDLE } =>
            {
                let text = page.reader().text(*text).unwrap_or_default();
                self.place.reached = Some(Reached { at: *at, text });
            }
            _ => {
                self.is_done = true;
                self.is_stuck = if next.is_some() { !is_ascending } else { has_more };
            }
        }
        Ok(Some(gathered.rows))
    }
}

/// Whether two pages have an item in common.
fn overlap(one: &[Row], other: &[Row]) -> bool {
    let mut ids = Seen::default();
    for row in one {
        ids.add(&row.id);
    }
    other.iter().any(|row| ids.has(&row.id))
}
