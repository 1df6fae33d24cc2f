use std::cmp::Ordering;

use super::stamp::Reached;
use super::walk::Row;

/// How far a walk has come.
pub(super) struct Place {
    /// Everything up to it was requested.
    pub(super) reached: Option<Reached>,
    /// How the time of what is further on compares to it.
    pub(super) further: Ordering,
}

impl Place {
    /// Whether a row has the very timestamp that was reached.
    pub(super) fn is_here(&self, row: &Row) -> bool {
        self.order(row) == Some(Ordering::Equal)
    }

    /// Whether a row is further on.
    pub(super) fn is_beyond(&self, row: &Row) -> bool {
        self.order(row) == Some(self.further)
    }

    /// The last row of a page that is further on.
    pub(super) fn last<'a>(&self, page: &'a [Row]) -> Option<&'a Row> {
        page.iter().rev().find(|row| self.is_beyond(row))
    }

    fn order(&self, row: &Row) -> Option<Ordering> {
        let at = row.at?;
        Some(self.reached.as_ref().map_or(self.further, |reached| at.cmp(&reached.at)))
    }
}
