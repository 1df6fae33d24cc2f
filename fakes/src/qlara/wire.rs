//! How responses are written, in each spelling and each envelope.

use serde_json::{Value, json};

use crate::exchange::Answer;
use crate::qlara::state::{ChatId, Conversation, Message, State};
use crate::qlara::{Envelope, Options, Spelling};
use crate::time;

/// How much of a message a conversation shows.
const PREVIEW: usize = 80;

/// One conversation.
pub(crate) fn conversation(state: &State, options: &Options, one: &Conversation) -> Answer {
    Answer::json(Writer { state, spelling: options.spelling }.conversation(one).to_string())
}

/// A list of conversations.
pub(crate) fn conversations(state: &State, options: &Options, list: Vec<&Conversation>) -> Answer {
    let writer = Writer { state, spelling: options.spelling };
    let list = list.into_iter().map(|one| writer.conversation(one)).collect();
    enveloped(options.envelope, "conversations", list)
}

/// A page of messages.
pub(crate) fn messages(state: &State, options: &Options, page: Vec<&Message>) -> Answer {
    let writer = Writer { state, spelling: options.spelling };
    let page = page.into_iter().map(|one| writer.message(one)).collect();
    enveloped(options.envelope, "messages", page)
}

/// All users.
pub(crate) fn users(state: &State, options: &Options) -> Answer {
    let writer = Writer { state, spelling: options.spelling };
    let list = state.users.keys().map(|id| writer.user(*id)).collect();
    enveloped(options.envelope, "users", list)
}

fn enveloped(envelope: Envelope, name: &str, list: Vec<Value>) -> Answer {
    let total = list.len();
    let reply = match envelope {
        Envelope::Bare => json!(list),
        Envelope::Content => json!({
            "content": list,
            "page": { "number": 0, "size": total, "totalElements": total, "items": [] },
        }),
        Envelope::Items => json!({ "items": list, "total": total }),
        Envelope::Data => json!({ "data": list, "status": "success" }),
        Envelope::Named => json!({ name: list }),
    };
    Answer::json(reply.to_string())
}

struct Writer<'a> {
    state: &'a State,
    spelling: Spelling,
}

impl Writer<'_> {
    fn conversation(&self, one: &Conversation) -> Value {
        let id = self.chat_id(&one.id);
        if one.bare {
            let key = match self.spelling {
                Spelling::Flat | Spelling::Renamed => "chatId",
                Spelling::Nested | Spelling::Sparse => "id",
            };
            return json!({ key: id });
        }
        let date = one.last().map(|message| time::format(message.time));
        let preview = one.last().and_then(preview);
        let channel_id = self.id(one.channel);
        let channel = self.state.channels.get(&one.channel);
        let (kind, channel_name) = channel.map_or(("", ""), |channel| (channel.kind, channel.name));
        let contact = &one.contact;
        let (contact_key, contact_id) = match contact.user_id {
            Some(id) => ("bsuid", json!(id)),
            None => ("id", self.id(contact.id)),
        };
        let assignee = one.assignee;
        match self.spelling {
            Spelling::Flat => json!({
                "chatId": id,
                "lastMessageDate": date,
                "lastMessage": preview,
                "unread": one.unread,
                "channel": kind,
                "channelId": channel_id,
                "assignee": assignee,
                "contact": contact.number_or_user_id(),
                "archived": one.archived,
            }),
            Spelling::Nested => json!({
                "id": id,
                "lastMessageDate": date,
                "lastMessage": preview.map(|text| json!({ "type": "TEXT", "text": text })),
                "unreadCount": one.unread,
                "channel": { "id": channel_id, "type": kind, "name": channel_name },
                "assignee": assignee.map(|user| self.user(user)),
                "contact": {
                    "id": contact_id,
                    "name": contact.name,
                    "username": contact.username,
                    "phoneNumber": contact.phone,
                },
                "archived": one.archived,
                "tags": [],
            }),
            Spelling::Renamed => json!({
                "chatId": id,
                "lastMessageDate": date,
                "lastMessage": preview.map(|text| json!({ "content": text })),
                "unreadCounter": one.unread,
                "channel": { "type": kind, "name": channel_name },
                "channelId": channel_id,
                "assignedUser": assignee.map(|user| self.user(user)),
                "contact": {
                    contact_key: contact_id,
                    "name": contact.name,
                    "userName": contact.username,
                },
                "contactNumber": contact.phone,
                "archived": one.archived,
            }),
            Spelling::Sparse => without_gaps(json!({
                "id": id,
                "lastMessageDate": date,
                "lastMessage": preview,
                "unreadMessages": one.unread.to_string(),
                "channel": { "type": kind },
                "channelId": channel_id,
                "assignedUser": assignee.map(|user| self.id(user)),
                "phoneNumber": contact.number_or_user_id(),
                "archived": one.archived,
            })),
        }
    }

    fn message(&self, one: &Message) -> Value {
        let (id, time, text) = (self.id(one.id), time::format(one.time), &one.text);
        let status = one.status(self.state.now);
        let direction = |inbound, outbound| if one.inbound { inbound } else { outbound };
        match self.spelling {
            Spelling::Flat => json!({
                "id": id,
                "direction": direction("INBOUND", "OUTBOUND"),
                "timestamp": time,
                "content": text,
                "status": status,
            }),
            Spelling::Nested => json!({
                "messageId": id,
                "direction": direction("inbound", "outbound"),
                "date": time,
                "text": match text {
                    Some(text) => json!({ "type": "TEXT", "body": text }),
                    None => json!({ "type": "IMAGE", "mediaKey": "media-1" }),
                },
                "deliveryStatus": status,
            }),
            Spelling::Renamed => json!({
                "id": id,
                "direction": direction("Inbound", "Outbound"),
                "createdAt": time,
                "message": text,
                "status": status,
                "mediaKeys": [],
            }),
            Spelling::Sparse => without_gaps(json!({
                "messageId": id,
                "direction": direction("inBound", "outBound"),
                "timestamp": time,
                "body": text.as_ref().map(|text| json!({ "message": text })),
                "deliveryStatus": status,
            })),
        }
    }

    fn user(&self, id: u64) -> Value {
        let user = self.state.users.get(&id);
        let (name, avatar) = user.map_or(("", None), |user| (user.name, user.avatar));
        let id = self.id(id);
        match self.spelling {
            Spelling::Flat => json!({ "userId": id, "displayName": name, "avatarUrl": avatar }),
            Spelling::Nested => json!({ "id": id, "name": name, "avatar": avatar }),
            Spelling::Renamed => json!({ "userId": id, "name": name, "avatarUrl": avatar }),
            Spelling::Sparse => {
                without_gaps(json!({ "id": id, "displayName": name, "avatar": avatar }))
            }
        }
    }

    fn chat_id(&self, id: &ChatId) -> Value {
        match id {
            ChatId::Number(id) => self.id(*id),
            ChatId::Text(id) => json!(id),
        }
    }

    fn id(&self, id: u64) -> Value {
        match self.spelling {
            Spelling::Flat | Spelling::Renamed => json!(id),
            Spelling::Nested | Spelling::Sparse => json!(id.to_string()),
        }
    }
}

/// The beginning of a message; nothing of a picture.
fn preview(message: &Message) -> Option<String> {
    message.text.as_ref().map(|text| text.chars().take(PREVIEW).collect())
}

/// An object without its members that are `null` or false.
pub(crate) fn without_gaps(mut object: Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.retain(|_, value| !value.is_null() && *value != Value::Bool(false));
    }
    object
}
