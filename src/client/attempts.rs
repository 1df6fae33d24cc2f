//! A call from its input to its value: attempts, the waits between them, and one deadline for all. The order of steps is
//! that of `pkg-template/call/retry-loop.ts`; each decision is made in `src/http`.
//!
//! It is a future written by hand: what the compiler makes of the same as an async function weighs twice as much.

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use zeroize::Zeroizing;

use super::builder::{check_times, invalid};
use super::cause;
use super::core::Core;
use super::credential::{Asked, Kind, is_credential};
use super::digits::number;
use super::request::Options;
use super::transport::{BoxFuture, Cause, HttpRequest, HttpResponse, SendError};
use crate::codec::{self, Reading, Request, Tape, joined};
use crate::error::{Error, ErrorKind};
use crate::http::retry::{self, Outcome, Situation, Verdict};
use crate::http::{Reply, Turn, private};
use crate::schema::{Operation, Repeat};

/// The value of a call: a tape, and the body that it points into.
pub(crate) struct Made {
    pub(crate) tape: Tape,
    pub(crate) body: Vec<u8>,
}

const LATE: &str = "the deadline passed before the response was complete";
const NO_TURN: &str = "rate limit: no slot before the deadline that leaves an attempt enough time (the client keeps to the limit, and to the wait that the service asked for)";
const LOST: &str = "the response was lost, cannot be read or does not confirm it, so the operation may have succeeded: check before retrying";

/// An attempt that failed.
struct Failure {
    outcome: Outcome,
    error: Error,
    /// The wait that the service asks for.
    asked_ms: Option<f64>,
}

/// How an attempt ended that gave no value.
enum Ended {
    /// The credential took so long that the attempt has lost its turn.
    MissedTurn,
    Failed(Box<Failure>),
    /// The call ends, whatever attempts are left.
    Fatal(Error),
}

/// What a call waits for.
enum Stage {
    /// To be awaited.
    New,
    /// Its turn.
    Row,
    /// The time to look for its turn again.
    Pause(BoxFuture<()>),
    /// An attempt's credential,
    Token(BoxFuture<Asked>),
    /// the head of its response, to a request that was sent then,
    Head(BoxFuture<Result<HttpResponse, SendError>>, f64),
    /// and the body.
    Body(BoxFuture<Result<Vec<u8>, SendError>>, Head),
    /// Nothing any more.
    Over,
}

/// The head of a response.
struct Head {
    reply: Reply,
    /// How long the body is.
    length: Option<u32>,
    /// What it says of the service's rate limit: how many requests, and how many of them are left.
    limits: [Option<u32>; 2],
}

/// Makes a call. One function for all operations: what a loop weighs, it weighs once.
pub(crate) fn make(
    core: Arc<Core>,
    operation: &'static Operation,
    input: String,
    options: Options,
) -> BoxFuture<Result<Made, Error>> {
    Box::pin(Call {
        timeout_ms: options.timeout_ms.unwrap_or(core.timeout_ms),
        deadline_ms: options.deadline_ms.unwrap_or(core.deadline_ms),
        until: 0.0,
        max_retries: options.max_retries.unwrap_or(core.max_retries),
        headers: Vec::new(),
        options,
        core,
        operation,
        input,
        request: None,
        repeat: operation.repeat,
        stage: Stage::New,
        place: None,
        limit: None,
        is_late: false,
        attempts: 0,
        retries: 0,
        in_doubt: false,
        is_renewed: false,
        failure: None,
        is_sent: false,
        received: None,
        date_ms: None,
        token: None,
        used: Vec::new(),
    })
}

struct Call {
    core: Arc<Core>,
    operation: &'static Operation,
    /// As JSON.
    input: String,
    options: Options,
    headers: Vec<(String, String)>,
    timeout_ms: f64,
    deadline_ms: f64,
    /// When the call ends.
    until: f64,
    max_retries: u32,
    request: Option<Request>,
    repeat: Repeat,
    stage: Stage,
    place: Option<Place>,
    /// The time limit of the attempt under way.
    limit: Option<BoxFuture<()>>,
    /// Whether it is the call's.
    is_late: bool,
    /// Requests that were sent.
    attempts: u32,
    retries: u32,
    /// Whether an earlier attempt may have been carried out.
    in_doubt: bool,
    is_renewed: bool,
    /// Of the attempt before.
    failure: Option<Box<Failure>>,
    /// Whether the request of the attempt under way may have left.
    is_sent: bool,
    /// What the head of the response said: status and request id.
    received: Option<(u16, Option<String>)>,
    /// The `Date` of the last response.
    date_ms: Option<f64>,
    /// What `token` gave: all attempts are made in one user's name.
    token: Option<Zeroizing<String>>,
    /// What the call was sent with: no error may show it.
    used: Vec<Zeroizing<String>>,
}

/// A place in the row of the rate limit, which is left when the call ends early.
struct Place {
    core: Arc<Core>,
    turn: Turn,
    is_used: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.is_used {
            self.core.shared().limiter.leave(&mut self.turn);
        }
    }
}

impl Future for Call {
    type Output = Result<Made, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let call = &mut *self;
        loop {
            let ended = match call.advance(context) {
                Poll::Ready(Ok(None)) => continue,
                Poll::Ready(Ok(Some(made))) => {
                    // The request has come to its end, and its time limit with it.
                    call.end_attempt();
                    call.stage = Stage::Over;
                    return Poll::Ready(Ok(made));
                }
                Poll::Ready(Err(ended)) => ended,
                Poll::Pending => match &mut call.limit {
                    Some(limit) => {
                        ready!(limit.as_mut().poll(context));
                        call.timed_out()
                    }
                    None => return Poll::Pending,
                },
            };
            call.end_attempt();
            let ended = match ended {
                Ended::MissedTurn => continue,
                Ended::Fatal(error) => Err(error),
                Ended::Failed(failed) => match call.again(failed) {
                    Ok(None) => continue,
                    Ok(Some(made)) => Ok(made),
                    Err(error) => Err(error),
                },
            };
            call.stage = Stage::Over;
            return Poll::Ready(ended.map_err(|error| call.closed(error)));
        }
    }
}

impl Call {
    /// The next step; what it gives is the value of the call.
    fn advance(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Made>, Ended>> {
        Poll::Ready(match &mut self.stage {
            Stage::New => self.begin().map(|()| None).map_err(Ended::Fatal),
            Stage::Row => self.turn().map(|()| None),
            Stage::Pause(pause) => {
                ready!(pause.as_mut().poll(context));
                self.stage = Stage::Row;
                Ok(None)
            }
            Stage::Token(token) => {
                let token = ready!(token.as_mut().poll(context));
                self.has_token(token).map(|()| None)
            }
            Stage::Head(head, sent_at) => {
                let sent_at = *sent_at;
                let response = ready!(head.as_mut().poll(context));
                self.head(response, sent_at)
            }
            Stage::Body(body, _) => {
                let body = ready!(body.as_mut().poll(context));
                self.body(body).map(Some)
            }
            Stage::Over => return Poll::Pending,
        })
    }

    /// Checks what was given, and writes the request.
    fn begin(&mut self) -> Result<(), Error> {
        check_times(self.timeout_ms, self.deadline_ms, self.max_retries)?;
        let headers = std::mem::take(&mut self.options.headers).over(&self.core.headers);
        self.headers = headers.map_err(|(path, message)| invalid(&path, message))?;
        self.until = self.now() + self.deadline_ms;
        let request = codec::encode(self.operation, &self.input, self.core.transport.unix_ms())?;
        self.repeat = request.repeat;
        self.request = Some(request);
        self.stage = Stage::Row;
        Ok(())
    }

    /// The error that the call ends with.
    fn closed(&self, mut error: Error) -> Error {
        error.operation = self.operation.name;
        error.attempts = self.attempts;
        error.request_id = error.request_id.take().map(|id| self.hide(&id));
        error
    }

    fn now(&self) -> f64 {
        self.core.transport.now_ms()
    }

    fn remaining_ms(&self) -> f64 {
        self.until - self.now()
    }

    /// How long the call may wait before an attempt, so that the attempt has enough time to be worth it.
    fn patience_ms(&self) -> f64 {
        self.remaining_ms() - self.timeout_ms.min(self.deadline_ms / 4.0)
    }

    fn sleep(&self, ms: f64) -> BoxFuture<()> {
        self.core.transport.sleep(duration(ms))
    }

    /// All that was sent and must be in no error.
    #[inline(never)]
    fn private(&self) -> Vec<String> {
        let mut private = private(&self.input, self.request.as_ref());
        for used in &self.used {
            // With a token's signature, anybody can write the rest of it.
            let signature = used.bytes().rposition(|byte| byte == b'.');
            let signature = signature.and_then(|at| used.get(at.wrapping_add(1)..));
            private
                .extend([Some(used.as_str()), signature].into_iter().flatten().map(String::from));
        }
        if let Kind::Secrets(secrets) = &self.core.credential {
            private.extend(secrets.ids());
        }
        private.extend(self.headers.iter().map(|(_, value)| value.clone()));
        private
    }

    fn hide(&self, text: &str) -> String {
        crate::http::redact(text, LONGEST, &self.private())
    }

    /// Waits for the call's turn, and begins an attempt then. Where none comes in time, what failed before says more
    /// than that.
    fn turn(&mut self) -> Result<(), Ended> {
        let (now, remaining) = (self.now(), self.remaining_ms());
        let wait = {
            let mut shared = self.core.shared();
            let place = self.place.get_or_insert_with(|| Place {
                core: Arc::clone(&self.core),
                turn: shared.limiter.enter(now, remaining),
                is_used: false,
            });
            shared.limiter.wait_of(now, &mut place.turn)
        };
        if wait <= 0.0 {
            return self.attempt();
        }
        if wait > self.patience_ms() {
            if let Some(before) = self.failure.take() {
                return Err(Ended::Fatal(ended(self.repeat, *before)));
            }
            let mut error = Error::new(ErrorKind::RateLimit, NO_TURN);
            error.retry_after_ms = Some(wait.ceil());
            return Err(Ended::Fatal(error));
        }
        self.stage = Stage::Pause(self.sleep(wait));
        Ok(())
    }

    /// Begins an attempt, within its own time limit and the call's.
    fn attempt(&mut self) -> Result<(), Ended> {
        let remaining = self.remaining_ms();
        self.is_late = remaining <= self.timeout_ms;
        self.limit = Some(self.sleep(remaining.min(self.timeout_ms)));
        self.failure = None;
        self.is_sent = false;
        self.received = None;
        if let Some(token) = &self.token {
            return self.send(token.clone());
        }
        match &self.core.credential {
            Kind::ApiKey(key) => self.send(key.clone()),
            Kind::Secrets(secrets) => {
                let now = [self.core.transport.unix_ms(), self.now()];
                self.send(Zeroizing::new(secrets.token(now)))
            }
            Kind::Token(token) => {
                self.stage = Stage::Token(token());
                Ok(())
            }
        }
    }

    /// The attempt has ended: what is still under way is aborted.
    fn end_attempt(&mut self) {
        self.stage = Stage::Row;
        self.limit = None;
        self.place = None;
    }

    fn timed_out(&self) -> Ended {
        let message = match (self.is_sent, self.is_late) {
            (_, true) => LATE,
            (true, false) => "the timeout passed before the response was complete",
            (false, false) => "the timeout passed before anything was sent",
        };
        let outcome = if self.is_sent { Outcome::TimedOut } else { Outcome::Final };
        self.failed(outcome, Error::new(ErrorKind::Timeout, message))
    }

    /// After an attempt that failed: another one, perhaps after a wait, or the end.
    fn again(&mut self, failed: Box<Failure>) -> Result<Option<Made>, Error> {
        let outcome = failed.outcome;
        if outcome == Outcome::Status(401) && self.renew() && !self.is_renewed {
            // A token may have expired on the way: a fresh one, once. Nothing was done with the old one.
            self.is_renewed = true;
            return Ok(None);
        }
        // A wait of the client's own is short, and what is retried after it is harmless.
        let asked_ms = failed.asked_ms;
        let situation = Situation {
            repeat: self.repeat,
            repeated: self.retries,
            in_doubt: self.in_doubt,
            max_retries: self.max_retries,
            remaining_ms: match asked_ms {
                Some(_) => self.patience_ms(),
                None => self.remaining_ms(),
            },
            asked_ms,
        };
        let random = self.core.transport.random();
        match retry::decide(outcome, situation, random, &mut self.core.shared().spent) {
            Verdict::Again { after_ms } => {
                self.retries = self.retries.saturating_add(1);
                self.in_doubt |= !is_harmless(&failed);
                if let Some(observer) = &self.core.observer {
                    let kind = failed.error.kind;
                    observer.retry(self.operation.name, self.attempts, after_ms, kind);
                }
                self.failure = Some(failed);
                self.stage = Stage::Pause(self.sleep(after_ms));
                Ok(None)
            }
            Verdict::Fail => Err(ended(self.repeat, *failed)),
            Verdict::Unknown => Err(unknown(*failed)),
            Verdict::Done => Ok(Some(Made { tape: Tape::none(), body: Vec::new() })),
        }
    }

    fn failed(&self, outcome: Outcome, mut error: Error) -> Ended {
        if let Some((status, request_id)) = &self.received {
            error.status = Some(*status);
            error.request_id = request_id.clone();
        }
        Ended::Failed(Box::new(Failure { outcome, error, asked_ms: None }))
    }

    fn lost(&self, outcome: Outcome, message: &str, cause: Cause) -> Ended {
        let mut error = Error::new(ErrorKind::Connection, message);
        if let Some(cause) = cause {
            let target = self.request.as_ref().map_or("", |request| &request.target);
            error.source = Some(cause::shown(&*cause, target, &self.private()));
        }
        self.failed(outcome, error)
    }

    /// The credential was obtained.
    fn has_token(&mut self, token: Asked) -> Result<(), Ended> {
        let token = match token {
            Ok(token) => Zeroizing::new(token),
            Err(cause) => return Err(Ended::Fatal(self.no_token(&*cause))),
        };
        if !is_credential(&token) {
            let message = "must give a non-empty string of visible characters";
            return Err(Ended::Fatal(invalid("token", message)));
        }
        self.token = Some(token.clone());
        self.send(token)
    }

    fn no_token(&self, cause: &(dyn StdError + 'static)) -> Error {
        let message = "no token could be had: its error is the source of this one";
        let mut error = Error::new(ErrorKind::Authentication, message);
        error.source = Some(cause::shown(cause, "", &self.private()));
        error
    }

    /// Sends the request.
    fn send(&mut self, credential: Zeroizing<String>) -> Result<(), Ended> {
        let now = self.now();
        let Some(place) = &mut self.place else { return Err(Ended::MissedTurn) };
        if !self.core.shared().limiter.take(now, &mut place.turn) {
            return Err(Ended::MissedTurn);
        }
        // From here on it counts, even if nobody waits for it any more.
        place.is_used = true;
        let request = self.http_request(&credential);
        self.used.push(credential);
        self.attempts = self.attempts.saturating_add(1);
        if let Some(observer) = &self.core.observer {
            observer.request(self.operation.name, self.attempts, request.method);
        }
        let sent_at = self.now();
        self.is_sent = true;
        self.stage = Stage::Head(self.core.transport.send(request), sent_at);
        Ok(())
    }

    fn http_request(&self, credential: &str) -> HttpRequest {
        let core = &self.core;
        let request = self.request.as_ref();
        let value = match core.credential_header {
            "authorization" => joined(&["Bearer ", credential]),
            _ => credential.to_owned(),
        };
        let mut headers =
            vec![(core.credential_header, value), ("accept", "application/json".to_owned())];
        let body = request.and_then(|request| request.body.clone());
        if body.is_some() {
            headers.push(("content-type", "application/json".to_owned()));
        }
        HttpRequest {
            method: self.operation.method,
            url: joined(&[&core.base_url, request.map_or("", |request| &request.target)]),
            headers,
            own_headers: self.headers.clone(),
            body,
            max_reply_bytes: core.max_reply_bytes,
            once: self.repeat == Repeat::Once,
        }
    }

    fn unsent(&self, error: SendError) -> Ended {
        match error {
            SendError::Unsent(cause) => self.lost(
                Outcome::Unsent,
                "no connection to the service could be made: nothing was sent",
                cause,
            ),
            SendError::Lost(cause) => self.lost(
                Outcome::Lost,
                "no response came: the service could not be reached",
                cause,
            ),
            other => self.unread(other),
        }
    }

    fn unread(&self, error: SendError) -> Ended {
        match error {
            SendError::TooLarge => {
                let message = "the response is larger than max_reply_bytes";
                self.failed(Outcome::Garbled, Error::new(ErrorKind::ReplyTooLarge, message))
            }
            SendError::Invalid(cause) => {
                self.lost(Outcome::Garbled, "what came is not a response", cause)
            }
            SendError::Lost(cause) | SendError::Unsent(cause) => {
                self.lost(Outcome::Lost, BROKE, cause)
            }
        }
    }

    /// The head of a response has come, or an error in its place.
    fn head(
        &mut self,
        response: Result<HttpResponse, SendError>,
        sent_at: f64,
    ) -> Result<Option<Made>, Ended> {
        let response = response.map_err(|error| self.unsent(error))?;
        let header = |name| response.header(name).map(str::to_owned);
        let reply = Reply {
            status: response.status,
            request_id: header("x-request-id"),
            retry_after_ms: header("retry-after-ms"),
            retry_after: header("retry-after"),
            body: Vec::new(),
        };
        self.date_ms = response.header("date").and_then(|date| self.core.transport.date_ms(date));
        self.received = Some((reply.status, reply.request_id.clone()));
        if let Some(observer) = &self.core.observer {
            let request_id = reply.request_id.as_deref().map(|id| self.hide(id));
            let ms = self.now() - sent_at;
            observer.response(self.operation.name, self.attempts, reply.status, request_id, ms);
        }
        if response.redirected {
            let message = "the transport followed a redirect, and took the credential along";
            return Err(self.failed(Outcome::Garbled, Error::new(ErrorKind::Redirect, message)));
        }
        // A status line that was cut off, or one that announces a response which then never came.
        if (1..200).contains(&reply.status) {
            return Err(self.lost(Outcome::Lost, BEFORE, None));
        }
        let [length, limit, left] =
            ["content-length", "x-ratelimit-limit", "x-ratelimit-remaining"]
                .map(|name| response.header(name).and_then(|text| number(text, u32::MAX)));
        let head = Head { reply, length, limits: [limit, left] };
        // The body of a redirect is not needed, and a browser does not show it.
        if is_redirect(head.reply.status) {
            self.stage = Stage::Row;
            drop(response);
            return self.meaning(head).map(Some);
        }
        self.stage = Stage::Body(response.body, head);
        Ok(None)
    }

    /// The body of a response has come, or an error in its place.
    fn body(&mut self, body: Result<Vec<u8>, SendError>) -> Result<Made, Ended> {
        let body = body.map_err(|error| self.unread(error))?;
        let Stage::Body(_, mut head) = std::mem::replace(&mut self.stage, Stage::Row) else {
            return Err(Ended::MissedTurn);
        };
        if head.length.is_some_and(|length| body.len() < length as usize) {
            return Err(self.lost(Outcome::Lost, BROKE, None));
        }
        head.reply.body = body;
        self.meaning(head)
    }

    /// What a whole response means.
    fn meaning(&self, head: Head) -> Result<Made, Ended> {
        let Head { reply, length, limits } = head;
        let core = &self.core;
        let is_success = (200..300).contains(&reply.status);
        let reading = match self.options.strict.unwrap_or(core.strict) {
            true => Reading::Strict,
            false if core.observer.is_some() => Reading::Observed,
            false => Reading::Lenient,
        };
        let mut read = reply.read_as(self.operation, reading, &[]);
        if read.is_err() {
            // Most responses are good, and what is private need not be gathered for them.
            read = reply.read_as(self.operation, reading, &self.private());
        }
        let asked_ms = if read.is_ok() || is_success {
            None
        } else {
            reply.wait_ms(core.transport.unix_ms(), |date| core.transport.date_ms(date))
        };
        let now = self.now();
        {
            let mut shared = core.shared();
            let [limit, left] = limits.map(|number| number.map(f64::from));
            shared.limiter.learn(now, reply.status, asked_ms, limit, left);
            if is_success {
                retry::refund(&mut shared.spent);
            }
        }
        let mut error = match read {
            Ok(tape) => {
                if let Some(observer) = &core.observer {
                    observer.drift(self.operation.name, &tape);
                }
                return Ok(Made { tape, body: reply.body });
            }
            Err(error) => error,
        };
        error.retry_after_ms = asked_ms;
        let outcome = match (is_success, error.kind) {
            (false, _) => Outcome::Status(reply.status),
            // What came without a length may have ended anywhere.
            (true, _) if reply.body.is_empty() && length.is_none() => {
                let message = "the response ended before its body came";
                return Err(self.lost(Outcome::Lost, message, None));
            }
            (true, ErrorKind::Connection) => Outcome::Lost,
            (true, _) => Outcome::Garbled,
        };
        Err(Ended::Failed(Box::new(Failure { outcome, error, asked_ms })))
    }

    /// The service rejected the credential of the last attempt. Whether another one can be had.
    fn renew(&mut self) -> bool {
        self.token = None;
        if let (Kind::Secrets(secrets), Some(used)) = (&self.core.credential, self.used.last()) {
            secrets.reject(used, self.date_ms, self.core.transport.unix_ms());
        }
        !matches!(self.core.credential, Kind::ApiKey(_))
    }
}

fn is_redirect(status: u16) -> bool {
    (300..400).contains(&status)
}

const BEFORE: &str = "the connection broke before the response came";
const BROKE: &str = "the connection broke while the response was being read";

/// So many letters of a text are looked at.
const LONGEST: usize = 16_000;

pub(super) fn duration(ms: f64) -> Duration {
    Duration::from_micros((ms.max(0.0) * 1_000.0) as u64)
}

/// Whether nothing was done, for sure.
fn is_harmless(failure: &Failure) -> bool {
    failure.error.kind == ErrorKind::RateLimit || failure.outcome == Outcome::Unsent
}

/// The error of a failure. What must not happen twice is retryable only if nothing was done.
fn ended(repeat: Repeat, failure: Failure) -> Error {
    let is_once = repeat == Repeat::Once && !is_harmless(&failure);
    let mut error = failure.error;
    error.once = is_once;
    error
}

/// The error of a call of which nobody knows whether it was carried out.
fn unknown(failure: Failure) -> Error {
    let mut error = failure.error;
    error.message = joined(&[LOST, " (", &error.message, ")"]);
    error.kind = ErrorKind::OutcomeUnknown;
    error.path = None;
    error.retry_after_ms = None;
    error
}
