//! A Cloudflare Worker in Rust: it keeps the API key, and gives a team's page what it needs of Heymarket.
//!
//! | route | what |
//! |---|---|
//! | `GET /conversations?member=1111` | the open conversations of a member, the last updated first |
//! | `POST /conversations/{id}/reply` | `{"inbox", "member", "text"}`: sends a message into a conversation |
//!
//! Who may call it is yours to check, before any of it.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use threadline::client::{Credential, Heymarket};
use threadline::heymarket::conversations::ConversationFilters;
use threadline::heymarket::{Conversation, Inbox, Member, SentMessage};
use threadline::{Error, ErrorKind, Id};
use tower_service::Service;
use worker::{Context, Env, HttpRequest, event};

#[event(fetch)]
async fn fetch(request: HttpRequest, env: Env, _: Context) -> worker::Result<Response> {
    let heymarket = match client(&env) {
        Ok(heymarket) => heymarket,
        Err(error) => return Ok(Failed(error).into_response()),
    };
    let mut routes = Router::new()
        .route("/conversations", get(list))
        .route("/conversations/{id}/reply", post(reply))
        .with_state(heymarket);
    Ok(routes.call(request).await?)
}

/// A client for each request costs nothing: it sends nothing, and holds no connection.
fn client(env: &Env) -> Result<Heymarket, Error> {
    let text = |name: &str| env.var(name).map(|value| value.to_string()).unwrap_or_default();
    let builder = Heymarket::builder(Credential::api_key(text("HEYMARKET_API_KEY")));
    match text("HEYMARKET_URL") {
        url if url.is_empty() => builder.build(),
        url => builder.base_url(url).build(),
    }
}

#[derive(Deserialize)]
struct Asking {
    member: Id<Member>,
}

async fn list(
    State(heymarket): State<Heymarket>,
    Query(Asking { member }): Query<Asking>,
) -> Result<Json<Vec<Conversation>>, Failed> {
    let open = ConversationFilters::new().closed(false);
    Ok(Json(heymarket.list_conversations(member).filters(open).await?))
}

#[derive(Deserialize)]
struct Replying {
    inbox: Id<Inbox>,
    member: Id<Member>,
    text: String,
}

async fn reply(
    State(heymarket): State<Heymarket>,
    Path(conversation): Path<Id<Conversation>>,
    Json(Replying { inbox, member, text }): Json<Replying>,
) -> Result<Json<SentMessage>, Failed> {
    let message = heymarket.send_message(inbox, member).chat_id(conversation).text(text);
    Ok(Json(message.await?))
}

/// An error as the page sees it: what it can do, and none of what the service said.
struct Failed(Error);

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Failed(error)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let Failed(error) = self;
        worker::console_error!("{error:?}");
        let status = match error.kind() {
            ErrorKind::InvalidArgument => StatusCode::BAD_REQUEST,
            ErrorKind::NotFound => StatusCode::NOT_FOUND,
            ErrorKind::RateLimit => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::BAD_GATEWAY,
        };
        (status, error.kind().as_str()).into_response()
    }
}
