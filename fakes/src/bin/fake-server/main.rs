//! Serves the fake services over HTTP, on this machine alone: for tests, for the demo, and for
//! trying out a client without an account.
//!
//!     cargo run --package threadline-fakes -- --help
//!
//! What tests do to the services goes to `/__fake/…`: [`threadline_fakes::control`] describes it.
//! `inbound` and `webhooks` respond when all webhooks have been posted, after a minute at most.
//! Each of the `deliveries`, in the order in which they were begun, is `{"number", "event", "status",
//! "error", "ms"}`: repeats of one event have the same number; `status` is the response's, or
//! `null` where `error` says why there is none; `ms` is how long it took. Only `http` addresses of
//! this machine are posted to, and each response is awaited for ten seconds at most.
//!
//! It speaks HTTP by itself, since it must be able to break off, to stall and to lie.
#![allow(
    clippy::arithmetic_side_effects,
    reason = "counts and positions of bytes that are in memory, and none of it is shipped"
)]

mod arguments;
mod connection;
mod cors;
mod ending;
mod posting;
mod request;
mod response;
mod sending;
#[cfg(test)]
mod tests;

use std::io::Write;
use std::net::Ipv4Addr;
use std::process::ExitCode;
use std::sync::Arc;

use arguments::{Arguments, HELP};
use connection::Server;
use threadline_fakes::{FakeServices, heymarket, qlara};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) if arguments.help => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Ok(arguments) => arguments,
        Err(problem) => {
            eprintln!("fake-server: {problem}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match serve(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("fake-server: port {}: {problem}", arguments.port);
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: &Arguments) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, arguments.port)).await?;
    if arguments.exit_with_stdin {
        ending::with_stdin();
    }
    let mut lines = format!(
        "listening on http://{}\nkey: {}\nqlara key: {}\n",
        listener.local_addr()?,
        heymarket::KEY,
        qlara::KEY,
    );
    for secret in heymarket::SECRETS {
        lines.push_str(&format!("secret: {} {}\n", secret.id, secret.key));
    }
    lines.push_str(&format!("webhook token: {}\n", heymarket::WEBHOOK_TOKEN));
    // In one piece: a reader that waits for the first line may go away after it.
    let mut out = std::io::stdout();
    out.write_all(lines.as_bytes())?;
    out.flush()?;
    let services = FakeServices::new(arguments.heymarket, arguments.qlara);
    let mut server = Server::new(services);
    server.one_request_each = arguments.one_request_each;
    let server = Arc::new(server);
    tokio::select! {
        ended = server.accept(listener) => ended,
        () = ending::asked() => Ok(()),
    }
}
