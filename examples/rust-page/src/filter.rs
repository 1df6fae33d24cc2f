//! Which conversations are shown.

use leptos::prelude::*;
use threadline::heymarket::conversations::ConversationFilters;

const STATES: [(&str, Option<bool>); 3] =
    [("Open", Some(false)), ("Closed", Some(true)), ("All", None)];

#[component]
pub(crate) fn Filter(filters: RwSignal<ConversationFilters>) -> impl IntoView {
    let state = |(name, closed): (&'static str, Option<bool>)| {
        let is_chosen = move || filters.read().closed == closed;
        view! {
            <label>
                <input
                    type="radio"
                    name="state"
                    prop:checked=is_chosen
                    on:change=move |_| filters.update(|filters| filters.closed = closed)
                />
                {name}
            </label>
        }
    };
    let unread = move |event| {
        let is_wanted = event_target_checked(&event);
        filters.update(|filters| filters.unread = is_wanted.then_some(true));
    };
    view! {
        <form aria-label="Filter">
            <fieldset>
                <legend>"State"</legend>
                {STATES.map(state).collect_view()}
            </fieldset>
            <label class="unread-only">
                <input type="checkbox" on:change=unread />
                "Unread only"
            </label>
        </form>
    }
}
