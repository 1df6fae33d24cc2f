//! What a page that is full of one timestamp hides: requested by other means than time.

use super::by_time::Place;
use super::seen::Seen;
use super::walk::{Ask, Asked, Cursor, Halt, Row, View};
use crate::heymarket::conversations::ConversationFilters;

/// A page that is full of one timestamp.
pub(super) struct Crowd<'a, 's> {
    pub(super) page: &'a [Row],
    /// Where the page begins.
    pub(super) cursor: Option<Cursor>,
    /// A row beyond it has another timestamp, before which a page holds all of this one.
    pub(super) place: &'s Place,
    /// Whether the walk continues behind it.
    pub(super) leads_on: bool,
}

impl Crowd<'_, '_> {
    /// The page at the same cursor in another view.
    fn ask(&self, view: View, is_optional: bool) -> Ask {
        Ask { cursor: self.cursor.clone(), view: Some(view), is_optional }
    }

    fn ends(&self, rows: &[Row]) -> bool {
        rows.iter().any(|row| self.place.is_beyond(row))
    }
}

pub(super) struct Found<'a> {
    pub(super) rows: Vec<&'a Row>,
    /// Whether that is all there is of the timestamp.
    pub(super) is_whole: bool,
}

/// Looks for the rest of a page's timestamp.
pub(super) trait Search: Send {
    fn find<'a>(&self, asked: &mut Asked<'a>, crowd: &Crowd<'a, '_>) -> Result<Found<'a>, Halt>;
}

/// Conversations, by narrower filters that together match what these do.
pub(super) struct ByFilter(pub(super) ConversationFilters);

fn both(flag: Option<bool>) -> impl Iterator<Item = Option<bool>> {
    [true, false].into_iter().filter(move |value| flag.is_none_or(|flag| flag == *value)).map(Some)
}

impl Search for ByFilter {
    fn find<'a>(&self, asked: &mut Asked<'a>, crowd: &Crowd<'a, '_>) -> Result<Found<'a>, Halt> {
        let mut rows = Vec::new();
        let length = crowd.page.len();
        if !crowd.leads_on {
            let none = View::Filters(ConversationFilters::default());
            // A longer page without filters shows that this one had room.
            if asked.page(crowd.ask(none, true))?.len() > length {
                return Ok(Found { rows, is_whole: true });
            }
        }
        let ConversationFilters { inboxes, closed, unread } = &self.0;
        let inboxes: Vec<_> = match inboxes {
            Some(inboxes) => inboxes.iter().map(|inbox| Some(vec![*inbox])).collect(),
            None => vec![None],
        };
        let mut is_whole = true;
        for unread in both(*unread) {
            for closed in both(*closed) {
                for inboxes in &inboxes {
                    let inboxes = inboxes.clone();
                    let part = View::Filters(ConversationFilters { inboxes, closed, unread });
                    let part = asked.page(crowd.ask(part, false))?;
                    is_whole &= part.len() < length || crowd.ends(part);
                    rows.extend(part);
                }
            }
        }
        let mut ids = Seen::default();
        for row in &rows {
            ids.add(&row.id);
        }
        // A conversation with a status that matches none of the filters would be missing.
        is_whole &= crowd.page.iter().all(|row| ids.has(&row.id));
        Ok(Found { rows, is_whole })
    }
}

/// More than any burst.
const LARGE: i64 = 1_000;

/// Messages of the team, by a larger limit.
pub(super) struct ByLimit;

impl Search for ByLimit {
    fn find<'a>(&self, asked: &mut Asked<'a>, crowd: &Crowd<'a, '_>) -> Result<Found<'a>, Halt> {
        let rows = asked.page(crowd.ask(View::Limit(LARGE), true))?;
        Ok(Found { rows: rows.iter().collect(), is_whole: crowd.ends(rows) })
    }
}
