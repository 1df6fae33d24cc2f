//! One program a feature: what it weighs beside the one before says what a part of the crate costs.

use wasm_bindgen::prelude::*;

/// What any program has whose function returns something.
#[cfg(feature = "one-sync-export")]
#[wasm_bindgen]
pub fn run(text: String) -> Result<String, String> {
    if text.is_empty() { Err("nothing".into()) } else { Ok(text) }
}

#[cfg(feature = "requests-alone")]
#[wasm_bindgen]
pub fn run(text: String) -> Result<String, String> {
    use threadline::heymarket::messages::SendMessage;

    let message = SendMessage::new(1, 2).chat_id(3).text(text);
    let request = threadline::typed::request(&message, 0.0).map_err(|error| error.to_string())?;
    Ok(request.body.unwrap_or(request.target))
}

/// What any program has whose function returns a promise.
#[cfg(feature = "one-async-export")]
#[wasm_bindgen]
pub async fn run(text: String) -> Result<String, String> {
    let promise = js_sys::Promise::resolve(&JsValue::NULL);
    wasm_bindgen_futures::JsFuture::from(promise).await.map_err(|_| "rejected".to_owned())?;
    Ok(text)
}

#[cfg(any(feature = "one-operation", feature = "all-of-heymarket"))]
fn client(key: String) -> Result<threadline::client::Heymarket, String> {
    let credential = threadline::client::Credential::api_key(key);
    threadline::client::Heymarket::new(credential).map_err(|error| error.to_string())
}

#[cfg(all(
    feature = "one-operation",
    not(any(feature = "javascript-values", feature = "values-by-serde"))
))]
#[wasm_bindgen]
pub async fn run(key: String) -> Result<String, String> {
    let page = client(key)?.list_conversations(1).await.map_err(|error| error.to_string())?;
    Ok(page.into_iter().filter_map(|one| one.name).collect())
}

#[cfg(feature = "two-operations")]
#[wasm_bindgen]
pub async fn second(key: String) -> Result<String, String> {
    let message = client(key)?.send_message(1, 2).chat_id(3).text("Hi");
    let receipt = message.await.map_err(|error| error.to_string())?;
    Ok(receipt.gallery_url.unwrap_or_default())
}

#[cfg(feature = "pages")]
#[wasm_bindgen]
pub async fn all(key: String) -> Result<String, String> {
    let mut all = client(key)?.list_conversations(1).items();
    let mut names = String::new();
    while let Some(conversation) = all.next().await {
        let conversation = conversation.map_err(|error| error.to_string())?;
        names.push_str(&conversation.name.unwrap_or_default());
    }
    Ok(names)
}

#[cfg(feature = "javascript-values")]
#[wasm_bindgen]
pub async fn run(key: String) -> Result<JsValue, JsValue> {
    let page = client(key)?.list_conversations(1).await;
    page.map(|page| threadline::js::to_value(&page))
        .map_err(|error| threadline::js::to_error(&error))
}

#[cfg(feature = "values-by-serde")]
#[wasm_bindgen]
pub async fn run(key: String) -> Result<JsValue, String> {
    let page = client(key)?.list_conversations(1).await.map_err(|error| error.to_string())?;
    serde_wasm_bindgen::to_value(&page).map_err(|error| error.to_string())
}

#[cfg(feature = "all-of-heymarket")]
mod all_of_heymarket {
    use super::*;
    use threadline::heymarket::messages::ScheduledContent;

    macro_rules! operations {
        ($($name:ident: $call:expr => $field:ident;)+) => {
            $(
                #[wasm_bindgen]
                pub async fn $name(key: String) -> Result<String, String> {
                    let call: fn(threadline::client::Heymarket) -> _ = $call;
                    let value = call(client(key)?).await.map_err(|error| error.to_string())?;
                    Ok($field(value))
                }
            )+
        };
    }

    /// What a value is used for does not matter here, as long as it is.
    fn used<T>(value: T) -> String {
        std::hint::black_box(value);
        String::new()
    }

    operations! {
        list_conversations: |heymarket| heymarket.list_conversations(1) => used;
        count_conversations: |heymarket| heymarket.count_conversations() => used;
        get_conversation: |heymarket| heymarket.get_conversation(1) => used;
        open_conversation: |heymarket| heymarket.open_conversation(1, 2).chat_id(3) => used;
        close_conversation: |heymarket| heymarket.close_conversation(1, 2).chat_id(3) => used;
        mark_read: |heymarket| heymarket.mark_read(1, 2).target("1") => used;
        mark_unread: |heymarket| heymarket.mark_unread(1, 2).target("1") => used;
        reassign_conversation: |heymarket| heymarket.reassign_conversation(1, 2, 3) => used;
        transfer_conversation: |heymarket| heymarket.transfer_conversation(1, 2) => used;
        send_message: |heymarket| heymarket.send_message(1, 2).chat_id(3).text("Hi") => used;
        send_email: |heymarket| heymarket.send_email(1, 2).convo_id(3).text("Hi") => used;
        schedule_message: |heymarket| {
            heymarket.schedule_message(1, "2026-03-01T12:15:00Z", ScheduledContent::new().text("Hi"))
        } => used;
        get_scheduled_message: |heymarket| heymarket.get_scheduled_message(1) => used;
        update_scheduled_message: |heymarket| {
            heymarket.update_scheduled_message(1, 2, "2026-03-01T12:15:00Z", ScheduledContent::new().text("Hi"))
        } => used;
        delete_scheduled_message: |heymarket| heymarket.delete_scheduled_message(1) => used;
        list_messages: |heymarket| heymarket.list_messages("14155551234", 1) => used;
        list_team_messages: |heymarket| heymarket.list_team_messages() => used;
        count_team_messages: |heymarket| heymarket.count_team_messages() => used;
        list_inboxes: |heymarket| heymarket.list_inboxes() => used;
        get_team: |heymarket| heymarket.get_team() => used;
    }
}
