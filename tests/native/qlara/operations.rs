//! Each operation, from the call to what the service has become, in whatever way responses are written.

use serde_json::json;
use threadline::http::ErrorKind;
use threadline::qlara::conversations::{
    ArchiveConversation, AssignConversation, ListAssignableUsers, ListConversations, MarkRead,
    Reply, UnarchiveConversation, UnassignConversation,
};
use threadline::qlara::{
    Channel, Conversation, ConversationOrder, Direction, Id, MessageStatus, User,
};
use threadline_fakes::qlara::{Options, ReplyText, Spelling};

use super::client::{Client, FREE, LISTED, every_way};

fn in_every_way(test: impl Fn(&mut Client)) {
    for options in every_way() {
        test(&mut Client::new(options));
    }
}

fn date(conversation: &Conversation) -> Option<&str> {
    conversation.last_message_date.as_ref().map(|date| date.as_str())
}

fn text(text: &str) -> Reply {
    Reply::new().chat_id(FREE).message(text)
}

fn assignee(client: &mut Client) -> Option<Id<User>> {
    client.get(FREE).assignee.map(|user| user.id)
}

#[test]
fn a_list_is_sorted_by_the_last_message_and_holds_what_is_not_archived() {
    in_every_way(|client| {
        let newest = client.call(&ListConversations::new()).unwrap();
        assert_eq!(newest.len(), LISTED);
        let dated: Vec<_> = newest.iter().filter_map(date).collect();
        // Of one no more than its id is written, and one has no message.
        assert_eq!(dated.len(), LISTED - 2);
        assert!(dated.is_sorted_by(|a, b| a >= b));
        assert!(newest.iter().all(|one| one.archived != Some(true)));
        for (order, reversed) in
            [(ConversationOrder::LatestFirst, false), (ConversationOrder::OldestFirst, true)]
        {
            let mut list = client.call(&ListConversations::new().order_by(order)).unwrap();
            if reversed {
                list.reverse();
            }
            assert_eq!(list, newest);
        }
    });
}

#[test]
fn a_list_holds_what_its_filters_ask_for() {
    in_every_way(|client| {
        let unread = ListConversations::new().unread_only(true);
        let page = client.call(&unread).unwrap();
        assert!(!page.is_empty() && page.iter().all(|one| one.unread_count.unwrap().0 > 0));
        let all = ListConversations::new().unread_only(false);
        assert_eq!(client.call(&all).unwrap().len(), LISTED);
        for channels in [vec!["7"], vec!["9007199254740997", "8"], vec!["no such"]] {
            let ids: Vec<Id<Channel>> = channels.iter().copied().map(Id::from).collect();
            let page = client.call(&ListConversations::new().channel_ids(ids.clone())).unwrap();
            assert_eq!(page.is_empty(), channels == ["no such"]);
            let channel = |one: &Conversation| one.channel.as_ref().and_then(|it| it.id.clone());
            let full = page.iter().filter(|one| one.channel.is_some());
            assert!(full.clone().all(|one| ids.contains(&channel(one).unwrap())));
        }
    });
}

#[test]
fn a_list_from_a_date_holds_what_changed_after_it() {
    in_every_way(|client| {
        let since = |date: &str| ListConversations::new().date_from(date);
        // When the seed ends.
        let beginning = since("2026-03-02T10:00:00+01:00");
        assert_eq!(client.listed().len(), LISTED);
        assert!(client.ids(&beginning).is_empty());
        client.call(&MarkRead::new(FREE)).unwrap();
        client.call(&text("Ciao")).unwrap();
        client.call(&AssignConversation::new("810003", "56")).unwrap();
        assert_eq!(client.ids(&beginning), [Id::from(FREE), Id::from("810003")]);
        let message = client.get(FREE).last_message_date.unwrap();
        // Strictly after: what changed at that very time is not among them.
        assert_eq!(client.ids(&since(message.as_str())), [Id::from("810003")]);
        assert_eq!(client.ids(&since("2000-01-01T00:00:00Z")).len(), LISTED);
    });
}

#[test]
fn one_conversation_is_the_same_as_in_the_list() {
    in_every_way(|client| {
        for conversation in client.call(&ListConversations::new()).unwrap() {
            assert_eq!(client.get(conversation.id.as_str()), conversation);
        }
    });
}

#[test]
fn a_reply_is_sent_and_then_delivered_and_leads_the_list() {
    in_every_way(|client| {
        let before = client.get(FREE);
        client.call(&text("Until 18:00 👋")).unwrap();
        for status in [MessageStatus::Sent, MessageStatus::Delivered, MessageStatus::Delivered] {
            let message = client.messages(FREE, None, None).pop().unwrap();
            assert_eq!(message.text.as_deref(), Some("Until 18:00 👋"));
            assert_eq!(message.direction, Some(Direction::Outbound));
            assert_eq!(message.status, Some(status));
        }
        let after = client.get(FREE);
        assert_eq!(after.last_message.as_deref(), Some("Until 18:00 👋"));
        assert!(date(&after) > date(&before));
        assert_eq!(after.unread_count, before.unread_count);
        assert_eq!(client.listed()[0], Id::from(FREE));
    });
}

#[test]
fn a_reply_after_the_window_is_accepted_and_does_not_arrive() {
    in_every_way(|client| {
        let late = text("Are you still there?").chat_id("810007");
        client.call(&late).unwrap();
        for status in [MessageStatus::Sent, MessageStatus::Error] {
            let message = client.messages("810007", None, None).pop().unwrap();
            assert_eq!(message.status, Some(status));
        }
        // As soon as the contact has written it is open again.
        client.fake.inbound("810007", "Yes!").unwrap();
        client.call(&late).unwrap();
        client.get(FREE);
        let message = client.messages("810007", None, None).pop().unwrap();
        assert_eq!(message.status, Some(MessageStatus::Delivered));
    });
}

#[test]
fn a_service_that_names_the_text_otherwise_gets_a_body_of_the_callers_own() {
    for (reply_text, key) in [(ReplyText::Text, "text"), (ReplyText::Body, "body")] {
        let mut client = Client::new(Options { reply_text, ..Options::default() });
        assert_eq!(client.call(&text("Ciao")).unwrap_err().kind(), ErrorKind::InvalidRequest);
        let own = json!({ "body": { "chatId": 810006, key: "Ciao" } });
        client.ask(super::operation("reply"), &own).unwrap();
        assert_eq!(client.get(FREE).last_message.as_deref(), Some("Ciao"));
        let other = json!({ "body": { "chatId": FREE, "message": "Ciao" } });
        assert!(client.ask(super::operation("reply"), &other).is_err());
    }
    let mut client = Client::new(Options::default());
    let own = json!({ "body": { "message": "Come va?", "chatId": FREE } });
    client.ask(super::operation("reply"), &own).unwrap();
    assert_eq!(client.get(FREE).last_message.as_deref(), Some("Come va?"));
}

#[test]
fn a_reply_without_text_or_with_other_keys_is_rejected_and_nothing_is_sent() {
    let mut client = Client::new(Options::default());
    let before = client.messages(FREE, None, None);
    for body in [
        json!({ "chatId": FREE }),
        json!({ "chatId": FREE, "message": "" }),
        json!({ "chatId": FREE, "message": null }),
        json!({ "chatId": FREE, "text": "Ciao" }),
        json!({ "chatId": FREE, "message": "Ciao", "text": "Ciao" }),
        json!({ "conversationId": FREE, "message": "Ciao" }),
        json!({ "message": "Ciao" }),
        json!({}),
    ] {
        let error = client.ask(super::operation("reply"), &json!({ "body": body })).unwrap_err();
        assert_eq!(
            (error.kind(), error.status()),
            (ErrorKind::InvalidRequest, Some(400)),
            "{body}"
        );
    }
    assert_eq!(client.messages(FREE, None, None), before);
}

#[test]
fn reading_leaves_nothing_unread_and_doing_it_again_changes_nothing() {
    in_every_way(|client| {
        let before = client.get(FREE);
        assert_eq!(before.unread_count.unwrap().0, 2);
        let order = client.listed();
        for _ in 0..2 {
            client.call(&MarkRead::new(FREE)).unwrap();
            let mut after = client.get(FREE);
            assert_eq!(after.unread_count.unwrap().0, 0);
            after.unread_count = before.unread_count;
            assert_eq!(after, before);
        }
        assert_eq!(client.listed(), order);
        let unread = ListConversations::new().unread_only(true);
        assert!(!client.ids(&unread).contains(&FREE.into()));
    });
}

#[test]
fn what_is_archived_leaves_the_list_and_comes_back_by_hand_or_with_a_message() {
    in_every_way(|client| {
        let whole = client.listed();
        let archive = ArchiveConversation::new(FREE);
        for _ in 0..2 {
            client.call(&archive).unwrap();
            assert!(!client.listed().contains(&FREE.into()));
            assert_eq!(client.get(FREE).archived, Some(true));
        }
        for _ in 0..2 {
            client.call(&UnarchiveConversation::new(FREE)).unwrap();
            assert_eq!(client.listed(), whole);
        }
        client.call(&archive).unwrap();
        client.fake.inbound(FREE, "One more thing").unwrap();
        assert_eq!(client.listed()[0], FREE.into());
        let back = client.get(FREE);
        assert_ne!(back.archived, Some(true));
        assert_eq!(back.unread_count.unwrap().0, 3);
        assert_eq!(back.last_message.as_deref(), Some("One more thing"));
    });
}

#[test]
fn a_contacts_message_is_inbound_and_has_the_id_that_was_returned() {
    in_every_way(|client| {
        let id = client.fake.inbound("810002", "Buongiorno").unwrap();
        let all = client.messages("810002", None, None);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].id.as_str(), id.to_string());
        assert_eq!(all[0].direction, Some(Direction::Inbound));
        assert_eq!(all[0].status, Some(MessageStatus::Received));
        assert_eq!(client.fake.inbound("7", "Buongiorno"), None);
    });
}

#[test]
fn the_users_are_those_to_whom_conversations_can_be_assigned() {
    in_every_way(|client| {
        let users = client.call(&ListAssignableUsers::new()).unwrap();
        let names: Vec<_> = users.iter().filter_map(|user| user.display_name.as_deref()).collect();
        assert_eq!(names, ["Zoë", "Marco", "李娜", "Priya"]);
        assert_eq!(users[1].avatar_url, None);
        assert_eq!(users[3].id, "9007199254740999".into());
        for user in users {
            client.call(&AssignConversation::new(FREE, &user.id)).unwrap();
            assert_eq!(assignee(client), Some(user.id));
        }
    });
}

#[test]
fn assigning_replaces_and_taking_away_does_it_once_and_for_all() {
    in_every_way(|client| {
        assert_eq!(assignee(client), None);
        for user in ["55", "9007199254740999", "56", "56"] {
            client.call(&AssignConversation::new(FREE, user)).unwrap();
            assert_eq!(assignee(client), Some(user.into()));
        }
        for stranger in ["58", "Zoë", "9007199254740998"] {
            let error = client.call(&AssignConversation::new(FREE, stranger)).unwrap_err();
            assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidRequest, Some(400)));
            assert_eq!(assignee(client), Some("56".into()));
        }
        for _ in 0..2 {
            client.call(&UnassignConversation::new(FREE)).unwrap();
            assert_eq!(assignee(client), None);
        }
    });
}

#[test]
fn a_reset_brings_back_the_seed_and_keeps_the_options() {
    let options = Options { spelling: Spelling::Nested, ..Options::default() };
    let mut client = Client::new(options);
    let fresh = client.call(&ListConversations::new()).unwrap();
    client.call(&text("Ciao")).unwrap();
    client.call(&ArchiveConversation::new("810003")).unwrap();
    assert_ne!(client.call(&ListConversations::new()).unwrap(), fresh);
    client.fake.reset();
    assert_eq!(client.call(&ListConversations::new()).unwrap(), fresh);
    assert_eq!(client.fake.options(), options);
}
