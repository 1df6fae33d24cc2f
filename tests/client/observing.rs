//! What an observer is shown.

use std::sync::{Arc, Mutex};

use serde_json::json;
use threadline::ErrorKind;
use threadline::client::Event;

use crate::run;
use crate::server::Server;

#[test]
fn an_observer_sees_requests_responses_retries_and_drift_in_order() {
    run(async {
        let server = Server::start();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        let heymarket = server
            .heymarket()
            .observer(move |event| log.lock().unwrap().push(event.clone()))
            .build()
            .unwrap();
        let odd = json!({ "status": 200, "body": { "json": { "id": 7, "name": "Team", "members": "none" } } });
        server.faults(&json!({ "heymarket.getTeam": [{ "status": 503 }, odd] })).await;
        assert_eq!(heymarket.get_team().await.unwrap().id.get(), 7);
        let seen = seen.lock().unwrap();
        let [first, answered, retried, second, good, drift] = &seen[..] else { panic!("{seen:?}") };
        assert!(matches!(first, Event::Request { operation: "getTeam", attempt: 1, .. }));
        assert!(matches!(answered, Event::Response { status: 503, attempt: 1, .. }));
        assert!(matches!(retried, Event::Retry { kind: ErrorKind::Server, attempt: 1, .. }));
        assert!(matches!(second, Event::Request { attempt: 2, .. }));
        assert!(matches!(good, Event::Response { status: 200, attempt: 2, .. }));
        assert!(matches!(drift, Event::Drift { path, .. } if path == "$.members"), "{drift:?}");
    });
}
