//! What the service posts: `{type, id, token, event_data}`, as the vendor's pages have it.

use serde_json::{Value, json};

use crate::heymarket::history::Message;
use crate::heymarket::state::{Conversation, Status};
use crate::heymarket::{FakeHeymarket, Spelling, message_wire, wire};
use crate::refusal::Refusal;
use crate::time;
use crate::webhooks::Asked;

/// The token that each webhook holds.
pub const WEBHOOK_TOKEN: &str = "demo-webhook-token";

/// The webhook's own id: the same in everything that it posts.
const WEBHOOK_ID: i64 = 4711;

/// The conversation that is meant where none is named.
const USUAL: i64 = 610_018;

impl FakeHeymarket {
    /// A contact writes: the message is in the history, the conversation unread and in front. Tells
    /// the message's id, or nothing where the conversation does not exist.
    pub fn inbound(&mut self, conversation: i64, text: &str) -> Option<i64> {
        self.state.get(conversation).ok()?;
        self.state.tick();
        Some(self.state.receive(conversation, text))
    }

    /// Where webhooks are posted to.
    pub fn webhook_url(&self) -> Option<&str> {
        self.webhook_url.as_deref()
    }

    /// Says where webhooks are posted to: with the real service that is done in its app.
    pub fn set_webhook_url(&mut self, url: Option<String>) {
        self.webhook_url = url;
    }

    /// An event that was asked for, by its turn; nothing of it happens.
    pub(crate) fn event(
        &mut self,
        asked: &Asked,
        turn: usize,
    ) -> Result<(String, Vec<u8>), Refusal> {
        let name = asked.event.as_deref().unwrap_or(self.message_received());
        let data = match &asked.data {
            Some(data) => data.clone(),
            None => {
                let conversation = self.named(asked, turn)?;
                self.state.tick();
                self.event_data(name, conversation, asked.text(turn))?
            }
        };
        Ok((name.to_owned(), self.enveloped(asked, name, &data)))
    }

    /// A message that was asked for comes in; tells its id and the event.
    pub(crate) fn received(
        &mut self,
        asked: &Asked,
        turn: usize,
    ) -> Result<(i64, (String, Vec<u8>)), Refusal> {
        let conversation = self.named(asked, turn)?;
        self.state.tick();
        let id = self.state.receive(conversation, &asked.text(turn));
        let (message, conversation) = (self.state.history.get(id)?, self.state.get(conversation)?);
        let spelling = self.options.spelling;
        let data = message_wire::message(&self.state, spelling, message, conversation)?;
        let name = self.message_received();
        Ok((id, (name.to_owned(), self.enveloped(asked, name, &data))))
    }

    /// The conversation whose turn it is, if there is one of that id.
    fn named(&self, asked: &Asked, turn: usize) -> Result<i64, Refusal> {
        let id = asked.conversation.at(turn).map_or(Some(USUAL), |id| id.parse().ok());
        let unknown = || Refusal::NotFound("no such conversation".into());
        let id = id.ok_or_else(unknown)?;
        self.state.get(id).map(|conversation| conversation.id)
    }

    /// The name under which a contact's message is posted: the vendor's pages misspell it, others
    /// do not.
    fn message_received(&self) -> &'static str {
        match self.options.spelling {
            Spelling::Documented => "message_recieved",
            Spelling::Observed => "message_received",
        }
    }

    /// What an event holds: of messages a new one, of what happens to a conversation the
    /// conversation as it would be then. No document says what the others hold.
    fn event_data(
        &mut self,
        name: &str,
        conversation: i64,
        text: String,
    ) -> Result<Value, Refusal> {
        let id = self.state.history.next_id();
        let (spelling, now) = (self.options.spelling, self.state.now);
        let current = self.state.get(conversation)?;
        let status = match name {
            "chat_closed" => Status::Closed,
            "chat_opened" => Status::Open,
            "chat_pending" => Status::Pending,
            _ => current.status,
        };
        let then = Conversation { status, updated: now, ..current.clone() };
        match name {
            "message_sent" | "message_received" | "message_recieved" => {
                let user = (name == "message_sent").then(|| current.owner.unwrap_or(1111));
                let inbound = Message::inbound(conversation, &text, now);
                let message = Message { id, user, ..inbound };
                message_wire::message(&self.state, spelling, &message, &then)
            }
            _ if name.starts_with("chat_") => wire::value(&self.state, spelling, &then),
            _ => Ok(json!({
                "id": id,
                "inbox": current.inbox,
                "target": wire::target(current),
                "date": time::format(now),
            })),
        }
    }

    /// The whole body. An older page names `event` in the place of `type`.
    fn enveloped(&self, asked: &Asked, name: &str, data: &Value) -> Vec<u8> {
        if let Some(body) = &asked.body {
            return body.clone().into_bytes();
        }
        let mut body = match self.options.spelling {
            Spelling::Documented => json!({ "type": name, "id": WEBHOOK_ID, "event_data": data }),
            Spelling::Observed => {
                json!({ "event": name, "id": WEBHOOK_ID.to_string(), "event_data": data })
            }
        };
        let token = match &asked.token {
            None => Some(WEBHOOK_TOKEN),
            Some(token) => token.as_deref(),
        };
        if let (Some(token), Some(members)) = (token, body.as_object_mut()) {
            members.insert("token".into(), json!(token));
        }
        body.to_string().into_bytes()
    }
}
