//! A page in Rust, with Leptos: a member's conversations, a filter, and what went wrong.

mod address;
mod filter;
mod list;
mod problem;

use address::Address;
use filter::Filter;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
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
    let retries = RwSignal::new(0);
    let is_waiting = RwSignal::new(true);
    let page = RwSignal::new(None);
    Effect::new(move || {
        retries.track();
        let list = heymarket.list_conversations(member).filters(filters.get());
        is_waiting.set(true);
        // Dropped when the effect runs again: that aborts a request which nobody waits for any more. A resource would
        // let it end first.
        spawn_local_scoped_with_cancellation(async move {
            page.set(Some(list.await));
            is_waiting.set(false);
        });
    });
    let shown = move || match page.get() {
        None => view! { <p class="quiet">"Loading…"</p> }.into_any(),
        Some(Ok(conversations)) => view! { <List conversations /> }.into_any(),
        Some(Err(error)) => {
            let retry = Callback::new(move |()| retries.update(|count| *count += 1));
            view! { <Problem error retry is_waiting /> }.into_any()
        }
    };
    view! {
        <Filter filters />
        <section aria-label="Conversations" aria-busy=move || is_waiting.get().to_string()>
            {shown}
        </section>
    }
}
