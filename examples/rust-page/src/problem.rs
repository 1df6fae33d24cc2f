//! What went wrong, and what the person can do about it.

use std::time::Duration;

use leptos::prelude::*;
use threadline::{Error, ErrorKind};

#[component]
pub(crate) fn Problem(
    error: Error,
    /// Where a retry may help.
    #[prop(optional)]
    retry: Option<Callback<()>>,
    /// Whether it is under way.
    #[prop(optional, into)]
    is_waiting: Signal<bool>,
) -> impl IntoView {
    let button = retry.map(|retry| {
        view! {
            <button type="button" disabled=is_waiting on:click=move |_| retry.run(())>
                {move || if is_waiting.get() { "Trying again…" } else { "Try again" }}
            </button>
        }
    });
    view! {
        <div class="problem" role="alert">
            <p>{words(&error)}</p>
            {button}
        </div>
    }
}

/// What a person makes of it.
fn words(error: &Error) -> String {
    match error.kind() {
        ErrorKind::InvalidArgument => format!("This page is set up wrongly: {error}."),
        ErrorKind::Authentication => "You are no longer signed in. Sign in, and come back.".into(),
        ErrorKind::PermissionDenied => "These conversations are not yours to see.".into(),
        ErrorKind::RateLimit => busy(error.retry_after()),
        _ if error.is_retryable() => "The service cannot be reached just now.".into(),
        _ => format!("The list could not be loaded: {error}."),
    }
}

fn busy(wait: Option<Duration>) -> String {
    match wait.map(|wait| wait.as_secs()) {
        Some(seconds @ 60..) => {
            format!("The service is busy. Try again in {} minutes.", seconds.div_ceil(60))
        }
        _ => "The service is busy. Try again in a moment.".into(),
    }
}
