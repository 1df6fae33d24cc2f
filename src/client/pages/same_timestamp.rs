//! What a page that is full of one timestamp hides: requested by other means than time.

use super::place::Place;
use super::seen::Seen;
use super::walk::{Asked, Halt, Row, View};
use crate::heymarket::conversations::ConversationFilters;

/// A page that is full of one timestamp.
pub(super) struct Crowd<'a, 's> {
    pub(super) page: &'a [Row],
    /// The number of its cursor.
    pub(super) way: usize,
    /// A row beyond it has another timestamp, before which a page holds all of this one.
    pub(super) place: &'s Place,
    /// Whether the walk continues behind it.
    pub(super) leads_on: bool,
}

/// Looks for the rest of a page's timestamp.
pub(super) trait Search: Send {
    /// Puts what it finds into `rows`; whether that is all there is of the timestamp.
    fn find<'a>(
        &self,
        asked: &mut Asked<'a>,
        crowd: &Crowd<'a, '_>,
        rows: &mut Vec<&'a Row>,
    ) -> Result<bool, Halt>;
}

/// Conversations, by narrower filters that together match what these do.
pub(super) struct ByFilter {
    unread: Option<bool>,
    closed: Option<bool>,
    /// Of how many inboxes; one by one, if they are named.
    inboxes: usize,
}

impl ByFilter {
    pub(super) fn of(filters: &ConversationFilters) -> Self {
        let ConversationFilters { unread, closed, ref inboxes } = *filters;
        ByFilter { unread, closed, inboxes: inboxes.as_ref().map_or(1, Vec::len) }
    }
}

fn excludes(flag: Option<bool>, value: bool) -> bool {
    flag == Some(!value)
}

impl Search for ByFilter {
    fn find<'a>(
        &self,
        asked: &mut Asked<'a>,
        crowd: &Crowd<'a, '_>,
        rows: &mut Vec<&'a Row>,
    ) -> Result<bool, Halt> {
        let length = crowd.page.len();
        // A longer page without filters shows that this one had room.
        if !crowd.leads_on && asked.page(crowd.way, View::Unfiltered)?.len() > length {
            return Ok(true);
        }
        let mut is_whole = true;
        for part in 0..4 {
            let (is_unread, is_closed) = (part & 2 == 0, part & 1 == 0);
            if excludes(self.unread, is_unread) || excludes(self.closed, is_closed) {
                continue;
            }
            for inbox in 0..self.inboxes {
                let view = View::Part { is_unread, is_closed, inbox };
                let part = asked.page(crowd.way, view)?;
                is_whole &= part.len() < length || crowd.place.last(part).is_some();
                rows.extend(part);
            }
        }
        // A conversation with a status that matches none of the filters would be missing.
        let mut ids = Seen::default();
        for row in &*rows {
            ids.add(&row.id);
        }
        Ok(is_whole && crowd.page.iter().all(|row| ids.has(&row.id)))
    }
}

/// Messages of the team, by a larger limit.
pub(super) struct ByLimit;

impl Search for ByLimit {
    fn find<'a>(
        &self,
        asked: &mut Asked<'a>,
        crowd: &Crowd<'a, '_>,
        rows: &mut Vec<&'a Row>,
    ) -> Result<bool, Halt> {
        let page = asked.page(crowd.way, View::Large)?;
        rows.extend(page);
        Ok(crowd.place.last(page).is_some())
    }
}
