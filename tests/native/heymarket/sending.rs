//! Messages and e-mails, from the call to what the service has become, in both spellings.

use serde_json::{Value, json};
use threadline::heymarket::messages::{ListMessages, ListTeamMessages, SendEmail, SendMessage};
use threadline::heymarket::{Channel, ConversationStatus, Inbox, Message, SentMessage};
use threadline::http::ErrorKind;
use threadline::schema::Id;

use crate::heymarket::client::{
    BILLING, Client, JONAS, MAYA, SALES, SPELLINGS, SUPPORT, everything, operation,
};

/// An SMS conversation of the first inbox.
const FREE: i64 = 610_018;
const FREE_PHONE: &str = "15555550118";
const BY_MAIL: i64 = 610_003;
/// Of the inbox with a toll-free number.
const NIGHT_DESK: Id<Inbox> = Id::new(2226);

fn in_both_spellings(test: impl Fn(&mut Client)) {
    for spelling in SPELLINGS {
        test(&mut Client::spelling(spelling));
    }
}

fn to_free(text: &str) -> SendMessage {
    from_maya().chat_id(FREE).text(text)
}

fn from_maya() -> SendMessage {
    SendMessage::new(SUPPORT, MAYA)
}

fn with(client: &mut Client, inbox: Id<Inbox>, phone: &str) -> Vec<Message> {
    client.call(&ListMessages::new(phone, inbox)).unwrap()
}

/// The newest message of all, and how many there are.
fn newest(client: &mut Client) -> (Message, i64) {
    let call = ListTeamMessages::new().limit(1);
    let newest = client.call(&call).unwrap().remove(0);
    let count = client.ask(operation("countTeamMessages"), &json!({})).unwrap();
    (newest, count.as_i64().unwrap())
}

fn conversation(message: &Message) -> i64 {
    message.conversation.as_ref().unwrap().id.get()
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
        let call = to_free("Twice?").local_id("a-1");
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
        let call = |phone: &str| from_maya().phone_number(phone).text("Hello");
        client.call(&call("+1 555-555-0118")).unwrap();
        assert_eq!(conversation(&newest(client).0), FREE);
        client.call(&call("15555559999")).unwrap();
        let id = conversation(&newest(client).0);
        let begun = client.get(id);
        assert_eq!(begun.target.unwrap().0, "15555559999");
        assert_eq!(
            (begun.channel, begun.status),
            (Some(Channel::Sms), Some(ConversationStatus::Open))
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
        let call = |inbox, numbers: &[&str]| {
            SendMessage::new(inbox, MAYA).targets(numbers.iter().copied()).text("Hello all")
        };
        client.call(&call(SUPPORT, &["15555550103", "15555550101", "15555550102"])).unwrap();
        assert_eq!(conversation(&newest(client).0), 610_001);
        client.call(&call(SUPPORT, &["15555550103", "15555559999"])).unwrap();
        let id = conversation(&newest(client).0);
        let begun = client.get(id);
        assert_eq!((begun.channel, begun.targets.len()), (Some(Channel::Mms), 2));
        let from_toll_free = call(NIGHT_DESK, &["15555550103", "15555559999"]);
        let error = client.call(&from_toll_free).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.message().contains("toll-free"), "{error}");
    });
}

#[test]
fn a_list_is_written_to_contact_by_contact() {
    in_both_spellings(|client| {
        let (_, before) = newest(client);
        let call = from_maya().list_id(3301).local_id("sale-1").text("Sale!");
        client.call(&call).unwrap();
        assert_eq!(newest(client).1, before + 3);
        for phone in [FREE_PHONE, "15555550119", "15555559901"] {
            let message = with(client, SUPPORT, phone).remove(0);
            assert_eq!(message.text.as_deref(), Some("Sale!"), "{phone}");
            assert_eq!(message.broadcast_id, Some(Id::new(3301)));
        }
    });
}

#[test]
fn a_note_is_for_the_team_and_changes_nothing_else() {
    in_both_spellings(|client| {
        let before = client.get(FREE);
        let call = |to: SendMessage| to.text("He called, too.").private(true);
        client.call(&call(from_maya().chat_id(FREE))).unwrap();
        let note = with(client, SUPPORT, FREE_PHONE).remove(0);
        assert_eq!(note.text.as_deref(), Some("He called, too."));
        assert_eq!(note.r#type.as_deref(), Some("private"));
        let after = client.get(FREE);
        assert_eq!((after.last_msg, after.replied), (before.last_msg, before.replied));
        assert_eq!(after.updated, note.date);
        // A note begins no conversation.
        let call = call(from_maya().phone_number("15555559999"));
        assert_eq!(client.call(&call).unwrap_err().kind(), ErrorKind::NotFound);
    });
}

#[test]
fn a_template_and_a_picture_will_do_for_a_text() {
    in_both_spellings(|client| {
        client.call(&from_maya().chat_id(FREE).template_id(4401)).unwrap();
        let text = newest(client).0.text.unwrap();
        assert!(text.contains("9 to 5"), "{text}");
        let url = "https://example.com/blue.png";
        client.call(&from_maya().chat_id(FREE).media_url(url)).unwrap();
        let message = newest(client).0;
        assert_eq!((message.text, message.media.as_deref()), (None, Some(url)));
        let all = to_free("My own words").template_id(4401).survey_id(5501).author("The team");
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
            assert_eq!(error.kind(), *kind, "{change}");
            assert!(error.message().contains(words), "{error}");
        }
        assert_eq!(newest(client).1, before);
    });
}

fn mail() -> SendEmail {
    to_nobody().targets(["cc:c@example.com", "to:a@example.com,b@example.com"])
}

fn to_nobody() -> SendEmail {
    SendEmail::new(SUPPORT, JONAS).text("<p>Hi</p>").raw_text("Hi").conv_title("Order 7")
}

#[test]
fn a_new_mail_begins_a_conversation_and_a_reply_goes_into_one() {
    in_both_spellings(|client| {
        let sent = client.call(&mail()).unwrap();
        let begun = client.get(sent.convo_id.unwrap().get());
        assert_eq!(begun.channel, Some(Channel::Email));
        assert_eq!(begun.name.as_deref(), Some("Order 7"));
        assert_eq!(begun.target.unwrap().0, "a@example.com");
        assert_eq!(begun.last_msg.as_deref(), Some("Hi"));
        // The same again is another one.
        assert_ne!(client.call(&mail()).unwrap().convo_id, sent.convo_id);
        let reply = to_nobody().convo_id(BY_MAIL);
        assert_eq!(client.call(&reply).unwrap().convo_id, Some(Id::new(BY_MAIL)));
        assert_eq!(client.ids(&everything())[0], BY_MAIL);
        assert_eq!(conversation(&newest(client).0), BY_MAIL);
    });
}

#[test]
fn a_mail_with_the_same_local_id_is_sent_once() {
    in_both_spellings(|client| {
        let call = mail().local_id("m-1");
        let first = client.call(&call).unwrap();
        let (_, count) = newest(client);
        let again: Vec<SentMessage> = (0..2).map(|_| client.call(&call).unwrap()).collect();
        assert!(again.iter().all(|again| *again == first));
        assert_eq!(newest(client).1, count);
        // Another id, another inbox and a message that is not an e-mail are others.
        let mut elsewhere = call.clone();
        elsewhere.inbox = BILLING;
        for call in [mail().local_id("m-2"), elsewhere] {
            assert_ne!(client.call(&call).unwrap().id, first.id);
        }
        client.call(&to_free("Hi").local_id("m-3")).unwrap();
        let (_, count) = newest(client);
        client.call(&mail().local_id("m-3")).unwrap();
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
            let mut call = mail();
            call.targets = targets.map(|target| [target.into()].into_iter().collect());
            call.convo_id = convo_id.map(Id::new);
            let error = client.call(&call).unwrap_err();
            assert_eq!(error.kind(), kind, "{error}");
            assert!(error.message().contains(words), "{error}");
        }
        assert_eq!(newest(client).1, before);
    });
}

#[test]
fn what_a_contact_writes_is_in_the_history_and_is_nobodys() {
    in_both_spellings(|client| {
        let id = client.fake.inbound(FREE, "Where are you?").unwrap();
        let message = with(client, SUPPORT, FREE_PHONE).remove(0);
        assert_eq!((message.id, message.user), (Id::new(id), None));
        assert_eq!(message.text.as_deref(), Some("Where are you?"));
        let conversation = client.get(FREE);
        assert_eq!((conversation.read, conversation.updated), (Some(false), message.date));
        assert_eq!(client.ids(&everything())[0], FREE);
        assert_eq!(client.fake.inbound(7, "Hi"), None);
    });
}
