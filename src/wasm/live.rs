//! The calls under way. In a Worker, a client that disconnects takes its request's timers and promises
//! with it, and the call's future would wait for ever: once its deadline is long past, the next call
//! drops it.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use wasm_bindgen::JsValue;

type Outcome = Result<JsValue, JsValue>;

/// A call's future; `None` once it has ended or was dropped.
type Slot = Rc<RefCell<Option<Pin<Box<dyn Future<Output = Outcome>>>>>>;

/// How long after its deadline a call is held to be lost, in milliseconds.
const GRACE: f64 = 1_000.0;

thread_local! {
    static LIVE: RefCell<Vec<(f64, Slot)>> = const { RefCell::new(Vec::new()) };
}

/// Enters a call that is to end by its deadline, and drops those that are lost.
pub(super) fn track(
    now_ms: f64,
    deadline_ms: f64,
    call: impl Future<Output = Outcome> + 'static,
) -> impl Future<Output = Outcome> {
    let slot: Slot = Rc::new(RefCell::new(Some(Box::pin(call))));
    // The list of a thread that ends is gone; nobody calls then.
    let _ = LIVE.try_with(|live| {
        let Ok(mut live) = live.try_borrow_mut() else { return };
        live.retain(|(deadline, slot)| {
            let Ok(mut future) = slot.try_borrow_mut() else { return true };
            if now_ms > deadline + GRACE {
                *future = None;
            }
            future.is_some()
        });
        live.push((deadline_ms, Rc::clone(&slot)));
    });
    Tracked(slot)
}

struct Tracked(Slot);

impl Future for Tracked {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let Ok(mut slot) = self.0.try_borrow_mut() else { return Poll::Pending };
        // A call that was dropped has nobody left to answer.
        let Some(future) = slot.as_mut() else { return Poll::Pending };
        let outcome = future.as_mut().poll(context);
        if outcome.is_ready() {
            *slot = None;
        }
        outcome
    }
}
