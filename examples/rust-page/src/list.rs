//! The list of conversations.

use js_sys::{Date, JSON};
use leptos::prelude::*;
use threadline::heymarket::{Conversation, ConversationStatus};

#[component]
pub(crate) fn List(conversations: Vec<Conversation>) -> impl IntoView {
    if conversations.is_empty() {
        return view! { <p class="quiet">"No conversations here."</p> }.into_any();
    }
    let rows = conversations.into_iter().map(|conversation| view! { <Row conversation /> });
    view! { <ul>{rows.collect_view()}</ul> }.into_any()
}

#[component]
fn Row(conversation: Conversation) -> impl IntoView {
    let who = who(&conversation);
    let Conversation { last_msg, inbox, assigned, status, read, updated, .. } = conversation;
    let is_unread = read == Some(false);
    let is_closed = status == Some(ConversationStatus::Closed);
    let inbox = inbox.and_then(|inbox| inbox.name);
    let assigned = assigned.and_then(|member| member.name);
    let place = [inbox, assigned].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let updated = updated.map(String::from);
    view! {
        <li class:unread=is_unread>
            <strong>
                {who} {is_unread.then(|| view! { <span class="said">", unread"</span> })}
            </strong>
            {updated.map(|updated| view! { <time datetime=updated.clone()>{shown(&updated)}</time> })}
            <span class="preview">{last_msg.unwrap_or_else(|| "No messages yet".into())}</span>
            <small>{place} {is_closed.then(|| view! { <span class="badge">"closed"</span> })}</small>
        </li>
    }
}

/// What a person knows the contact by.
fn who(conversation: &Conversation) -> String {
    let group = || {
        let all: Vec<&str> = conversation.targets.iter().map(AsRef::as_ref).collect();
        (!all.is_empty()).then(|| all.join(", "))
    };
    let name = conversation.name.clone();
    name.or_else(|| conversation.target.clone().map(String::from))
        .or_else(group)
        .unwrap_or_else(|| format!("#{}", conversation.id))
}

/// A timestamp as the reader would write it.
fn shown(timestamp: &str) -> String {
    const PARTS: &str =
        r#"{ "day": "numeric", "month": "short", "hour": "numeric", "minute": "2-digit" }"#;
    let options = JSON::parse(PARTS).unwrap_or_default();
    Date::new(&timestamp.into()).to_locale_string("default", &options).into()
}
