//! No rendering of anything shows a secret, or what was sent.

use std::error::Error;

use serde_json::json;
use threadline::client::{Credential, Heymarket};

use crate::run;
use crate::server::Server;

const KEY: &str = "key-that-nobody-may-see-0123456789";
const TEXT: &str = "The code of the door is 8812, come at nine";

/// An error in every way that programs print it, with its causes.
fn renderings(error: &(dyn Error + 'static)) -> String {
    let mut text = String::new();
    let mut at = Some(error);
    while let Some(error) = at {
        text.push_str(&format!("{error}\n{error:?}\n{error:#?}\n"));
        at = error.source();
    }
    text
}

#[test]
fn clients_requests_and_errors_show_neither_the_key_nor_what_was_sent() {
    run(async {
        let server = Server::start();
        let heymarket =
            Heymarket::builder(Credential::api_key(KEY)).base_url(&server.url).build().unwrap();
        let request = heymarket.send_message(2222, 1111).phone_number("15555550118").text(TEXT);
        let mut shown = format!(
            "{:?} {heymarket:?} {heymarket:#?} {request:?} {request:#?}",
            Credential::api_key(KEY)
        );
        let quoting = json!({ "message": format!("{TEXT}, said {KEY} to +1 (555) 555-0118") });
        for fault in [
            json!({ "status": 400, "body": { "json": quoting } }),
            json!({ "status": 200, "body": { "json": quoting } }),
            json!({ "sending": "resetAfter" }),
            json!({ "sending": "notHttp" }),
        ] {
            server.faults(&json!({ "heymarket.sendMessage": [fault] })).await;
            shown.push_str(&renderings(&request.clone().await.unwrap_err()));
        }
        let nobody =
            Heymarket::builder(Credential::api_key(KEY)).base_url("http://127.0.0.1:9").build();
        let refused = nobody.unwrap().list_messages("15555550118", 101).max_retries(0).await;
        shown.push_str(&renderings(&refused.unwrap_err()));
        for secret in [KEY, "nobody-may", TEXT, "8812, come", "5555550118", "555-0118"] {
            assert!(!shown.contains(secret), "{secret} is in\n{shown}");
        }
    });
}

#[test]
fn the_source_of_a_refused_connection_leads_to_the_systems_own_error() {
    run(async {
        let heymarket =
            Heymarket::builder(Credential::api_key(KEY)).base_url("http://127.0.0.1:9").build();
        let error = heymarket.unwrap().get_team().max_retries(0).await.unwrap_err();
        assert!(renderings(&error).contains("Connection refused"), "{}", renderings(&error));
        assert!(error.is_retryable() && !error.is_timeout());
    });
}
