//! One connection after the other, one request after the other.

use std::io::{Error, ErrorKind, Result};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use threadline_fakes::control::Done;
use threadline_fakes::faults::{Exchange, Sending};
use threadline_fakes::{Answered, Arrival, Ended, FakeReply, FakeRequest, FakeServices, control};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

use crate::cors;
use crate::posting::post_all;
use crate::request::{Head, Reader};
use crate::sending::{Then, Writer};

/// How long a connection may be idle, or a request may take to come.
const PATIENCE: Duration = Duration::from_secs(120);

/// How long a response may take to be sent, waits and stalls included: a client that reads nothing
/// must not keep a connection for ever.
const LONGEST_RESPONSE: Duration = Duration::from_secs(300);

/// A short wait, after the system refused a connection.
const BREATH: Duration = Duration::from_millis(20);

/// The services and the clock that they are served by.
pub(crate) struct Server {
    services: Mutex<FakeServices>,
    began: Instant,
    /// Whether a connection is closed after its first response.
    pub(crate) one_request_each: bool,
}

impl Server {
    pub(crate) fn new(services: FakeServices) -> Self {
        Server { services: Mutex::new(services), began: Instant::now(), one_request_each: false }
    }

    /// Serves each connection in a task of its own.
    pub(crate) async fn accept(self: Arc<Self>, listener: TcpListener) -> Result<()> {
        loop {
            let Ok((stream, _)) = listener.accept().await else {
                sleep(BREATH).await;
                continue;
            };
            let server = Arc::clone(&self);
            tokio::spawn(async move {
                // Whatever breaks a connection ends it, and nothing else.
                let _ = server.connection(stream).await;
            });
        }
    }

    async fn connection(&self, stream: TcpStream) -> Result<()> {
        // Small responses must not wait for more of them.
        stream.set_nodelay(true)?;
        let (read, write) = stream.into_split();
        let (mut reader, mut writer) = (Reader::new(read), Writer::new(write));
        loop {
            let mut head = match timeout(PATIENCE, reader.head()).await {
                Ok(Ok(Some(head))) => head,
                Ok(Err(problem)) if problem.kind() == ErrorKind::InvalidData => {
                    writer.send(&plain(FakeReply::empty(400)), false, false).await?;
                    return Ok(());
                }
                _ => return Ok(()),
            };
            head.keeps_alive &= !self.one_request_each;
            let then = self.request(&head, &mut reader, &mut writer).await?;
            match then {
                Then::Go => {}
                Then::Close => return Ok(()),
                Then::Reset => return reset(reader, writer),
            }
        }
    }

    /// One request from its head on.
    async fn request(
        &self,
        head: &Head,
        reader: &mut Reader<OwnedReadHalf>,
        writer: &mut Writer<OwnedWriteHalf>,
    ) -> Result<Then> {
        if let Some(action) = head.target.strip_prefix("/__fake/") {
            let body = reader.body(head).await?;
            let exchange = plain(self.control(head, action, &body).await);
            return writer.send(&exchange, false, head.keeps_alive).await.map(|(_, then)| then);
        }
        let at = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let arrival = self.services().arrive(&head.method, &head.target, at);
        if arrival.is_reset() {
            self.note(&arrival, writer.answered(Ended::Reset));
            return Ok(Then::Reset);
        }
        let (exchange, keeps_alive) = match timeout(PATIENCE, reader.body(head)).await {
            Ok(Ok(body)) => (self.exchange(&arrival, head, &body), head.keeps_alive),
            // What is left of the body must not pass for the next request.
            Ok(Err(problem)) if problem.kind() == ErrorKind::InvalidData => {
                (plain(FakeReply::empty(413)), false)
            }
            _ => {
                self.note(&arrival, writer.answered(Ended::ClientGone));
                return Ok(Then::Close);
            }
        };
        let is_head = head.method == "HEAD";
        let sent = tokio::select! {
            // A response that was sent was sent, even if the other side left at once.
            biased;
            sent = writer.send(&exchange, is_head, keeps_alive) => sent,
            () = reader.end() => Err(ErrorKind::UnexpectedEof.into()),
            () = sleep(LONGEST_RESPONSE) => Ok((Ended::GaveUp, Then::Close)),
        };
        let ended = sent.as_ref().map_or(Ended::ClientGone, |(ended, _)| *ended);
        self.note(&arrival, writer.answered(ended));
        sent.map(|(_, then)| then)
    }

    /// What a test asks for.
    async fn control(&self, head: &Head, action: &str, body: &[u8]) -> FakeReply {
        if head.method == "OPTIONS" {
            return cors::preflight(head);
        }
        let done = control::handle(&mut self.services(), &head.method, action, body);
        let reply = match done {
            Done::Reply(reply) => reply,
            Done::Post { ids, plan } => control::posted(ids, post_all(plan).await),
        };
        cors::allow(head, reply)
    }

    fn exchange(&self, arrival: &Arrival, head: &Head, body: &[u8]) -> Exchange {
        let headers: Vec<(&str, &str)> =
            head.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let (method, target) = (head.method.as_str(), head.target.as_str());
        let mut services = self.services();
        services.complete(arrival);
        services.set_clock(now_ms());
        if method == "OPTIONS" {
            return plain(cors::preflight(head));
        }
        let request = FakeRequest { method, target, headers: &headers, body };
        let exchange = services.answer(arrival, &request);
        Exchange { reply: cors::allow(head, exchange.reply), ..exchange }
    }

    fn note(&self, arrival: &Arrival, answer: Answered) {
        self.services().arrivals.answered(arrival.number, answer);
    }

    /// The lock is held while a service works, never while anything is read or sent.
    fn services(&self) -> MutexGuard<'_, FakeServices> {
        self.services.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Milliseconds since 1970.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

fn plain(reply: FakeReply) -> Exchange {
    Exchange { delay_ms: 0, reply, endless: 0, sending: Sending::Whole }
}

/// Ends a connection so that the other side sees that it was not meant to end.
fn reset(reader: Reader<OwnedReadHalf>, writer: Writer<OwnedWriteHalf>) -> Result<()> {
    let stream = reader.into_inner().reunite(writer.into_inner()).map_err(Error::other)?;
    stream.set_zero_linger()
}
