//! Qlara's lists.

use super::by_id::ById;
use super::list::List;
use super::walk::{Cursor, Row};
use super::{Items, Pages};
use crate::client::request::RequestBuilder;
use crate::qlara::conversations::ListMessages;
use crate::qlara::{Id, Message};
use crate::schema::Call;

impl RequestBuilder<ListMessages> {
    /// All messages, page after page, the oldest first; from `id_from` on, if it is given, and up to `id_to`. Each comes
    /// once.
    ///
    /// Which page a service gives first that is asked for none is not documented: without `id_from`, the walk may begin
    /// at the last one.
    pub fn newer(self) -> Items<Message, Id<Message>> {
        let start = self.input.id_from.clone();
        messages(self, start, true)
    }

    /// All messages, page after page, the newest first; from `id_to` on, if it is given, and down to `id_from`. Each
    /// comes once.
    ///
    /// Which page a service gives first that is asked for none is not documented: without `id_to`, the walk may begin
    /// at the first one.
    pub fn older(self) -> Items<Message, Id<Message>> {
        let start = self.input.id_to.clone();
        messages(self, start, false)
    }
}

/// Both bounds are inclusive: the message at one comes again, and is dropped.
fn messages(
    request: RequestBuilder<ListMessages>,
    start: Option<Id<Message>>,
    is_newer: bool,
) -> Items<Message, Id<Message>> {
    let start = start.map(|id| id.as_str().into());
    let walk = ById::new(ListMessages::OPERATION.name, start, is_newer);
    Items::new(Pages::new(
        List {
            request,
            ask: if is_newer {
                |input, ask| input.id_from = ask.cursor.and_then(Cursor::text).map(Id::new)
            } else {
                |input, ask| input.id_to = ask.cursor.and_then(Cursor::text).map(Id::new)
            },
            known: |item: &Message| (item.id.as_str().into(), None),
            arrange: if is_newer { |rows| rows } else { backwards },
        },
        walk,
    ))
}

/// The service writes a page in the order of time.
fn backwards(mut rows: Vec<Row>) -> Vec<Row> {
    rows.reverse();
    rows
}
