//! Two futures, of which the first to be ready counts.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// What `work` gives, or `None` if `limit` is ready before it.
pub(crate) async fn within<T>(
    work: impl Future<Output = T>,
    limit: impl Future<Output = ()>,
) -> Option<T> {
    let (mut work, mut limit) = (pin!(work), pin!(limit));
    poll_fn(|context| {
        if let Poll::Ready(value) = work.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        limit.as_mut().poll(context).map(|()| None)
    })
    .await
}
