//! Unlucky conversations come through unchanged.

use serde_json::json;
use threadline::qlara::conversations::{ArchiveConversation, MarkRead, Reply};
use threadline::qlara::{ChannelType, Id, MessageStatus};
use threadline_fakes::qlara::{Options, Spelling};

use super::client::{Client, every_way, operation};

fn each_way(test: impl Fn(&mut Client)) {
    for options in every_way() {
        test(&mut Client::new(options));
    }
}

#[test]
fn texts_of_any_letters_come_out_as_they_are() {
    let odd = "\"quoted\" \\ back\nnew\ttab\r\u{8}\u{c}\u{1}\u{7f}\u{2028}</script>";
    each_way(|client| {
        assert_eq!(client.get("810009").last_message.as_deref(), Some(odd));
        assert_eq!(client.messages("810009", None, None)[0].text.as_deref(), Some(odd));
        assert_eq!(client.messages("810010", None, None)[0].text.as_ref().unwrap().len(), 5000);
        assert_eq!(client.get("810010").last_message.unwrap().len(), 80);
        client.call(&Reply::new().chat_id("810003").message(odd)).unwrap();
        assert_eq!(client.get("810003").last_message.as_deref(), Some(odd));
    });
}

#[test]
fn ids_that_are_one_number_to_javascript_are_kept_apart() {
    each_way(|client| {
        let [low, high] = ["9007199254740992", "9007199254740993"];
        assert_eq!(client.get(low).id, low.into());
        assert_eq!(client.get(high).id, high.into());
        assert_eq!(client.messages(low, None, None).len(), 1);
        assert_eq!(client.messages(high, None, None).len(), 20);
        client.call(&ArchiveConversation::new(high)).unwrap();
        assert_eq!(client.get(high).archived, Some(true));
        assert_ne!(client.get(low).archived, Some(true));
    });
}

#[test]
fn ids_of_any_form_travel_in_paths_bodies_and_responses() {
    each_way(|client| {
        for id in ["18446744073709551615", "wa-39-7f3c", "grp:7/ü 1", "9007199254740993"] {
            assert_eq!(client.get(id).id, Id::from(id));
            client.fake.inbound(id, "Ciao").unwrap();
            client.call(&MarkRead::new(id)).unwrap();
            assert_eq!(client.get(id).unread_count.unwrap().0, 0);
            client.call(&Reply::new().chat_id(id).message(format!("For {id}"))).unwrap();
            assert_eq!(client.get(id).last_message, Some(format!("For {id}")));
            let page = client.messages(id, None, None);
            let last = page.last().unwrap().id.clone();
            let again = client.messages(id, Some(last.clone()), Some(last.clone()));
            assert_eq!(again.len(), 1);
            assert_eq!(again[0].id, last);
        }
    });
}

#[test]
fn what_gives_no_more_than_its_id_is_whole() {
    each_way(|client| {
        let got = client.ask(operation("getConversation"), &json!({ "chatId": 810018 })).unwrap();
        let given = got.as_object().unwrap().iter().filter(|(_, value)| !value.is_null());
        assert_eq!(given.map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["id"]);
    });
}

#[test]
fn a_conversation_without_messages_has_neither_a_date_nor_a_text() {
    each_way(|client| {
        let empty = client.get("810002");
        assert_eq!((empty.last_message, empty.last_message_date), (None, None));
        assert!(client.messages("810002", None, None).is_empty());
    });
}

#[test]
fn a_picture_has_no_text_and_values_that_no_document_names_are_values_too() {
    each_way(|client| {
        let messages = client.messages("810017", None, None);
        let texts: Vec<_> = messages.iter().map(|message| message.text.as_deref()).collect();
        assert_eq!(texts, [Some("This is what came:"), None]);
        assert_eq!(client.get("810017").last_message, None);
        let messages = client.messages("810015", None, None);
        let all: Vec<_> = messages
            .iter()
            .filter_map(|one| one.status.as_ref())
            .map(MessageStatus::as_str)
            .collect();
        let known = ["SENT", "DELIVERED", "READ", "ERROR", "EXPIRED", "UNKNOWN", "QUEUED"];
        assert_eq!(all, known);
        let channel = client.get("810016").channel.unwrap();
        assert_eq!(channel.r#type, Some(ChannelType::Other("TELEGRAM".into())));
    });
}

#[test]
fn conversations_of_one_time_are_sorted_the_same_way_every_time() {
    let mut client = Client::new(Options::default());
    let listed = client.listed();
    let equal: Vec<&str> = ["810013", "810012", "810011"].to_vec();
    let found: Vec<&str> = listed.iter().map(Id::as_str).filter(|id| equal.contains(id)).collect();
    assert_eq!(found, equal);
    let first = client.get("810011");
    assert!(equal.iter().all(|id| client.get(id).last_message_date == first.last_message_date));
}

#[test]
fn a_contact_without_a_phone_number_has_a_user_id_and_is_answered_like_any_other() {
    each_way(|client| {
        let objects = [Spelling::Nested, Spelling::Renamed];
        let writes_objects = objects.contains(&client.fake.options().spelling);
        for (id, user_id, username) in [
            ("810019", "US.13491208655302741918", Some("jo.by.name")),
            ("810020", "US.ENT.11815799212886844830", Some("two_portfolios")),
            ("810021", "BR.7Kq2Vx9TzL0aMw4RcN8e", None),
        ] {
            let contact = client.get(id).contact.unwrap();
            assert_eq!(contact.id, Some(Id::from(user_id)));
            assert_eq!((contact.name, contact.phone_number), (None, None));
            assert_eq!(contact.username.as_deref(), username.filter(|_| writes_objects));
            client.call(&Reply::new().chat_id(id).message("Hello!")).unwrap();
            // It arrives: the contact wrote less than a day ago.
            client.listed();
            let last = client.messages(id, None, None).pop().unwrap();
            let (text, status) = (last.text.as_deref(), last.status);
            assert_eq!((text, status), (Some("Hello!"), Some(MessageStatus::Delivered)));
        }
    });
}

#[test]
fn a_contact_with_both_a_user_id_and_a_phone_number_has_both_where_there_is_room_for_both() {
    each_way(|client| {
        let contact = client.get("810022").contact.unwrap();
        assert!(contact.phone_number.is_some_and(|phone| phone.starts_with("+1555555")));
        match client.fake.options().spelling {
            Spelling::Nested | Spelling::Renamed => {
                assert_eq!(contact.id, Some("IT.20817734519006628354".into()));
                assert_eq!(contact.username.as_deref(), Some("both_of_them"));
            }
            Spelling::Flat | Spelling::Sparse => {
                assert_eq!((contact.id, contact.username), (None, None));
            }
        }
    });
}
