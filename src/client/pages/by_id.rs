//! Pages that are requested by the id of the last item, which the next page then holds again.

use super::seen::Seen;
use super::sorted::reversed;
use super::walk::{Asked, Halt, Row, STUCK, View, Walk, incomplete};

pub(super) struct ById {
    /// Where the page that is requested next begins.
    cursor: Option<String>,
    /// The furthest id that came.
    last: Option<String>,
    /// Whether ids rise along the way.
    is_newer: bool,
    operation: &'static str,
}

impl ById {
    pub(super) fn new(operation: &'static str, start: Option<String>, is_newer: bool) -> Self {
        ById { cursor: start.clone(), last: start, is_newer, operation }
    }

    /// The further one of two ids: a page may be sorted by time. Numbers are compared as numbers.
    fn further<'a>(&self, a: &'a str, b: &'a str) -> &'a str {
        match (number(a), number(b)) {
            (Some(first), Some(second)) if (first > second) == self.is_newer => a,
            _ => b,
        }
    }
}

/// What numbers are compared by, of any length.
fn number(id: &str) -> Option<(usize, &str)> {
    let digits = id.trim_start_matches('0');
    let is_number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((digits.len(), digits))
}

impl Walk for ById {
    fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    fn way(&self, _: usize) -> Option<&str> {
        self.cursor()
    }

    fn step<'a>(
        &mut self,
        asked: &mut Asked<'a>,
        seen: &Seen,
    ) -> Result<Option<Vec<&'a Row>>, Halt> {
        if asked.is_first() {
            self.cursor.clone_from(&self.last);
        }
        let mut rows: Vec<_> = asked.page(0, View::Given)?.iter().collect();
        // The service writes a page in the order of time.
        if !self.is_newer {
            rows = reversed(rows);
        }
        let new = rows.iter().map(|row| row.id.as_str()).filter(|id| !seen.has(id));
        if let Some(last) = new.reduce(|a, b| self.further(a, b)) {
            self.last = Some(last.into());
            return Ok(Some(rows));
        }
        if rows.iter().all(|row| Some(row.id.as_str()) == self.cursor()) {
            return Ok(None);
        }
        Err(incomplete(self.operation, "$[*].id", STUCK))
    }
}
