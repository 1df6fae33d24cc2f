//! What the page is given by its own address: `/?member=1111#token=…`. A fragment is never sent, and stays in the page.

use leptos::prelude::{location, window};
use threadline::client::{Credential, Heymarket};
use threadline::heymarket::Member;
use threadline::{Error, Id};
use web_sys::UrlSearchParams;

pub(crate) struct Address {
    /// Who asks.
    pub(crate) member: Id<Member>,
    token: String,
    key: Option<String>,
}

impl Address {
    pub(crate) fn read() -> Self {
        let search = parameters(location().search().ok());
        let fragment = parameters(location().hash().ok());
        Address {
            member: search("member").and_then(|id| id.parse().ok()).unwrap_or(Id::new(0)),
            token: fragment("token").unwrap_or_default(),
            key: fragment("key"),
        }
    }

    /// A client of the page's own origin, where an endpoint adds the key. A key in the page is a mistake: `#key=…` shows
    /// that the client rejects it.
    pub(crate) fn client(&self) -> Result<Heymarket, Error> {
        let credential = match &self.key {
            Some(key) => Credential::api_key(key),
            None => {
                let token = self.token.clone();
                Credential::token(move || std::future::ready(Ok::<_, Error>(token.clone())))
            }
        };
        let origin = window().location().origin().unwrap_or_default();
        Heymarket::builder(credential).base_url(format!("{origin}/heymarket")).build()
    }
}

/// What the names in `?a=…&b=…` or `#a=…&b=…` stand for.
fn parameters(text: Option<String>) -> impl Fn(&str) -> Option<String> {
    let text = text.unwrap_or_default();
    let all = UrlSearchParams::new_with_str(text.trim_start_matches(['?', '#'])).ok();
    move |name| all.as_ref()?.get(name)
}
