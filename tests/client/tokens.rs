//! Tokens: of a user's own endpoint, and made of API secrets.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use threadline::ErrorKind;
use threadline::client::{Credential, Heymarket};
use threadline_fakes::heymarket::{KEY, SECRETS};

use crate::run;
use crate::server::{Calm, Server};

fn with(server: &Server, credential: Credential) -> Heymarket {
    Heymarket::builder(credential)
        .base_url(&server.url)
        .transport(Calm(threadline::client::Reqwest::new()))
        .build()
        .unwrap()
}

#[test]
fn a_token_is_asked_for_with_each_call_and_once_more_after_401() {
    run(async {
        let server = Server::start();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let heymarket = with(
            &server,
            Credential::token(move || {
                let number = count.fetch_add(1, Ordering::Relaxed);
                async move {
                    let token = if number == 1 { "expired" } else { KEY };
                    Ok::<_, std::convert::Infallible>(token.to_owned())
                }
            }),
        );
        heymarket.get_team().await.unwrap();
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        heymarket.get_team().await.unwrap();
        assert_eq!(asked.load(Ordering::Relaxed), 3);
        assert_eq!(server.count("getTeam").await, 3);
    });
}

#[test]
fn a_token_that_cannot_be_had_is_an_authentication_error_with_its_source() {
    run(async {
        let server = Server::start();
        let heymarket = with(
            &server,
            Credential::token(async || Err::<String, _>(std::io::Error::other("signed out"))),
        );
        let error = heymarket.get_team().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Authentication, 0));
        let source = std::error::Error::source(&error).unwrap();
        assert_eq!(source.to_string(), "signed out");
        let heymarket =
            with(&server, Credential::token(async || Ok::<_, std::io::Error>("two words".into())));
        let error = heymarket.get_team().await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::InvalidArgument, Some("token")));
        assert!(server.requests().await.is_empty());
    });
}

#[test]
fn secrets_sign_tokens_that_the_service_takes_and_the_other_one_follows_a_rejected_one() {
    run(async {
        let server = Server::start();
        let [first, second] = [&SECRETS[0], &SECRETS[1]];
        let heymarket =
            with(&server, Credential::secrets([(first.id, first.key), (second.id, second.key)]));
        heymarket.get_team().await.unwrap();
        assert_eq!(server.count("getTeam").await, 1);
        server.options(&json!({ "secrets": "second" })).await;
        heymarket.get_team().await.unwrap();
        assert_eq!(server.count("getTeam").await, 2);
        heymarket.get_team().await.unwrap();
        assert_eq!(server.count("getTeam").await, 1);
        server.options(&json!({ "secrets": "none" })).await;
        let error = heymarket.get_team().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Authentication, 2));
    });
}

#[test]
fn a_panic_in_the_callers_own_code_leaves_the_client_usable() {
    run(async {
        let server = Server::start();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let heymarket = with(
            &server,
            Credential::token(move || {
                assert_ne!(count.fetch_add(1, Ordering::Relaxed), 0, "the caller's own fault");
                async { Ok::<_, std::io::Error>(KEY.to_owned()) }
            }),
        );
        let panicked = tokio::spawn(heymarket.get_team().into_future()).await;
        assert!(panicked.unwrap_err().is_panic());
        heymarket.get_team().await.unwrap();
    });
}
