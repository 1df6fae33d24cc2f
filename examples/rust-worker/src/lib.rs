//! A Cloudflare Worker in Rust: it keeps the API key, and gives a team's page what it needs of Heymarket.
//!
//! | route | what |
//! |---|---|
//! | `GET /conversations?member=1111` | a page of a member's conversations, the last updated first; `&closed=…&unread=…` choose |
//! | `GET /conversations/{id}` | a conversation |
//! | `POST /conversations/{id}/reply` | `{"inbox", "member", "text"}`: sends a message into it |

mod client;
mod failed;
mod session;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use failed::Failed;
use serde::Deserialize;
use threadline::Id;
use threadline::client::Heymarket;
use threadline::heymarket::conversations::ListConversations;
use threadline::heymarket::{Conversation, Inbox, Member, SentMessage};
use tower_service::Service;
use worker::{Context, Env, HttpRequest, console_error, event};

#[event(fetch)]
async fn fetch(request: HttpRequest, env: Env, _: Context) -> worker::Result<Response> {
    if !session::is_signed_in(request.headers(), &env) {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    }
    match client::of(&env) {
        Ok(heymarket) => Ok(routes(heymarket).call(request).await?),
        Err(error) => {
            console_error!("{error}");
            Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
    }
}

fn routes(heymarket: Heymarket) -> Router {
    Router::new()
        .route("/conversations", get(list))
        .route("/conversations/{id}", get(conversation))
        .route("/conversations/{id}/reply", post(reply))
        .with_state(heymarket)
}

#[derive(Deserialize)]
struct Asked {
    member: Id<Member>,
    closed: Option<bool>,
    unread: Option<bool>,
}

async fn list(
    State(heymarket): State<Heymarket>,
    Query(Asked { member, closed, unread }): Query<Asked>,
) -> Result<Json<Vec<Conversation>>, Failed> {
    let mut list = ListConversations::new(member);
    list.filters.closed = closed;
    list.filters.unread = unread;
    Ok(Json(heymarket.call(list).await?))
}

async fn conversation(
    State(heymarket): State<Heymarket>,
    Path(id): Path<Id<Conversation>>,
) -> Result<Json<Conversation>, Failed> {
    Ok(Json(heymarket.get_conversation(id).await?))
}

#[derive(Deserialize)]
struct Answer {
    inbox: Id<Inbox>,
    member: Id<Member>,
    text: String,
}

async fn reply(
    State(heymarket): State<Heymarket>,
    Path(id): Path<Id<Conversation>>,
    Json(Answer { inbox, member, text }): Json<Answer>,
) -> Result<Json<SentMessage>, Failed> {
    Ok(Json(heymarket.send_message(inbox, member).chat_id(id).text(text).await?))
}
