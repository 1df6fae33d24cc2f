//! The lists side by side. Their items are counted from 1, in the order in which they come.

use serde_json::{Value, json};

use crate::client::testing::{Answer, Double, body, query, wait};
use crate::client::{HttpRequest, Items};
use crate::codec::Time;
use crate::error::Error;
use crate::heymarket::MessageOrder;

/// In different forms: a cursor is sent back unchanged.
const DATES: [&str; 4] = [
    "2026-03-01T12:00:00Z",
    "2026-03-01T11:00:00+00:00",
    "2026-03-01T10:00:00.000001Z",
    "2026-03-01T09:00:00.5Z",
];
/// Where a walk from there begins, so that it has what has that very time.
const RESUMED: [&str; 4] = [
    "2026-03-01T12:00:00.000001Z",
    "2026-03-01T11:00:00.000001+00:00",
    "2026-03-01T10:00:00.000002Z",
    "2026-03-01T09:00:00.500001Z",
];
/// What is asked for behind the last one.
const BEHIND: [&str; 4] = [
    "2026-03-01T11:59:59.999999Z",
    "2026-03-01T10:59:59.999999+00:00",
    "2026-03-01T10:00:00.000000Z",
    "2026-03-01T09:00:00.499999Z",
];

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Each {
    Conversations,
    Messages,
    TeamMessages(&'static str),
    Newer,
    Older,
}

impl Each {
    pub(super) const ALL: [Each; 6] = [
        Each::Conversations,
        Each::Messages,
        Each::TeamMessages("created_at"),
        Each::TeamMessages("updated_at"),
        Each::Newer,
        Each::Older,
    ];

    fn is_timed(self) -> bool {
        matches!(self, Each::Conversations | Each::TeamMessages(_))
    }

    pub(super) fn id(self, n: usize) -> String {
        match self {
            Each::Newer => (98 + n).to_string(), // from two digits to three
            Each::Older => (102 - n).to_string(),
            _ => n.to_string(),
        }
    }

    pub(super) fn ids(self, items: impl IntoIterator<Item = usize>) -> Vec<String> {
        items.into_iter().map(|n| self.id(n)).collect()
    }

    fn item(self, n: usize) -> Value {
        let at = DATES[n - 1];
        match self {
            Each::Conversations => json!({"id": n, "updated": at}),
            Each::Messages => json!({"id": n, "date": at}),
            Each::TeamMessages("updated_at") => json!({"id": n, "date": DATES[0], "updated": at}),
            Each::TeamMessages(_) => json!({"id": n, "date": at}),
            Each::Newer | Each::Older => json!({"id": self.id(n).parse::<u64>().unwrap()}),
        }
    }

    /// The items of a page, in the order of the service: messages come in no order, or in that of time.
    fn page(self, items: &[usize]) -> Value {
        let mut page: Vec<_> = items.iter().map(|n| self.item(*n)).collect();
        if matches!(self, Each::Messages | Each::Older) {
            page.reverse();
        }
        page.into()
    }

    /// What is asked for behind an item.
    pub(super) fn cursor(self, n: usize) -> String {
        match self {
            Each::Messages => (Time::read(DATES[n - 1]).unwrap().seconds() + 1).to_string(),
            Each::Newer | Each::Older => self.id(n),
            _ => DATES[n - 1].into(),
        }
    }

    /// The cursor of the list itself then.
    pub(super) fn resumed(self, n: usize) -> String {
        if self.is_timed() { RESUMED[n - 1].into() } else { self.cursor(n) }
    }

    /// The further requests that an item takes with which the list ends.
    pub(super) fn behind(self, n: usize) -> Vec<Option<String>> {
        if self.is_timed() { vec![Some(BEHIND[n - 1].into())] } else { Vec::new() }
    }

    /// Where a request begins.
    fn asked(self, request: &HttpRequest) -> Option<String> {
        let text = |key| body(request)[key].as_str().map(str::to_owned);
        match self {
            Each::Conversations => text("date"),
            Each::TeamMessages(_) => text("created_at"),
            Each::Messages => query(request, "timestamp").map(str::to_owned),
            Each::Newer => query(request, "idFrom").map(str::to_owned),
            Each::Older => query(request, "idTo").map(str::to_owned),
        }
    }

    pub(super) fn cursors(self, double: &Double) -> Vec<Option<String>> {
        double.sent().iter().map(|request| self.asked(request)).collect()
    }

    /// What a request says beside that.
    pub(super) fn rest(self, request: &HttpRequest) -> (String, Value) {
        let mut body = body(request);
        if let Some(members) = body.as_object_mut() {
            members.retain(|key, _| key != "date" && key != "created_at");
        }
        let (path, query) = request.url.split_once('?').unwrap_or((&request.url, ""));
        let is_cursor = |member: &&str| {
            !["timestamp=", "idFrom=", "idTo="].iter().any(|key| member.starts_with(key))
        };
        let query: Vec<_> = query.split('&').filter(is_cursor).collect();
        (format!("{path}?{}", query.join("&")), body)
    }

    /// A service that answers with these, one after the other, the last one every further time.
    pub(super) fn service(self, answers: Vec<Page>) -> Double {
        Double::new(move |_, count| match &answers[count.min(answers.len()) - 1] {
            Page::Of(items) => Answer::json(&self.page(items)),
            Page::Status(status) => Answer::status(*status),
            Page::Held(items) => Answer::Held(self.page(items).to_string()),
            Page::Never => Answer::Never,
        })
    }

    /// The list, from a cursor on if there is one. Each call has a header of its own, and ten seconds.
    pub(super) fn open(self, double: &Double, start: Option<String>) -> Box<dyn Listed> {
        let (heymarket, qlara) = (double.heymarket(), double.qlara());
        let deadline = std::time::Duration::from_secs(10);
        match self {
            Each::Conversations => {
                let mut list = heymarket.list_conversations(1111).deadline(deadline);
                if let Some(start) = start {
                    list = list.date(start);
                }
                boxed(
                    list.header("x-a", "1").items(),
                    |item| item.id.to_string(),
                    |items| items.cursor().map(String::from),
                )
            }
            Each::Messages => {
                let mut list = heymarket.list_messages("15555550101", 2222).deadline(deadline);
                if let Some(start) = start {
                    list = list.timestamp(start.parse::<u64>().unwrap());
                }
                boxed(
                    list.header("x-a", "1").items(),
                    |item| item.id.to_string(),
                    |items| items.cursor().map(|at| at.0.to_string()),
                )
            }
            Each::TeamMessages(order) => {
                let list = heymarket.list_team_messages().limit(2).deadline(deadline);
                let mut list = list.order(MessageOrder::from(order));
                if let Some(start) = start {
                    list = list.created_at(start);
                }
                boxed(
                    list.header("x-a", "1").items(),
                    |item| item.id.to_string(),
                    |items| items.cursor().map(String::from),
                )
            }
            Each::Newer | Each::Older => {
                let mut list = qlara.list_messages("9").deadline(deadline).header("x-a", "1");
                let is_newer = self == Each::Newer;
                if let Some(start) = start {
                    list = if is_newer { list.id_from(start) } else { list.id_to(start) };
                }
                let items = if is_newer { list.newer() } else { list.older() };
                boxed(
                    items,
                    |item| item.id.to_string(),
                    |items| items.cursor().map(|id| id.to_string()),
                )
            }
        }
    }
}

/// What a service answers with.
pub(super) enum Page {
    Of(Vec<usize>),
    Status(u16),
    /// Once it is let come.
    Held(Vec<usize>),
    /// Nothing, for ever.
    Never,
}

/// Pages of items.
pub(super) fn pages(pages: &[&[usize]]) -> Vec<Page> {
    pages.iter().map(|page| Page::Of(page.to_vec())).collect()
}

/// A list of whatever type.
pub(super) trait Listed {
    /// The id of the next item.
    fn next(&mut self) -> Option<Result<String, Error>>;
    fn cursor(&self) -> Option<String>;

    /// What comes until the end or an error.
    fn outcome(&mut self) -> (Vec<String>, Option<Error>) {
        let mut ids = Vec::new();
        while let Some(id) = self.next() {
            match id {
                Ok(id) => ids.push(id),
                Err(error) => return (ids, Some(error)),
            }
        }
        (ids, None)
    }
}

struct Open<T, At> {
    items: Items<T, At>,
    id: fn(&T) -> String,
    cursor: fn(&Items<T, At>) -> Option<String>,
}

fn boxed<T: 'static, At: 'static>(
    items: Items<T, At>,
    id: fn(&T) -> String,
    cursor: fn(&Items<T, At>) -> Option<String>,
) -> Box<dyn Listed> {
    Box::new(Open { items, id, cursor })
}

impl<T: 'static, At> Listed for Open<T, At> {
    fn next(&mut self) -> Option<Result<String, Error>> {
        wait(self.items.next()).map(|item| item.map(|item| (self.id)(&item)))
    }

    fn cursor(&self) -> Option<String> {
        (self.cursor)(&self.items)
    }
}
