use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::Pages;
use crate::codec::Word;
use crate::error::Error;
use crate::schema::{Opaque, Timestamp, UnixSeconds};
use crate::typed::{self, Read, Reader};

/// All items of a list, page after page, each of them once: a stream. `At` is what its pages are requested by.
///
/// A page is requested when its first item is asked for, as a call of its own with all that the call was given: its
/// deadline, its headers. Dropping the stream aborts the request that is under way; dropping the future of
/// [`next`](Self::next) does not.
///
/// **An error is not the end.** After one, [`next`](Self::next) requests the same page again, and nothing is lost; so
/// leave the loop with `?`, or with the `try_` methods of streams. A list that cannot be had whole ends with an error of
/// the kind `Decode`, never silently, and `next` says so again each time it is asked.
///
/// As a [`Stream`] it tries again, too, where [that may help](Error::is_retryable). After any other error it ends: what
/// skips errors would otherwise go on for ever.
///
/// ```no_run
/// # use threadline::client::Heymarket;
/// # async fn example(heymarket: Heymarket) -> Result<(), threadline::Error> {
/// let mut all = heymarket.list_conversations(1111).items();
/// while let Some(conversation) = all.next().await {
///     println!("{}", conversation?.id);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is requested before the first item is asked for"]
pub struct Items<T, At = Timestamp> {
    pages: Box<Pages>,
    read: fn(&Reader<'_>, Word) -> Option<T>,
    /// Whether the stream has ended, by an error that would come again.
    has_failed: bool,
    by: PhantomData<fn() -> At>,
}

impl<T: Read, At> Items<T, At> {
    pub(super) fn new(pages: Pages) -> Self {
        Items {
            pages: Box::new(pages),
            read: |reader, word| reader.value(word),
            has_failed: false,
            by: PhantomData,
        }
    }
}

impl<T, At> Items<T, At> {
    fn at(&self) -> Option<&str> {
        self.pages.walk.cursor()
    }

    /// The next item; `None` at the end of the list.
    ///
    /// # Errors
    /// As the call; and `Decode` where the rest of the list cannot be had.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        self.pages
            .poll(context)
            .map(|item| Some(item?.and_then(|item| item.read(self.read).ok_or_else(typed::unread))))
    }
}

impl<T, At> Stream for Items<T, At> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.has_failed {
            return Poll::Ready(None);
        }
        let item = self.poll(context);
        if let Poll::Ready(Some(Err(error))) = &item {
            self.has_failed = !error.is_retryable();
        }
        item
    }
}

impl<T> Items<T, Timestamp> {
    /// Where another stream continues: it begins with the page that was requested last, and nothing is lost. The value
    /// for `date` or `created_at`; `None` at the beginning of the list.
    pub fn cursor(&self) -> Option<Timestamp> {
        self.at().map(Timestamp::from)
    }
}

impl<T> Items<T, UnixSeconds> {
    /// Where another stream continues: it begins with the page that was requested last, and nothing is lost. The value
    /// for `timestamp`; `None` at the beginning of the list.
    pub fn cursor(&self) -> Option<UnixSeconds> {
        self.at().and_then(|at| at.parse().ok()).map(UnixSeconds)
    }
}

impl<T, U: ?Sized> Items<T, Opaque<U>> {
    /// Where another stream continues: it begins with the page that was requested last, and nothing is lost. The value
    /// for `id_from` or `id_to`; `None` at the beginning of the list.
    pub fn cursor(&self) -> Option<Opaque<U>> {
        self.at().map(Opaque::new)
    }
}

/// Without what was sent.
impl<T, At> fmt::Debug for Items<T, At> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}
