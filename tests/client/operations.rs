//! Calls as a program makes them.

use threadline::client::Heymarket;
use threadline::heymarket::conversations::ConversationFilters;
use threadline::heymarket::{Channel, ConversationStatus};
use threadline::{ErrorKind, Id};

use crate::run;
use crate::server::Server;

#[test]
fn a_list_is_read_into_typed_conversations() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        let page = heymarket
            .list_conversations(1111)
            .filters(ConversationFilters::new().inboxes([2222]).closed(false))
            .await
            .unwrap();
        assert!(!page.is_empty());
        for conversation in &page {
            assert_eq!(conversation.status, Some(ConversationStatus::Open));
            assert_eq!(conversation.inbox.as_ref().map(|inbox| inbox.id), Some(Id::new(2222)));
        }
        assert!(page.iter().any(|one| one.channel == Some(Channel::Sms)));
        let first = page.first().unwrap();
        let again = heymarket.get_conversation(first.id).await.unwrap();
        assert_eq!(again.id, first.id);
    });
}

#[test]
fn a_message_is_sent_once_and_its_receipt_names_it() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        let receipt = heymarket.send_message(2222, 1111).chat_id(610_018).text("On its way").await;
        assert!(receipt.unwrap().id.is_some());
        assert_eq!(server.count("sendMessage").await, 1);
        let qlara = server.qlara().build().unwrap();
        qlara.reply().chat_id("810006").message("On its way").await.unwrap();
        assert_eq!(server.count("reply").await, 1);
    });
}

#[test]
fn what_breaks_a_rule_is_an_error_with_its_path_and_nothing_is_sent() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        let message = || heymarket.send_message(2222, 1111);
        for (request, path) in [
            (message().chat_id(1).phone_number("14155551234").text("Hi"), None),
            (message().text("Hi"), None),
            (message().chat_id(1), None),
            (message().chat_id(1).text(""), Some("text")),
            (message().phone_number("555").text("Hi"), Some("phoneNumber")),
            (message().targets([""; 0]).text("Hi"), Some("targets")),
            (message().targets(["14155551234", "x"]).text("Hi"), Some("targets[1]")),
            (message().chat_id(-1).text("Hi"), Some("chatId")),
        ] {
            let error = request.await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{error}");
            assert_eq!((error.path(), error.attempts()), (path, 0), "{error}");
            assert_eq!(error.operation(), Some("sendMessage"));
        }
        let past = heymarket
            .schedule_message(
                2222,
                "2020-03-01T12:15:00Z",
                threadline::heymarket::messages::ScheduledContent::new().text("Hi"),
            )
            .conversation_id(610_018);
        assert_eq!(past.await.unwrap_err().path(), Some("executeAt"));
        assert!(server.requests().await.is_empty());
    });
}

#[test]
fn a_client_its_requests_and_its_futures_go_to_other_threads() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    fn is_shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    run(async {
        let server = Server::start();
        let heymarket: Heymarket = server.heymarket().build().unwrap();
        is_shared(&heymarket);
        let list = is_send(is_send(heymarket.list_conversations(1111)).into_future());
        let page = tokio::spawn(list).await.unwrap().unwrap();
        assert!(!page.is_empty());
    });
}
