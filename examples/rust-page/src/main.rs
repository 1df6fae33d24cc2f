//! A page in Rust, with Leptos: a member's conversations, a filter, and what went wrong.

mod address;
mod filter;
mod list;
mod problem;

use std::future::IntoFuture;

use address::Address;
use filter::Filter;
use leptos::prelude::*;
use list::List;
use problem::Problem;
use threadline::Id;
use threadline::client::Heymarket;
use threadline::heymarket::Member;
use threadline::heymarket::conversations::ConversationFilters;

fn main() {
    console_error_panic_hook::set_once();
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let address = Address::read();
    let shown = match address.client() {
        Ok(heymarket) => view! { <Inbox heymarket member=address.member /> }.into_any(),
        // A setting is wrong: a retry would not help.
        Err(error) => view! { <Problem error /> }.into_any(),
    };
    view! {
        <main>
            <h1>"Conversations"</h1>
            {shown}
        </main>
    }
}

#[component]
fn Inbox(heymarket: Heymarket, member: Id<Member>) -> impl IntoView {
    let filters = RwSignal::new(ConversationFilters::new().closed(false));
    // Runs again when the filters change: what was asked before is dropped, and its request aborted.
    let page = LocalResource::new(move || {
        heymarket.list_conversations(member).filters(filters.get()).into_future()
    });
    let (is_waiting, set_waiting) = signal(false);
    let shown = move || {
        page.get().map(|found| match found {
            Ok(conversations) => view! { <List conversations /> }.into_any(),
            Err(error) => {
                let retry = Callback::new(move |()| page.refetch());
                view! { <Problem error retry is_waiting /> }.into_any()
            }
        })
    };
    view! {
        <Filter filters />
        <section aria-label="Conversations" aria-busy=move || is_waiting.get().to_string()>
            <Transition fallback=|| view! { <p class="quiet">"Loading…"</p> } set_pending=set_waiting>
                {shown}
            </Transition>
        </section>
    }
}
