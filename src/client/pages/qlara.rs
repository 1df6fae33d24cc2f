//! Qlara's lists.

use super::by_id::ById;
use super::list::{List, place};
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
    let list = List {
        request,
        ask: if is_newer {
            |input, cursor, _| input.id_from = cursor.map(Id::new)
        } else {
            |input, cursor, _| input.id_to = cursor.map(Id::new)
        },
    };
    let fields = const { [place::<Message>("id"), place::<Message>("timestamp")] };
    Items::new(Pages::new(list, walk, fields))
}
