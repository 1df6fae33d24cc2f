//! What both services do with a request, whatever their operations are.

use serde_json::Value;
use threadline::schema::{Operation, Place};

use crate::check::check;
use crate::exchange::Answer;
use crate::refusal::Refusal;
use crate::route::route;
use crate::{FakeReply, FakeRequest, json};

/// What an operation does with a service's state, by the service's options, for a checked request.
pub(crate) type Handler<S, O> = fn(&mut S, &O, &Value) -> Result<Answer, Refusal>;

/// A service's operations, and what each does.
pub(crate) type Handlers<S, O> = [(&'static Operation, Handler<S, O>)];

/// Finds what a request asks for, checks it and does it.
pub(crate) fn answer<S, O>(
    handlers: &Handlers<S, O>,
    (state, options): (&mut S, &O),
    request: &FakeRequest<'_>,
    authenticate: impl Fn(&FakeRequest<'_>) -> Result<(), Refusal>,
    spelt: fn(&Operation, &O, Value) -> Result<Value, Refusal>,
) -> Result<Answer, Refusal> {
    let (path, query) = request.parts();
    let operations = handlers.iter().map(|(operation, _)| *operation);
    let (at, in_path) = route(operations, request.method, path)?;
    let (operation, handler) =
        handlers.get(at).ok_or_else(|| Refusal::Broken("the route has no handler".into()))?;
    authenticate(request)?;
    let body = body(operation, request)?.map(|body| spelt(operation, options, body)).transpose()?;
    let given = check(operation, &in_path, query, body)?;
    handler(state, options, &given)
}

fn body(operation: &Operation, request: &FakeRequest<'_>) -> Result<Option<Value>, Refusal> {
    let mut fields = operation.input.fields.iter();
    if request.body.is_empty() && !fields.any(|field| field.place == Place::Body) {
        return Ok(None);
    }
    let media_type = request.header("content-type").and_then(|value| value.split(';').next());
    if !media_type.is_some_and(|given| given.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Refusal::UnsupportedMediaType);
    }
    match json::parse(request.body) {
        Ok(body) => Ok(Some(body)),
        Err(error) => Err(Refusal::bad_data("body", &format!("is not JSON: {error}"))),
    }
}

/// The response to a service's request of a number; `refused` writes the body of a rejection.
pub(crate) fn reply(
    number: u64,
    outcome: Result<Answer, Refusal>,
    refused: fn(&Refusal) -> Value,
) -> FakeReply {
    let mut headers = vec![("x-request-id".to_owned(), format!("fake-{number:08}"))];
    let answer = outcome.unwrap_or_else(|refusal| {
        if let Refusal::MethodNotAllowed(allowed) = &refusal {
            headers.push(("allow".into(), allowed.clone()));
        }
        let (status, ..) = refusal.parts();
        Answer { status, ..Answer::json(refused(&refusal).to_string()) }
    });
    headers.extend(answer.content_type.map(|value| ("content-type".into(), value.into())));
    FakeReply { status: answer.status, headers, body: answer.body }
}
