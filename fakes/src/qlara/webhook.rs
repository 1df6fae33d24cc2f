//! What the service posts. The vendor's pages disagree on the keys: each spelling has some of them.

use serde_json::{Map, Value, json};

use crate::qlara::state::{ChatId, Conversation, Message};
use crate::qlara::wire::without_gaps;
use crate::qlara::{FakeQlara, Spelling};
use crate::refusal::Refusal;
use crate::time;
use crate::webhooks::{Asked, Contact};

/// The conversation that is meant where none is named.
const USUAL: &str = "810006";

/// The account's own number, the other side of every message.
const OWN_NUMBER: &str = "15555559100";

/// The code of a message that arrived, and of one that did not.
const DELIVERED: i64 = 3;
const UNDELIVERABLE: i64 = 6;

impl FakeQlara {
    /// Where webhooks are posted to.
    pub fn callback_url(&self) -> Option<&str> {
        self.state.callback_url.as_deref()
    }

    /// An event that was asked for, by its turn; nothing of it happens.
    pub(crate) fn event(
        &mut self,
        asked: &Asked,
        turn: usize,
    ) -> Result<(String, Vec<u8>), Refusal> {
        let name = asked.event.as_deref().unwrap_or("INBOUND");
        let body = match (&asked.body, &asked.data) {
            (Some(body), _) => body.clone(),
            (None, Some(data)) => data.to_string(),
            (None, None) => {
                let chat_id = self.named(asked, turn)?;
                self.state.tick();
                let message = Message {
                    id: self.state.next_id(),
                    inbound: name == "INBOUND",
                    time: self.state.now,
                    text: Some(asked.text(turn)),
                    status: "RECEIVED",
                };
                let status = asked.status.as_deref().unwrap_or("DELIVERED");
                let conversation = self.state.get(&chat_id)?;
                let contact = asked.contact.clone().unwrap_or_else(|| named(conversation));
                self.payload(name, conversation, &contact, &message, status).to_string()
            }
        };
        Ok((name.to_owned(), body.into_bytes()))
    }

    /// A message that was asked for comes in; tells its id and the event.
    pub(crate) fn received(
        &mut self,
        asked: &Asked,
        turn: usize,
    ) -> Result<(u64, (String, Vec<u8>)), Refusal> {
        let chat_id = self.named(asked, turn)?;
        self.state.tick();
        let id = self.state.receive(&chat_id, &asked.text(turn));
        let conversation = self.state.get(&chat_id)?;
        let message = conversation.last();
        let message = message.ok_or_else(|| Refusal::Broken("the message is lost".into()))?;
        let body = self.payload("INBOUND", conversation, &named(conversation), message, "");
        Ok((id, ("INBOUND".into(), body.to_string().into_bytes())))
    }

    fn named(&self, asked: &Asked, turn: usize) -> Result<ChatId, Refusal> {
        let id = ChatId::from(asked.conversation.at(turn).unwrap_or(USUAL));
        self.state.get(&id)?;
        Ok(id)
    }

    /// `INBOUND` is a message, everything else is what became of one. No payload names the
    /// conversation: it is the one with the contact on the channel.
    fn payload(
        &self,
        name: &str,
        conversation: &Conversation,
        contact: &Contact,
        message: &Message,
        status: &str,
    ) -> Value {
        let (id, date) = (message.id, time::format(message.time));
        let channel = self.state.channels.get(&conversation.channel);
        let channel = channel.map_or("", |channel| channel.kind);
        let text = message.text.as_deref();
        if name == "INBOUND" {
            return match self.options.spelling {
                Spelling::Flat => joined(
                    json!({
                        "eventType": name,
                        "messageId": id,
                        "destination": OWN_NUMBER,
                        "channel": channel,
                        "messageType": "TEXT",
                        "text": text,
                        "timestamp": date,
                    }),
                    in_its_place("source", "userId", "username", contact),
                ),
                Spelling::Nested => joined(
                    json!({
                        "eventType": name,
                        "messageId": id.to_string(),
                        "to": OWN_NUMBER,
                        "channel": channel.to_lowercase(),
                        "messageType": "TEXT",
                        "text": text,
                        "content": null,
                        "receivedDate": date,
                    }),
                    beside("from", contact),
                ),
                Spelling::Renamed => joined(
                    json!({
                        "eventType": name,
                        "messageId": id,
                        "phoneNumber": OWN_NUMBER,
                        "channel": channel,
                        "text": text,
                        "eventDate": date,
                    }),
                    in_its_place("from", "bsuid", "userName", contact),
                ),
                Spelling::Sparse => joined(
                    json!({
                        "eventType": name,
                        "messageId": id.to_string(),
                        "channel": channel.to_lowercase(),
                        "text": text,
                    }),
                    under_its_key("source", "waId", contact),
                ),
            };
        }
        let code = if status == "DELIVERED" { DELIVERED } else { UNDELIVERABLE };
        let is_read = name == "READ";
        let code = (!is_read).then_some(code);
        let status = (!is_read).then_some(status);
        let words = (!is_read).then_some(match code {
            Some(DELIVERED) => "Message delivered",
            _ => "Message undeliverable",
        });
        without_gaps(match self.options.spelling {
            Spelling::Flat => joined(
                json!({
                    "eventType": name,
                    "messageId": id,
                    "channel": channel,
                    "statusCode": code,
                    "status": status,
                    "description": words,
                    "eventDate": date,
                }),
                in_its_place("destination", "userId", "username", contact),
            ),
            Spelling::Nested => joined(
                json!({
                    "eventType": name,
                    "messageId": id.to_string(),
                    "channel": channel.to_lowercase(),
                    "statusCode": code,
                    "statusDescription": words,
                    "timestamp": date,
                }),
                beside("to", contact),
            ),
            Spelling::Renamed => joined(
                json!({
                    "eventType": name,
                    "messageId": id,
                    "channel": channel,
                    "status": status,
                    "error": words.filter(|_| code == Some(UNDELIVERABLE)),
                    "timestamp": date,
                }),
                in_its_place("phoneNumber", "bsuid", "userName", contact),
            ),
            Spelling::Sparse => joined(
                json!({
                    "eventType": name,
                    "messageId": id.to_string(),
                    "statusCode": code,
                }),
                under_its_key("destination", "waId", contact),
            ),
        })
    }
}

/// The conversation's contact.
fn named(conversation: &Conversation) -> Contact {
    let contact = &conversation.contact;
    Contact {
        phone_number: contact.phone.clone(),
        id: contact.user_id.map(str::to_owned),
        username: contact.username.map(str::to_owned),
    }
}

/// An id takes the place of the phone number where there is none, and else is beside it.
fn in_its_place(side: &str, id: &str, username: &str, contact: &Contact) -> Map<String, Value> {
    let phone = contact.phone_number.as_ref();
    let beside = phone.and(contact.id.as_ref());
    members(&[
        (side, phone.or(contact.id.as_ref())),
        (id, beside),
        (username, contact.username.as_ref()),
    ])
}

/// What is not a phone number is in an object of its own.
fn beside(side: &str, contact: &Contact) -> Map<String, Value> {
    let mut all = members(&[(side, contact.phone_number.as_ref())]);
    let own =
        members(&[("user_id", contact.id.as_ref()), ("user_name", contact.username.as_ref())]);
    if !own.is_empty() {
        all.insert("contact".into(), Value::Object(own));
    }
    all
}

/// An id has a key of its own; the user name is left out.
fn under_its_key(side: &str, id: &str, contact: &Contact) -> Map<String, Value> {
    members(&[(side, contact.phone_number.as_ref()), (id, contact.id.as_ref())])
}

fn members(all: &[(&str, Option<&String>)]) -> Map<String, Value> {
    all.iter().filter_map(|(key, text)| Some(((*key).to_owned(), json!((*text)?)))).collect()
}

fn joined(mut payload: Value, more: Map<String, Value>) -> Value {
    if let Some(members) = payload.as_object_mut() {
        members.extend(more);
    }
    payload
}
