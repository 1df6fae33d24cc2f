//! Every operation of both services as an asynchronous function of JavaScript, from a module of your own: one line
//! each, for the table of an operation says all else.
#![cfg(target_arch = "wasm32")]

mod options;
mod signal;

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use js_sys::Promise;
use options::ClientOptions;
use signal::AbortSignal;
use threadline::Error;
use threadline::client::{self, Pending};
use threadline::heymarket::{conversations, messages, people};
use threadline::js::{self, Input};
use threadline::qlara::{callback, conversations as chats};
use threadline::schema::Call;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

#[wasm_bindgen(typescript_custom_section)]
const OPERATIONS: &str = js::TYPES;

#[wasm_bindgen(typescript_custom_section)]
const CLIENTS: &str = include_str!("clients.d.ts");

macro_rules! clients {
    ($(
        $(#[doc = $doc:literal])+
        $client:ident { $($name:ident: $call:ty,)+ }
    )+) => {
        $(
            $(#[doc = $doc])+
            #[wasm_bindgen]
            #[derive(Debug)]
            pub struct $client(client::$client);

            #[wasm_bindgen]
            #[allow(non_snake_case, missing_docs, reason = "src/clients.d.ts says it to JavaScript")]
            impl $client {
                #[wasm_bindgen(constructor)]
                pub fn new(options: &ClientOptions) -> Result<$client, JsValue> {
                    let builder = client::$client::builder(options.credential());
                    let client = options.apply(builder).build();
                    client.map($client).map_err(|error| js::to_error(&error))
                }

                $(
                    #[wasm_bindgen(skip_typescript)]
                    pub fn $name(&self, input: JsValue, signal: Option<AbortSignal>) -> Promise {
                        let input = js::from_value::<$call>(&input);
                        let call = input.map(|input| self.0.call(input).into_future());
                        promise(Box::pin(made(call)), signal)
                    }
                )+
            }
        )+
    };
}

clients! {
    /// A client for Heymarket.
    Heymarket {
        listConversations: conversations::ListConversations,
        countConversations: conversations::CountConversations,
        getConversation: conversations::GetConversation,
        openConversation: conversations::OpenConversation,
        closeConversation: conversations::CloseConversation,
        markRead: conversations::MarkRead,
        markUnread: conversations::MarkUnread,
        reassignConversation: conversations::ReassignConversation,
        transferConversation: conversations::TransferConversation,
        sendMessage: messages::SendMessage,
        sendEmail: messages::SendEmail,
        scheduleMessage: messages::ScheduleMessage,
        getScheduledMessage: messages::GetScheduledMessage,
        updateScheduledMessage: messages::UpdateScheduledMessage,
        deleteScheduledMessage: messages::DeleteScheduledMessage,
        listMessages: messages::ListMessages,
        listTeamMessages: messages::ListTeamMessages,
        countTeamMessages: messages::CountTeamMessages,
        listInboxes: people::ListInboxes,
        getTeam: people::GetTeam,
    }
    /// A client for Qlara Inbox.
    Qlara {
        listConversations: chats::ListConversations,
        getConversation: chats::GetConversation,
        listMessages: chats::ListMessages,
        reply: chats::Reply,
        markRead: chats::MarkRead,
        archiveConversation: chats::ArchiveConversation,
        unarchiveConversation: chats::UnarchiveConversation,
        listAssignableUsers: chats::ListAssignableUsers,
        assignConversation: chats::AssignConversation,
        unassignConversation: chats::UnassignConversation,
        createCallback: callback::CreateCallback,
        getCallback: callback::GetCallback,
        updateCallback: callback::UpdateCallback,
        deleteCallback: callback::DeleteCallback,
    }
}

type Made = Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>;

/// What an asynchronous function returns. It is here once, and not for each of them.
fn promise(made: Made, signal: Option<AbortSignal>) -> Promise {
    future_to_promise(signal::until(signal, made))
}

/// What a call gives, or why it fails, as JavaScript has it.
async fn made<C: Call>(call: Result<Pending<Input<C>>, Error>) -> Result<JsValue, JsValue> {
    let made = match call {
        Ok(call) => call.await,
        Err(error) => Err(error),
    };
    made.map(JsValue::from).map_err(|error| js::to_error(&error))
}
