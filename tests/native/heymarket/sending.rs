//! Messages and e-mails, from the call to what the service has become, in both spellings.

use serde_json::{Value, json};
use threadline::heymarket::conversations::ListConversations;
use threadline::heymarket::messages::{ListMessages, ListTeamMessages, SendEmail, SendMessage};
use threadline::heymarket::{Message, SentMessage};
use threadline::http::ErrorKind;
use threadline::schema::{Count, Id, OneOrMore, Phone};

use crate::heymarket::client::{
    BILLING, Client, JONAS, MAYA, SALES, SPELLINGS, SUPPORT, everything, operation,
};

/// An SMS conversation of the first inbox.
const FREE: i64 = 610_018;
const FREE_PHONE: &str = "15555550118";
const BY_MAIL: i64 = 610_003;
/// Of the inbox with a toll-free number.
const NIGHT_DESK: Id = Id(2226);

fn in_both_spellings(test: impl Fn(&mut Client)) {
    for spelling in SPELLINGS {
        test(&mut Client::spelling(spelling));
    }
}

fn to_free(text: &str) -> SendMessage {
    SendMessage {
        inbox_id: SUPPORT,
        creator_id: MAYA,
        chat_id: Some(Id(FREE)),
        text: Some(text.into()),
        ..Default::default()
    }
}

fn with(client: &mut Client, inbox_id: Id, phone: &str) -> Vec<Message> {
    let call = ListMessages { phone_number: Phone(phone.into()), inbox_id, ..Default::default() };
    client.call(&call).unwrap()
}

/// The newest message of all, and how many there are.
fn newest(client: &mut Client) -> (Message, i64) {
    let call = ListTeamMessages { limit: Some(Count(1)), ..Default::default() };
    let newest = client.call(&call).unwrap().remove(0);
    let count = client.ask(operation("countTeamMessages"), &json!({})).unwrap();
    (newest, count.as_i64().unwrap())
}

fn conversation(message: &Message) -> i64 {
    message.conversation.as_ref().unwrap().id.0
}

#[test]
fn what_is_sent_is_in_the_history_and_moves_the_conversation_to_the_front() {
    in_both_spellings(|client| {
        let before = client.get(FREE);
        let sent = client.call(&to_free("On its way 📦")).unwrap();
        let message = with(client, SUPPORT, FREE_PHONE).remove(0);
        assert_eq!((Some(message.id), &message.date), (sent.id, &sent.date));
        assert_eq!(message.text.as_deref(), Some("On its way 📦"));
        assert_eq!((message.user, conversation(&message)), (Some(MAYA), FREE));
        let after = client.get(FREE);
        assert_eq!(after.last_msg, message.text);
        assert_eq!((after.replied, &after.updated), (Some(true), &message.date));
        assert!(before.updated.unwrap().0 < after.updated.unwrap().0);
        assert_eq!((after.read, after.status), (before.read, before.status));
        assert_eq!(client.ids(&everything())[0], FREE);
    });
}

#[test]
fn what_is_sent_twice_is_there_twice_whatever_it_is_called() {
    in_both_spellings(|client| {
        let call = SendMessage { local_id: Some("a-1".into()), ..to_free("Twice?") };
        let (one, other) = (client.call(&call).unwrap(), client.call(&call).unwrap());
        assert_ne!(one.id, other.id);
        let messages = with(client, SUPPORT, FREE_PHONE);
        let texts = messages.iter().filter(|one| one.text.as_deref() == Some("Twice?"));
        assert!(texts.clone().all(|one| one.local_id.as_deref() == Some("a-1")));
        assert_eq!(texts.count(), 2);
    });
}

#[test]
fn a_number_is_written_to_in_its_conversation_or_a_new_one_begins() {
    in_both_spellings(|client| {
        let call = |phone: &str| SendMessage {
            chat_id: None,
            phone_number: Some(Phone(phone.into())),
            ..to_free("Hello")
        };
        client.call(&call("+1 555-555-0118")).unwrap();
        assert_eq!(conversation(&newest(client).0), FREE);
        client.call(&call("15555559999")).unwrap();
        let id = conversation(&newest(client).0);
        let begun = client.get(id);
        assert_eq!(begun.target.unwrap().0, "15555559999");
        assert_eq!(
            (begun.channel.as_deref(), begun.status.as_deref()),
            (Some("sms"), Some("open"))
        );
        assert_eq!((begun.inbox.unwrap().id, begun.assigned), (SUPPORT, None));
        client.call(&call("15555559999")).unwrap();
        assert_eq!(conversation(&newest(client).0), id);
        assert_eq!(with(client, SUPPORT, "15555559999").len(), 2);
        // A number has a conversation in each inbox.
        assert!(with(client, SALES, "15555559999").is_empty());
    });
}

#[test]
fn a_group_is_one_conversation_whatever_the_order_of_its_numbers() {
    in_both_spellings(|client| {
        let call = |numbers: &[&str]| SendMessage {
            chat_id: None,
            targets: Some(OneOrMore(numbers.iter().copied().map(Phone::from).collect())),
            ..to_free("Hello all")
        };
        client.call(&call(&["15555550103", "15555550101", "15555550102"])).unwrap();
        assert_eq!(conversation(&newest(client).0), 610_001);
        client.call(&call(&["15555550103", "15555559999"])).unwrap();
        let id = conversation(&newest(client).0);
        let begun = client.get(id);
        assert_eq!((begun.channel.as_deref(), begun.targets.len()), (Some("mms"), 2));
        let from_toll_free =
            SendMessage { inbox_id: NIGHT_DESK, ..call(&["15555550103", "15555559999"]) };
        let error = client.call(&from_toll_free).unwrap_err();
        assert_eq!(error.kind, ErrorKind::InvalidRequest);
        assert!(error.message.contains("toll-free"), "{error}");
    });
}

#[test]
fn a_list_is_written_to_contact_by_contact() {
    in_both_spellings(|client| {
        let (_, before) = newest(client);
        let call = SendMessage {
            chat_id: None,
            list_id: Some(Id(3301)),
            local_id: Some("sale-1".into()),
            ..to_free("Sale!")
        };
        client.call(&call).unwrap();
        assert_eq!(newest(client).1, before + 3);
        for phone in [FREE_PHONE, "15555550119", "15555559901"] {
            let message = with(client, SUPPORT, phone).remove(0);
            assert_eq!(message.text.as_deref(), Some("Sale!"), "{phone}");
            assert_eq!(message.broadcast_id, Some(Id(3301)));
        }
    });
}

#[test]
fn a_note_is_for_the_team_and_changes_nothing_else() {
    in_both_spellings(|client| {
        let before = client.get(FREE);
        let call = SendMessage { private: Some(true), ..to_free("He called, too.") };
        client.call(&call).unwrap();
        let note = with(client, SUPPORT, FREE_PHONE).remove(0);
        assert_eq!(note.text.as_deref(), Some("He called, too."));
        assert_eq!(note.r#type.as_deref(), Some("private"));
        let after = client.get(FREE);
        assert_eq!((after.last_msg, after.replied), (before.last_msg, before.replied));
        assert_eq!(after.updated, note.date);
        // A note begins no conversation.
        let phone_number = Some(Phone("15555559999".into()));
        let call = SendMessage { chat_id: None, phone_number, ..call };
        assert_eq!(client.call(&call).unwrap_err().kind, ErrorKind::NotFound);
    });
}

#[test]
fn a_template_and_a_picture_will_do_for_a_text() {
    in_both_spellings(|client| {
        let template = SendMessage { text: None, template_id: Some(Id(4401)), ..to_free("") };
        client.call(&template).unwrap();
        let text = newest(client).0.text.unwrap();
        assert!(text.contains("9 to 5"), "{text}");
        let url = "https://example.com/blue.png";
        let picture = SendMessage { text: None, media_url: Some(url.into()), ..to_free("") };
        client.call(&picture).unwrap();
        let message = newest(client).0;
        assert_eq!((message.text, message.media.as_deref()), (None, Some(url)));
        let all = SendMessage {
            template_id: Some(Id(4401)),
            survey_id: Some(Id(5501)),
            author: Some("The team".into()),
            ..to_free("My own words")
        };
        client.call(&all).unwrap();
        let message = newest(client).0;
        assert_eq!(message.text.as_deref(), Some("My own words"));
        assert_eq!(message.author.as_deref(), Some("The team"));
    });
}

#[test]
fn what_cannot_be_sent_is_rejected_and_nothing_is_sent() {
    let rejected = [
        (json!({ "creatorId": 1117 }), ErrorKind::PermissionDenied, "creator_id"),
        (json!({ "inboxId": 7 }), ErrorKind::PermissionDenied, "creator_id"),
        (json!({ "chatId": 7 }), ErrorKind::NotFound, "conversation"),
        (json!({ "chatId": 610_017 }), ErrorKind::NotFound, "the inbox has no such conversation"),
        (json!({ "templateId": 7 }), ErrorKind::NotFound, "template"),
        (json!({ "surveyId": 7 }), ErrorKind::NotFound, "survey"),
        (json!({ "chatId": null, "listId": 7, "localId": "a" }), ErrorKind::NotFound, "list"),
    ];
    in_both_spellings(|client| {
        let before = newest(client).1;
        for (change, kind, words) in &rejected {
            let mut input =
                json!({ "inboxId": 2222, "creatorId": 1111, "chatId": FREE, "text": "Hi" });
            for (key, value) in change.as_object().unwrap() {
                match value {
                    Value::Null => drop(input.as_object_mut().unwrap().remove(key)),
                    value => input[key] = value.clone(),
                }
            }
            let error = client.ask(operation("sendMessage"), &input).unwrap_err();
            assert_eq!(error.kind, *kind, "{change}");
            assert!(error.message.contains(words), "{error}");
        }
        assert_eq!(newest(client).1, before);
    });
}

fn mail() -> SendEmail {
    SendEmail {
        inbox: SUPPORT,
        creator_id: JONAS,
        text: Some("<p>Hi</p>".into()),
        raw_text: Some("Hi".into()),
        conv_title: Some("Order 7".into()),
        targets: Some(OneOrMore(vec![
            "cc:c@example.com".into(),
            "to:a@example.com,b@example.com".into(),
        ])),
        ..Default::default()
    }
}

#[test]
fn a_new_mail_begins_a_conversation_and_a_reply_goes_into_one() {
    in_both_spellings(|client| {
        let sent = client.call(&mail()).unwrap();
        let begun = client.get(sent.convo_id.unwrap().0);
        assert_eq!(begun.channel.as_deref(), Some("email"));
        assert_eq!(begun.name.as_deref(), Some("Order 7"));
        assert_eq!(begun.target.unwrap().0, "a@example.com");
        assert_eq!(begun.last_msg.as_deref(), Some("Hi"));
        // The same again is another one.
        assert_ne!(client.call(&mail()).unwrap().convo_id, sent.convo_id);
        let reply = SendEmail { targets: None, convo_id: Some(Id(BY_MAIL)), ..mail() };
        assert_eq!(client.call(&reply).unwrap().convo_id, Some(Id(BY_MAIL)));
        assert_eq!(client.ids(&everything())[0], BY_MAIL);
        assert_eq!(conversation(&newest(client).0), BY_MAIL);
    });
}

#[test]
fn a_mail_with_the_same_local_id_is_sent_once() {
    in_both_spellings(|client| {
        let call = SendEmail { local_id: Some("m-1".into()), ..mail() };
        let first = client.call(&call).unwrap();
        let (_, count) = newest(client);
        let again: Vec<SentMessage> = (0..2).map(|_| client.call(&call).unwrap()).collect();
        assert!(again.iter().all(|again| *again == first));
        assert_eq!(newest(client).1, count);
        // Another id, another inbox and a message that is not an e-mail are others.
        for call in [
            SendEmail { local_id: Some("m-2".into()), ..mail() },
            SendEmail { local_id: Some("m-1".into()), inbox: BILLING, ..mail() },
        ] {
            assert_ne!(client.call(&call).unwrap().id, first.id);
        }
        client.call(&SendMessage { local_id: Some("m-3".into()), ..to_free("Hi") }).unwrap();
        let (_, count) = newest(client);
        client.call(&SendEmail { local_id: Some("m-3".into()), ..mail() }).unwrap();
        assert_eq!(newest(client).1, count + 1);
    });
}

#[test]
fn a_mail_that_goes_to_nobody_or_into_no_mail_is_rejected() {
    in_both_spellings(|client| {
        let before = newest(client).1;
        for (targets, convo_id, kind, words) in [
            (Some("to:jo"), None, ErrorKind::InvalidArgument, "e-mail addresses"),
            (Some("bcc:jo@example.com"), None, ErrorKind::InvalidRequest, "behind to:"),
            (Some("cc:jo@example.com"), None, ErrorKind::InvalidRequest, "behind to:"),
            (None, Some(FREE), ErrorKind::InvalidRequest, "convo_id is not an e-mail conversation"),
            (None, Some(610_004), ErrorKind::NotFound, "the inbox has no such conversation"),
            (None, Some(7), ErrorKind::NotFound, "no such conversation"),
        ] {
            let targets = targets.map(|target| OneOrMore(vec![target.into()]));
            let call = SendEmail { targets, convo_id: convo_id.map(Id), ..mail() };
            let error = client.call(&call).unwrap_err();
            assert_eq!(error.kind, kind, "{error}");
            assert!(error.message.contains(words), "{error}");
        }
        assert_eq!(newest(client).1, before);
    });
}

#[test]
fn what_a_contact_writes_is_in_the_history_and_is_nobodys() {
    in_both_spellings(|client| {
        let id = client.fake.inbound(FREE, "Where are you?").unwrap();
        let message = with(client, SUPPORT, FREE_PHONE).remove(0);
        assert_eq!((message.id, message.user), (Id(id), None));
        assert_eq!(message.text.as_deref(), Some("Where are you?"));
        let conversation = client.get(FREE);
        assert_eq!((conversation.read, conversation.updated), (Some(false), message.date));
        let unread = ListConversations { id: MAYA, ..Default::default() };
        assert_eq!(client.ids(&unread)[0], FREE);
        assert_eq!(client.fake.inbound(7, "Hi"), None);
    });
}
