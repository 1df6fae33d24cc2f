//! A conversation as one would write it by hand, and a call of each kind.

use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub struct Conversation {
    pub id: u64,
    pub channel: Option<String>,
    pub status: Option<String>,
    pub assigned: Option<Member>,
    pub inbox: Option<Inbox>,
    pub target: Option<String>,
    pub targets: Option<Vec<String>>,
    pub members: Vec<Member>,
    pub name: Option<String>,
    pub last_msg: Option<String>,
    pub created: Option<String>,
    pub updated: Option<String>,
    pub read: Option<bool>,
    pub replied: Option<bool>,
    pub blocked: Option<bool>,
    pub muted: Option<bool>,
    pub snooze_till: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Member {
    pub id: u64,
    pub name: Option<String>,
    pub email: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Inbox {
    pub id: u64,
    pub name: Option<String>,
}

#[cfg(target_arch = "wasm32")]
mod calls {
    use std::hint::black_box;

    use gloo_net::http::Request;
    use threadline::client::{Credential, Heymarket};
    use wasm_bindgen::prelude::*;

    use super::Conversation;

    #[wasm_bindgen]
    pub struct Client(Heymarket);

    fn failed(error: impl std::fmt::Display) -> JsError {
        JsError::new(&error.to_string())
    }

    #[wasm_bindgen]
    impl Client {
        #[wasm_bindgen(constructor)]
        pub fn new(base_url: &str) -> Result<Client, JsError> {
            let builder = Heymarket::builder(Credential::api_key("key")).base_url(base_url);
            builder.rate_limit(0, 0).build().map(Client).map_err(failed)
        }

        /// One conversation by threadline; its id.
        pub async fn one(&self, id: i32) -> Result<f64, JsError> {
            let conversation = self.0.get_conversation(id).await.map_err(failed)?;
            Ok(black_box(conversation).id.get() as f64)
        }

        /// A page by threadline; how many there are.
        pub async fn page(&self) -> Result<usize, JsError> {
            let page = self.0.list_conversations(1111).await.map_err(failed)?;
            Ok(black_box(page).len())
        }
    }

    /// One conversation by hand; its id.
    #[wasm_bindgen]
    pub async fn one_by_hand(base_url: String, id: i32) -> Result<f64, JsError> {
        let request = Request::get(&format!("{base_url}/v1/conversation/{id}"));
        let response = request.header("authorization", "Bearer key").send().await?;
        if !response.ok() {
            return Err(failed(response.status()));
        }
        let conversation: Conversation = response.json().await?;
        Ok(black_box(conversation).id as f64)
    }

    /// A page by hand; how many there are.
    #[wasm_bindgen]
    pub async fn page_by_hand(base_url: String) -> Result<usize, JsError> {
        let request = Request::post(&format!("{base_url}/v1/conversations"));
        let body = serde_json::json!({ "id": 1111, "filters": {} });
        let request = request.header("authorization", "Bearer key").json(&body)?;
        let response = request.send().await?;
        if !response.ok() {
            return Err(failed(response.status()));
        }
        let page: Vec<Conversation> = response.json().await?;
        Ok(black_box(page).len())
    }
}
