//! A call that a signal aborts: its future is dropped then, and with it its request.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "AbortSignal")]
    pub type AbortSignal;

    #[wasm_bindgen(method, getter)]
    fn aborted(this: &AbortSignal) -> bool;

    #[wasm_bindgen(method, getter)]
    fn reason(this: &AbortSignal) -> JsValue;

    #[wasm_bindgen(method, js_name = addEventListener)]
    fn add_event_listener(this: &AbortSignal, event: &str, listener: &Closure<dyn FnMut()>);

    #[wasm_bindgen(method, js_name = removeEventListener)]
    fn remove_event_listener(this: &AbortSignal, event: &str, listener: &Closure<dyn FnMut()>);
}

/// What wakes a call when its signal is aborted, until it is dropped.
struct Listener {
    signal: AbortSignal,
    callback: Closure<dyn FnMut()>,
    waker: Rc<RefCell<Option<Waker>>>,
}

impl Listener {
    fn new(signal: AbortSignal) -> Self {
        let waker = Rc::<RefCell<Option<Waker>>>::default();
        let shared = Rc::clone(&waker);
        let callback = Closure::<dyn FnMut()>::new(move || {
            if let Some(waker) = shared.borrow_mut().take() {
                waker.wake();
            }
        });
        signal.add_event_listener("abort", &callback);
        Listener { signal, callback, waker }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.signal.remove_event_listener("abort", &self.callback);
    }
}

/// What a call gives; or the signal's reason, if it is aborted before.
pub(crate) async fn until(
    signal: Option<AbortSignal>,
    call: impl Future<Output = Result<JsValue, JsValue>>,
) -> Result<JsValue, JsValue> {
    let Some(signal) = signal else { return call.await };
    let listener = Listener::new(signal);
    let mut call = pin!(call);
    poll_fn(|context| {
        if listener.signal.aborted() {
            return Poll::Ready(Err(listener.signal.reason()));
        }
        *listener.waker.borrow_mut() = Some(context.waker().clone());
        call.as_mut().poll(context)
    })
    .await
}
