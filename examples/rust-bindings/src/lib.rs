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
use threadline::client::{self, Pending};
use threadline::js::{self, Input};
use threadline::schema::Call;
use threadline::{Error, heymarket, qlara};
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

// clients:begin (printed from the tables by `cargo xtask types --bless`)

clients! {
    /// A client for Heymarket.
    Heymarket {
        listConversations: heymarket::conversations::ListConversations,
        countConversations: heymarket::conversations::CountConversations,
        getConversation: heymarket::conversations::GetConversation,
        openConversation: heymarket::conversations::OpenConversation,
        closeConversation: heymarket::conversations::CloseConversation,
        markRead: heymarket::conversations::MarkRead,
        markUnread: heymarket::conversations::MarkUnread,
        reassignConversation: heymarket::conversations::ReassignConversation,
        transferConversation: heymarket::conversations::TransferConversation,
        sendMessage: heymarket::messages::SendMessage,
        sendEmail: heymarket::messages::SendEmail,
        scheduleMessage: heymarket::messages::ScheduleMessage,
        getScheduledMessage: heymarket::messages::GetScheduledMessage,
        updateScheduledMessage: heymarket::messages::UpdateScheduledMessage,
        deleteScheduledMessage: heymarket::messages::DeleteScheduledMessage,
        listMessages: heymarket::messages::ListMessages,
        listTeamMessages: heymarket::messages::ListTeamMessages,
        countTeamMessages: heymarket::messages::CountTeamMessages,
        listInboxes: heymarket::people::ListInboxes,
        getTeam: heymarket::people::GetTeam,
    }
    /// A client for Qlara.
    Qlara {
        listConversations: qlara::conversations::ListConversations,
        getConversation: qlara::conversations::GetConversation,
        listMessages: qlara::conversations::ListMessages,
        reply: qlara::conversations::Reply,
        markRead: qlara::conversations::MarkRead,
        archiveConversation: qlara::conversations::ArchiveConversation,
        unarchiveConversation: qlara::conversations::UnarchiveConversation,
        listAssignableUsers: qlara::conversations::ListAssignableUsers,
        assignConversation: qlara::conversations::AssignConversation,
        unassignConversation: qlara::conversations::UnassignConversation,
        createCallback: qlara::callback::CreateCallback,
        getCallback: qlara::callback::GetCallback,
        updateCallback: qlara::callback::UpdateCallback,
        deleteCallback: qlara::callback::DeleteCallback,
    }
}
// clients:end

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
