//! Heymarket's lists.

use super::by_second::BySecond;
use super::by_time::{self, ByTime};
use super::list::{List, place};
use super::same_timestamp::{ByFilter, ByLimit};
use super::stamp::Reached;
use super::walk::View;
use super::{Items, Pages};
use crate::client::request::RequestBuilder;
use crate::codec::decimal;
use crate::heymarket::conversations::{ConversationFilters, ListConversations};
use crate::heymarket::messages::{ListMessages, ListTeamMessages};
use crate::heymarket::{Conversation, Message, MessageOrder};
use crate::schema::{Call, Count, Timestamp, UnixSeconds};

const BY_UPDATE: [usize; 2] = [place::<Message>("id"), place::<Message>("updated")];
const BY_DATE: [usize; 2] = [place::<Message>("id"), place::<Message>("date")];

fn latest_first(reached: &Reached) -> Vec<String> {
    reached.cursors(false)
}

fn earliest_first(reached: &Reached) -> Vec<String> {
    reached.cursors(true)
}

impl RequestBuilder<ListConversations> {
    /// All conversations, page after page, the last updated first; from `date` on, if it is given. Each comes once, and
    /// what is updated before the walk comes to it may not come at all.
    pub fn items(self) -> Items<Conversation> {
        let input = &self.input;
        let walk = ByTime::new(by_time::List {
            operation: ListConversations::OPERATION.name,
            path: "$[*].updated",
            start: input.date.clone().map(String::from),
            cursors: latest_first,
            name: Reached::text,
            is_ascending: false,
            search: Some(Box::new(ByFilter::of(&input.filters))),
            // The size of a page is not documented: two are taken for a full one.
            size: 2,
            is_sized: false,
        });
        let list = List {
            request: self,
            ask: |input, cursor, view| {
                input.date = cursor.map(Timestamp::from);
                narrow(&mut input.filters, view);
            },
        };
        let fields = const { [place::<Conversation>("id"), place::<Conversation>("updated")] };
        Items::new(Pages::new(list, walk, fields))
    }
}

fn narrow(filters: &mut ConversationFilters, view: View) {
    match view {
        View::Unfiltered => *filters = ConversationFilters::default(),
        View::Part { is_unread, is_closed, inbox } => {
            filters.unread = Some(is_unread);
            filters.closed = Some(is_closed);
            if let Some(inboxes) = &mut filters.inboxes {
                let inbox = inboxes.get(inbox).copied();
                *inboxes = inbox.into_iter().collect();
            }
        }
        View::Given | View::Large => {}
    }
}

impl RequestBuilder<ListMessages> {
    /// All messages, page after page, the newest first; up to `timestamp`, if it is given. Each comes once.
    ///
    /// Where more messages share one second than fit on a page, the service gives no way to the rest: an error names
    /// the second, when all others have come.
    pub fn items(self) -> Items<Message, UnixSeconds> {
        let walk = ByTime::new(by_time::List {
            operation: ListMessages::OPERATION.name,
            path: "$[*].date",
            start: self.input.timestamp.map(|at| decimal(at.0)),
            cursors: Reached::seconds,
            name: Reached::second,
            is_ascending: false,
            search: None,
            // At most 50 are documented. A message and the automatic responses to it share a second, too.
            size: 10,
            is_sized: true,
        });
        let list = List {
            request: self,
            ask: |input, cursor, _| {
                input.timestamp = cursor.and_then(|at| at.parse().ok()).map(UnixSeconds);
            },
        };
        Items::new(Pages::new(BySecond { list, last: None }, walk, BY_DATE))
    }
}

impl RequestBuilder<ListTeamMessages> {
    /// All messages of the team, page after page, in the order that is asked for; from `created_at` on, if it is given.
    /// Each comes once. Sorted by their last change, what is updated before the walk comes to it may not come at all.
    pub fn items(self) -> Items<Message> {
        let input = &self.input;
        let is_ascending = input.ascending == Some(true);
        let is_by_update = input.order == Some(MessageOrder::UpdatedAt);
        let (path, fields) =
            if is_by_update { ("$[*].updated", BY_UPDATE) } else { ("$[*].date", BY_DATE) };
        // The service's own limit is 30.
        let limit = input.limit.map_or(30, |limit| limit.0.clamp(0, 30));
        let walk = ByTime::new(by_time::List {
            operation: ListTeamMessages::OPERATION.name,
            path,
            start: input.created_at.clone().map(String::from),
            cursors: if is_ascending { earliest_first } else { latest_first },
            name: Reached::text,
            is_ascending,
            search: Some(Box::new(ByLimit)),
            size: limit as usize,
            is_sized: false,
        });
        let list = List {
            request: self,
            ask: |input, cursor, view| {
                input.created_at = cursor.map(Timestamp::from);
                if let View::Large = view {
                    input.limit = Some(Count(1_000));
                }
            },
        };
        Items::new(Pages::new(list, walk, fields))
    }
}
