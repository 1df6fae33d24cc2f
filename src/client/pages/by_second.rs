//! Messages back through time, for pages that are requested by a time in whole seconds.

use std::sync::Arc;

use super::list::List;
use super::requested::Source;
use super::sorted::sorted;
use super::stamp::Stamp;
use super::walk::{Row, View};
use crate::client::attempts::Made;
use crate::client::transport::BoxFuture;
use crate::error::Error;
use crate::heymarket::messages::ListMessages;
use crate::typed::Kept;

pub(super) struct BySecond {
    pub(super) list: List<ListMessages>,
    /// The last page, and its cursor.
    pub(super) last: Option<(Option<String>, Arc<Kept>)>,
}

impl Source for BySecond {
    fn request(&self, cursor: Option<&str>, view: View) -> BoxFuture<Result<Made, Error>> {
        self.list.request(cursor, view)
    }

    /// A page may come in any order. Behind what has a timestamp comes what has none.
    fn arrange(&self, rows: Vec<Row>) -> Vec<Row> {
        let mut rows = sorted(rows, |a, b| a.at < b.at);
        for row in &mut rows {
            row.at = row.at.map(Stamp::in_seconds);
        }
        rows
    }

    fn remember(&mut self, cursor: Option<&str>, page: &Arc<Kept>) {
        self.last = Some((cursor.map(str::to_owned), Arc::clone(page)));
    }

    /// The last page for one second may be the first one for the next.
    fn recall(&self, cursor: Option<&str>) -> Option<Arc<Kept>> {
        let (known, page) = self.last.as_ref()?;
        (known.as_deref() == cursor).then(|| Arc::clone(page))
    }
}
