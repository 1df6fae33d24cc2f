//! Heymarket's lists.

use super::by_time::{ByTime, List as By};
use super::list::List;
use super::same_timestamp::{ByFilter, ByLimit};
use super::stamp::Stamp;
use super::walk::{Cursor, Row, View};
use super::{Items, Pages, sorted};
use crate::client::request::RequestBuilder;
use crate::heymarket::conversations::ListConversations;
use crate::heymarket::messages::{ListMessages, ListTeamMessages};
use crate::heymarket::{Conversation, Message, MessageOrder};
use crate::schema::{Call, Count, Timestamp, UnixSeconds};

fn text(at: Option<&Timestamp>) -> Option<Cursor> {
    at.map(|at| Cursor::Text(at.as_str().into()))
}

fn by_update(item: &Message) -> (String, Option<&Timestamp>) {
    (item.id.to_string(), item.updated.as_ref())
}

fn by_date(item: &Message) -> (String, Option<&Timestamp>) {
    (item.id.to_string(), item.date.as_ref())
}

fn as_it_comes(rows: Vec<Row>) -> Vec<Row> {
    rows
}

impl RequestBuilder<ListConversations> {
    /// All conversations, page after page, the last updated first; from `date` on, if it is given. Each comes once, and
    /// what was updated before the walk came to it may not come at all.
    pub fn items(self) -> Items<Conversation> {
        let input = &self.input;
        let walk = ByTime::new(By {
            operation: ListConversations::OPERATION.name,
            path: "$[*].updated",
            start: text(input.date.as_ref()),
            cursors: |at| at.cursors(false),
            is_ascending: false,
            search: Some(Box::new(ByFilter(input.filters.clone()))),
            // The size of a page is not documented: two are taken for a full one.
            size: 2,
            is_sized: false,
        });
        Items::new(Pages::new(
            List {
                request: self,
                ask: |input, ask| {
                    input.date = ask.cursor.and_then(Cursor::text).map(Timestamp);
                    if let Some(View::Filters(filters)) = ask.view {
                        input.filters = filters;
                    }
                },
                known: |item: &Conversation| (item.id.to_string(), item.updated.as_ref()),
                arrange: as_it_comes,
            },
            walk,
        ))
    }
}

impl RequestBuilder<ListMessages> {
    /// All messages, page after page, the newest first; up to `timestamp`, if it is given. Each comes once.
    ///
    /// Where more messages share one second than fit on a page, the service gives no way to the rest: an error names
    /// the second, when all others have come.
    pub fn items(self) -> Items<Message, UnixSeconds> {
        let walk = ByTime::new(By {
            operation: ListMessages::OPERATION.name,
            path: "$[*].date",
            start: self.input.timestamp.map(|at| Cursor::Seconds(at.0)),
            cursors: Stamp::seconds,
            is_ascending: false,
            search: None,
            // At most 50 are documented. A message and the automatic responses to it share a second, too.
            size: 10,
            is_sized: true,
        });
        let list = List {
            request: self,
            ask: |input, ask| {
                input.timestamp = ask.cursor.and_then(Cursor::seconds).map(UnixSeconds);
            },
            known: by_date,
            arrange: newest_first,
        };
        // The last page for one second may be the first one for the next.
        Items::new(Pages::new(list, walk).keeping())
    }
}

/// A page may come in any order. Behind what has a timestamp comes what has none.
fn newest_first(rows: Vec<Row>) -> Vec<Row> {
    let mut rows = sorted(rows, |a, b| {
        let times = [a, b].map(|row| row.at.as_ref().map(Stamp::order));
        times[0] < times[1]
    });
    for row in &mut rows {
        row.at = row.at.take().map(Stamp::in_seconds);
    }
    rows
}

impl RequestBuilder<ListTeamMessages> {
    /// All messages of the team, page after page, in the order that is asked for; from `created_at` on, if it is given.
    /// Each comes once. Sorted by their last change, what was updated before the walk came to it may not come at all.
    pub fn items(self) -> Items<Message> {
        let input = &self.input;
        let is_ascending = input.ascending == Some(true);
        let is_by_update = input.order == Some(MessageOrder::UpdatedAt);
        // The service's own limit is 30.
        let limit = input.limit.map_or(30, |limit| limit.0.clamp(0, 30));
        let walk = ByTime::new(By {
            operation: ListTeamMessages::OPERATION.name,
            path: if is_by_update { "$[*].updated" } else { "$[*].date" },
            start: text(input.created_at.as_ref()),
            cursors: if is_ascending { |at| at.cursors(true) } else { |at| at.cursors(false) },
            is_ascending,
            search: Some(Box::new(ByLimit)),
            size: limit as usize,
            is_sized: false,
        });
        Items::new(Pages::new(
            List {
                request: self,
                ask: |input, ask| {
                    input.created_at = ask.cursor.and_then(Cursor::text).map(Timestamp);
                    if let Some(View::Limit(limit)) = ask.view {
                        input.limit = Some(Count(limit));
                    }
                },
                known: if is_by_update { by_update } else { by_date },
                arrange: as_it_comes,
            },
            walk,
        ))
    }
}
