//! Where webhooks are posted to: one address for the account, however it is written.

use serde_json::json;
use threadline::http::ErrorKind;
use threadline::qlara::callback::{CreateCallback, DeleteCallback, GetCallback, UpdateCallback};

use crate::qlara::client::{Client, every_way, operation};

const ONE: &str = "https://example.com/hook?secret=%C3%A9-0f3a9c5e7b1d4826&x=1";
const OTHER: &str = "http://127.0.0.1:8787/";

#[test]
fn the_address_is_set_once_changed_and_taken_away() {
    for options in every_way() {
        let mut client = Client::new(options);
        let get = |client: &mut Client| client.call(&GetCallback::new()).map(|it| it.callback_url);
        let kind = |outcome: Result<_, threadline::http::Error>| outcome.unwrap_err().kind();
        assert_eq!(kind(get(&mut client).map(drop)), ErrorKind::NotFound);
        assert_eq!(kind(client.call(&UpdateCallback::new(ONE)).map(drop)), ErrorKind::NotFound);
        assert_eq!(kind(client.call(&DeleteCallback::new()).map(drop)), ErrorKind::NotFound);
        client.call(&CreateCallback::new(ONE)).unwrap();
        assert_eq!(get(&mut client).unwrap().as_deref(), Some(ONE));
        assert_eq!(client.fake.callback_url(), Some(ONE));
        let error = client.call(&CreateCallback::new(OTHER)).unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidRequest, Some(409)));
        for _ in 0..2 {
            client.call(&UpdateCallback::new(OTHER)).unwrap();
            assert_eq!(get(&mut client).unwrap().as_deref(), Some(OTHER));
        }
        client.call(&DeleteCallback::new()).unwrap();
        assert_eq!(kind(get(&mut client).map(drop)), ErrorKind::NotFound);
        client.call(&CreateCallback::new(OTHER)).unwrap();
        client.fake.reset();
        assert_eq!(client.fake.callback_url(), None);
    }
}

#[test]
fn what_is_not_an_address_is_rejected_and_changes_nothing() {
    let mut client = Client::new(every_way()[0]);
    client.ask(operation("createCallback"), &json!({ "callbackUrl": ONE })).unwrap();
    for wrong in ["x", "ftp://example.com/", "https://", "http:///x", "https://a b/", "https://é/"]
    {
        for name in ["createCallback", "updateCallback"] {
            let error = client.ask(operation(name), &json!({ "callbackUrl": wrong })).unwrap_err();
            assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidRequest, Some(400)));
            assert!(error.message().contains("callbackUrl must be"), "{error}");
        }
    }
    assert_eq!(client.fake.callback_url(), Some(ONE));
}
