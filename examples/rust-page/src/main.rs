//! A page in Rust, with Leptos: a member's conversations, a filter, and what went wrong.
//!
//! The page holds no key. It calls your own endpoint, which adds it; where that is, and who is signed in, stands in its
//! address here: `?endpoint=http://127.0.0.1:8787&token=…&member=1111`.

use leptos::prelude::*;
use threadline::client::{Credential, Heymarket};
use threadline::heymarket::conversations::ConversationFilters;
use threadline::heymarket::{Conversation, Member};
use threadline::{Error, Id};

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

/// What the page reads in its address.
struct Address {
    endpoint: String,
    token: String,
    member: Id<Member>,
}

impl Address {
    fn read() -> Self {
        let search = window().location().search().unwrap_or_default();
        let parameters = web_sys::UrlSearchParams::new_with_str(&search).ok();
        let of = |name| parameters.as_ref().and_then(|all| all.get(name)).unwrap_or_default();
        Address {
            endpoint: of("endpoint"),
            token: of("token"),
            member: of("member").parse().unwrap_or(Id::new(0)),
        }
    }
}

fn client(address: &Address) -> Result<Heymarket, Error> {
    let token = address.token.clone();
    let token = move || std::future::ready(Ok::<_, Error>(token.clone()));
    Heymarket::builder(Credential::token(token)).base_url(&address.endpoint).build()
}

#[component]
fn App() -> impl IntoView {
    let address = Address::read();
    let member = address.member;
    let (is_closed, show_closed) = signal(false);
    let heymarket = client(&address);
    let page = LocalResource::new(move || {
        let heymarket = heymarket.clone();
        let filters = ConversationFilters::new().closed(is_closed.get());
        async move { heymarket?.list_conversations(member).filters(filters).await }
    });
    view! {
        <h1>"Conversations"</h1>
        <label>
            <input type="checkbox" on:change=move |event| show_closed.set(event_target_checked(&event)) />
            " Closed ones"
        </label>
        <Transition fallback=|| view! { <p>"Loading …"</p> }>
            {move || page.get().map(|page| match page {
                Ok(conversations) => view! { <List conversations /> }.into_any(),
                Err(error) => view! { <p role="alert">{advice(&error)}</p> }.into_any(),
            })}
        </Transition>
    }
}

#[component]
fn List(conversations: Vec<Conversation>) -> impl IntoView {
    let rows = conversations.into_iter().map(|conversation| {
        let who = conversation
            .name
            .or(conversation.target.map(String::from))
            .unwrap_or_else(|| format!("#{}", conversation.id));
        let assigned = conversation.assigned.and_then(|member| member.name).unwrap_or_default();
        let is_unread = conversation.read == Some(false);
        view! { <li class:unread=is_unread><span>{who}</span><span>{assigned}</span></li> }
    });
    view! { <ul>{rows.collect_view()}</ul> }
}

/// What a person can do about an error.
fn advice(error: &Error) -> String {
    if error.is_retryable() {
        return "The service cannot be reached just now. Try again in a moment.".into();
    }
    format!("This did not work: {error}")
}
