//! The calls under way. In a Worker, a client that disconnects takes its request's timers and promises
//! with it, and the call's future would wait for ever: JavaScript, which knows the deadlines, has such
//! a call dropped.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::JsValue;

type Outcome = Result<JsValue, JsValue>;

/// A call's future, and how to have its task polled; `None` once it has ended or was dropped.
type Slot = Rc<RefCell<Option<(Pin<Box<dyn Future<Output = Outcome>>>, Waker)>>>;

thread_local! {
    static LIVE: RefCell<Vec<(u32, Slot)>> = const { RefCell::new(Vec::new()) };
}

/// Enters a call under its number. The outcome is `None` when the call was dropped.
pub(super) fn track(
    id: u32,
    call: impl Future<Output = Outcome> + 'static,
) -> impl Future<Output = Option<Outcome>> {
    let slot: Slot = Rc::new(RefCell::new(Some((Box::pin(call), Waker::noop().clone()))));
    with_live(|live| live.push((id, Rc::clone(&slot))));
    Tracked { id, slot }
}

/// Drops a call that nobody will hear of any more. Its task is woken, for the task holds itself until
/// it has ended, and the promise with all that waits for it.
pub(super) fn forget(id: u32) {
    let dropped = take(id).and_then(|slot| slot.try_borrow_mut().ok()?.take());
    if let Some((_, waker)) = dropped {
        waker.wake();
    }
}

struct Tracked {
    id: u32,
    slot: Slot,
}

impl Future for Tracked {
    type Output = Option<Outcome>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Outcome>> {
        let Ok(mut slot) = self.slot.try_borrow_mut() else { return Poll::Pending };
        let Some((future, waker)) = slot.as_mut() else { return Poll::Ready(None) };
        waker.clone_from(context.waker());
        let outcome = future.as_mut().poll(context);
        if outcome.is_ready() {
            *slot = None;
            drop(take(self.id));
        }
        outcome.map(Some)
    }
}

fn take(id: u32) -> Option<Slot> {
    let mut taken = None;
    with_live(|live| {
        if let Some(at) = live.iter().position(|(other, _)| *other == id) {
            taken = Some(live.swap_remove(at).1);
        }
    });
    taken
}

/// The list of a thread that ends is gone; nobody calls then.
fn with_live(change: impl FnOnce(&mut Vec<(u32, Slot)>)) {
    let _ = LIVE.try_with(|live| {
        if let Ok(mut live) = live.try_borrow_mut() {
            change(&mut live);
        }
    });
}
