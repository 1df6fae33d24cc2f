//! The calls under way. In a Worker, a client that disconnects takes its request's timers and promises
//! with it, and the call's future would wait for ever: JavaScript, which knows the deadlines, has such
//! a call dropped.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use wasm_bindgen::JsValue;

type Outcome = Result<JsValue, JsValue>;

/// A call's future; `None` once it has ended or was dropped.
type Slot = Rc<RefCell<Option<Pin<Box<dyn Future<Output = Outcome>>>>>>;

thread_local! {
    static LIVE: RefCell<Vec<(u32, Slot)>> = const { RefCell::new(Vec::new()) };
}

/// Enters a call under its number.
pub(super) fn track(
    id: u32,
    call: impl Future<Output = Outcome> + 'static,
) -> impl Future<Output = Outcome> {
    let slot: Slot = Rc::new(RefCell::new(Some(Box::pin(call))));
    with_live(|live| live.push((id, Rc::clone(&slot))));
    Tracked { id, slot }
}

/// Drops a call that nobody will hear of any more.
pub(super) fn forget(id: u32) {
    let slot = take(id);
    if let Some(Ok(mut future)) = slot.as_ref().map(|slot| slot.try_borrow_mut()) {
        *future = None;
    }
}

struct Tracked {
    id: u32,
    slot: Slot,
}

impl Future for Tracked {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let Ok(mut slot) = self.slot.try_borrow_mut() else { return Poll::Pending };
        // A call that was dropped has nobody left to answer.
        let Some(future) = slot.as_mut() else { return Poll::Pending };
        let outcome = future.as_mut().poll(context);
        if outcome.is_ready() {
            *slot = None;
            drop(take(self.id));
        }
        outcome
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
