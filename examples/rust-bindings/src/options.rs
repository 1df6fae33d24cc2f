//! What a client is made with.

use std::time::Duration;

use js_sys::{Function, Promise};
use threadline::client::{Builder, Credential};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// As `clients.d.ts` has it.
    #[wasm_bindgen(typescript_type = "ClientOptions")]
    pub type ClientOptions;

    #[wasm_bindgen(method, getter, js_name = apiKey)]
    fn api_key(this: &ClientOptions) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn token(this: &ClientOptions) -> Option<Function>;

    #[wasm_bindgen(method, getter, js_name = baseUrl)]
    fn base_url(this: &ClientOptions) -> Option<String>;

    #[wasm_bindgen(method, getter, js_name = timeoutMs)]
    fn timeout_ms(this: &ClientOptions) -> Option<u32>;

    #[wasm_bindgen(method, getter, js_name = deadlineMs)]
    fn deadline_ms(this: &ClientOptions) -> Option<u32>;

    #[wasm_bindgen(method, getter, js_name = maxRetries)]
    fn max_retries(this: &ClientOptions) -> Option<u32>;

    #[wasm_bindgen(method, getter, js_name = maxReplyBytes)]
    fn max_reply_bytes(this: &ClientOptions) -> Option<u32>;

    #[wasm_bindgen(method, getter, js_name = rateLimit)]
    fn rate_limit(this: &ClientOptions) -> Option<bool>;

    #[wasm_bindgen(method, getter, js_name = dangerouslyAllowBrowser)]
    fn dangerously_allow_browser(this: &ClientOptions) -> Option<bool>;
}

impl ClientOptions {
    /// A key, or what gives a token for each call.
    pub(crate) fn credential(&self) -> Credential {
        match self.token() {
            Some(token) => Credential::token(move || {
                let given = token.call0(&JsValue::UNDEFINED);
                async move { text(given).await.map_err(|thrown| words(&thrown)) }
            }),
            None => Credential::api_key(self.api_key().unwrap_or_default()),
        }
    }

    /// All else.
    pub(crate) fn apply<C>(&self, mut builder: Builder<C>) -> Builder<C> {
        if let Some(url) = self.base_url() {
            builder = builder.base_url(url);
        }
        if let Some(ms) = self.timeout_ms() {
            builder = builder.timeout(Duration::from_millis(ms.into()));
        }
        if let Some(ms) = self.deadline_ms() {
            builder = builder.deadline(Duration::from_millis(ms.into()));
        }
        if let Some(retries) = self.max_retries() {
            builder = builder.max_retries(retries);
        }
        if let Some(bytes) = self.max_reply_bytes() {
            builder = builder.max_reply_bytes(bytes as usize);
        }
        if self.rate_limit() == Some(false) {
            builder = builder.rate_limit(0, 0);
        }
        #[cfg(feature = "gloo")]
        let builder = builder.transport(threadline::client::Gloo::new());
        builder.dangerously_allow_browser(self.dangerously_allow_browser() == Some(true))
    }
}

/// The text that a function gave, or a promise of it.
async fn text(given: Result<JsValue, JsValue>) -> Result<String, JsValue> {
    let text = JsFuture::from(Promise::resolve(&given?)).await?;
    Ok(text.as_string().unwrap_or_default())
}

/// What was thrown, in words: values of JavaScript stay on their thread.
fn words(thrown: &JsValue) -> String {
    let message = js_sys::Reflect::get(thrown, &"message".into()).unwrap_or(JsValue::UNDEFINED);
    message.as_string().or_else(|| thrown.as_string()).unwrap_or_default()
}
