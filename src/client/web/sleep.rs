//! Waiting, by the platform's timers.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::js;
use crate::client::local;
use crate::client::transport::BoxFuture;

/// What a timer and its callback share.
#[derive(Default)]
struct State {
    has_fired: bool,
    waker: Option<Waker>,
}

/// A timer under way. Dropping it clears it.
struct Timer {
    id: JsValue,
    state: Rc<RefCell<State>>,
    /// It lives as long as it may be called.
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    fn start(time: Duration) -> Self {
        let state = Rc::<RefCell<State>>::default();
        let shared = Rc::clone(&state);
        let callback = Closure::<dyn FnMut()>::new(move || {
            let waker = {
                let mut state = shared.borrow_mut();
                state.has_fired = true;
                state.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        let id = js::set_timeout(&callback, time.as_secs_f64() * 1_000.0);
        Timer { id, state, _callback: callback }
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.state.borrow_mut();
        if state.has_fired {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if !self.state.borrow().has_fired {
            js::clear_timeout(&self.id);
        }
    }
}

/// Waits; the time runs from now on.
pub(crate) fn sleep(time: Duration) -> BoxFuture<()> {
    local::boxed(Timer::start(time))
}
