//! Serves the fake services over HTTP, on this machine alone: for tests, for the demo, and for
//! trying out a client without an account.
//!
//!     cargo run --example fake_server --features fake -- --help

#[path = "fake_server/arguments.rs"]
mod arguments;
#[path = "fake_server/control.rs"]
mod control;
#[path = "fake_server/cors.rs"]
mod cors;
#[path = "fake_server/ending.rs"]
mod ending;
#[path = "fake_server/options.rs"]
mod options;

use std::io::Write;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::response::Builder;
use axum::http::{Method, StatusCode, request};
use axum::response::Response;
use axum::serve::ListenerExt;
use threadline::fake::{FakeHeymarket, FakeQlara, FakeRequest, FakeServices, heymarket, qlara};
use tokio::net::TcpListener;

use arguments::{Arguments, HELP};

/// Longer bodies are refused: no request of the services comes near.
const MOST_BYTES: usize = 1 << 20;

type Services = Arc<Mutex<FakeServices>>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) if arguments.help => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("fake_server: {problem}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match serve(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("fake_server: port {}: {problem}", arguments.port);
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: &Arguments) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).await?;
    if arguments.exit_with_stdin {
        ending::with_stdin();
    }
    let lines = format!(
        "listening on http://{}\nkey: {}\nqlara key: {}\n",
        listener.local_addr()?,
        heymarket::KEY,
        qlara::KEY,
    );
    // In one piece: whoever waits for the first line may go away after it.
    let mut out = std::io::stdout();
    out.write_all(lines.as_bytes())?;
    out.flush()?;
    let services = FakeServices {
        heymarket: FakeHeymarket::new(arguments.heymarket),
        qlara: FakeQlara::new(arguments.qlara),
    };
    let router = Router::new().fallback(answer).with_state(Arc::new(Mutex::new(services)));
    // Small replies must not wait for more of them.
    let listener = listener.tap_io(|connection| {
        let _ = connection.set_nodelay(true);
    });
    tokio::select! {
        ended = async { axum::serve(listener, router).await } => ended,
        () = ending::asked() => Ok(()),
    }
}

async fn answer(State(services): State<Services>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let origin = cors::loopback_origin(&head.headers);
    if head.method == Method::OPTIONS {
        return respond(cors::preflight(origin, &head.headers), Body::empty());
    }
    let (reply, body) = match to_bytes(body, MOST_BYTES).await {
        Ok(body) => reply(&services, &head, &body),
        Err(_) => (Response::builder().status(StatusCode::PAYLOAD_TOO_LARGE), Vec::new()),
    };
    respond(cors::allow(origin, reply), body.into())
}

/// The lock is held while a service works, never while anything is read or sent.
fn reply(services: &Services, head: &request::Parts, body: &Bytes) -> (Builder, Vec<u8>) {
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
    if let Some(action) = target.strip_prefix("/__fake/") {
        return control::handle(&mut lock(services), &head.method, action, body);
    }
    let headers: Vec<(&str, &str)> = head
        .headers
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    let request = FakeRequest { method: head.method.as_str(), target, headers: &headers, body };
    let reply = lock(services).handle(&request);
    let mut builder = Response::builder().status(reply.status);
    for (name, value) in reply.headers {
        builder = builder.header(name, value);
    }
    (builder, reply.body)
}

fn lock(services: &Services) -> MutexGuard<'_, FakeServices> {
    services.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every header here is the fake's own or was checked, so that this cannot fail.
fn respond(builder: Builder, body: Body) -> Response {
    builder.body(body).unwrap_or_else(|problem| {
        let mut broken = Response::new(Body::from(problem.to_string()));
        *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        broken
    })
}
