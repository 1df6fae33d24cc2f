//! A call from its input to its value: attempts, the waits between them, and one deadline for all. The order of steps is
//! that of `pkg-template/call/retry-loop.ts`; each decision is made in `src/http`.

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroizing;

use super::builder::check_time;
use super::cause;
use super::core::{Core, lock};
use super::credential::{Kind, is_credential};
use super::event::Event;
use super::headers;
use super::local;
use super::race::within;
use super::request::Options;
use super::transport::{BoxFuture, Cause, HttpRequest, HttpResponse, SendError};
use crate::codec::{self, Reading, Request, Tape};
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

/// Makes a call. One function for all operations: what a loop weighs, it weighs once.
pub(crate) fn make(
    core: Arc<Core>,
    operation: &'static Operation,
    input: String,
    options: Options,
) -> BoxFuture<Result<Made, Error>> {
    local::boxed(async move {
        let mut call = Call::new(core, operation, input, options)?;
        let made = call.run().await;
        made.map_err(|mut error| {
            error.operation = operation.name;
            error.attempts = call.attempts;
            error.request_id = error.request_id.take().map(|id| call.hide(&id));
            error
        })
    })
}

struct Call {
    core: Arc<Core>,
    operation: &'static Operation,
    /// As JSON.
    input: String,
    headers: Vec<(String, String)>,
    timeout_ms: f64,
    deadline_ms: f64,
    /// When the call ends.
    until: f64,
    max_retries: u32,
    reading: Reading,
    request: Option<Request>,
    /// Requests that were sent.
    attempts: u32,
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

impl Place {
    fn enter(core: &Arc<Core>, now: f64, remaining_ms: f64) -> Self {
        let turn = lock(&core.limiter).enter(now, remaining_ms);
        Place { core: Arc::clone(core), turn, is_used: false }
    }

    fn wait(&mut self, now: f64) -> f64 {
        lock(&self.core.limiter).wait_of(now, &mut self.turn)
    }

    fn take(&mut self, now: f64) -> bool {
        lock(&self.core.limiter).take(now, &mut self.turn)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.is_used {
            lock(&self.core.limiter).leave(&mut self.turn);
        }
    }
}

impl Call {
    fn new(
        core: Arc<Core>,
        operation: &'static Operation,
        input: String,
        options: Options,
    ) -> Result<Self, Error> {
        let fail = |mut error: Error| {
            error.operation = operation.name;
            error
        };
        for (path, time) in [("timeout", options.timeout), ("deadline", options.deadline)] {
            time.map_or(Ok(()), |time| check_time(path, time)).map_err(fail)?;
        }
        let rejected = |path: &str, message: &str| {
            let mut error = Error::new(ErrorKind::InvalidArgument, message);
            error.path = Some(path.into());
            fail(error)
        };
        let max_retries = options.max_retries.unwrap_or(core.max_retries);
        if max_retries > 10 {
            return Err(rejected("max_retries", "must be a whole number from 0 to 10"));
        }
        let own = headers::checked(options.headers)
            .map_err(|(path, message)| rejected(&path, message))?;
        let mut headers = core.headers.clone();
        headers.retain(|(name, _)| !own.iter().any(|(known, _)| known == name));
        headers.extend(own);
        let ms = |time: Option<Duration>| time.map(|time| time.as_secs_f64() * 1_000.0);
        let deadline_ms = ms(options.deadline).unwrap_or(core.deadline_ms);
        Ok(Call {
            operation,
            input,
            headers,
            timeout_ms: ms(options.timeout).unwrap_or(core.timeout_ms),
            deadline_ms,
            until: core.transport.now_ms() + deadline_ms,
            max_retries,
            reading: match options.strict.unwrap_or(core.strict) {
                true => Reading::Strict,
                false if core.observer.is_some() => Reading::Observed,
                false => Reading::Lenient,
            },
            request: None,
            attempts: 0,
            is_sent: false,
            received: None,
            date_ms: None,
            token: None,
            used: Vec::new(),
            core,
        })
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

    async fn sleep(&self, ms: f64) {
        self.core.transport.sleep(duration(ms)).await;
    }

    /// All that was sent and must be in no error.
    fn private(&self) -> Vec<String> {
        let mut private = private(&self.input, self.request.as_ref());
        for used in &self.used {
            private.push(used.to_string());
            // With a token's signature, anybody can write the rest of it.
            private.extend(used.rsplit_once('.').map(|(_, signature)| signature.to_owned()));
        }
        if let Kind::Secrets(secrets) = &self.core.credential {
            private.extend(secrets.iter().map(|secret| secret.id.clone()));
        }
        private.extend(self.headers.iter().map(|(_, value)| value.clone()));
        private
    }

    fn hide(&self, text: &str) -> String {
        crate::http::redact(text, LONGEST, &self.private())
    }

    async fn run(&mut self) -> Result<Made, Error> {
        let now_ms = self.core.transport.unix_ms();
        let request = codec::encode(self.operation, &self.input, now_ms)?;
        let repeat = request.repeat;
        self.request = Some(request);
        let mut retries = 0;
        // Whether an earlier attempt may have been carried out.
        let mut in_doubt = false;
        let mut is_renewed = false;
        let mut failure: Option<Box<Failure>> = None; // of the attempt before
        loop {
            let mut place = Place::enter(&self.core, self.now(), self.remaining_ms());
            self.wait_for_turn(&mut place, repeat, failure.take()).await?;
            let (outcome, failed) = match self.attempt_in_time(&mut place).await {
                Ok(made) => return Ok(made),
                Err(Ended::MissedTurn) => continue,
                Err(Ended::Fatal(error)) => return Err(error),
                Err(Ended::Failed(failed)) => (failed.outcome, failed),
            };
            drop(place);
            if outcome == Outcome::Status(401) && self.renew() && !is_renewed {
                // A token may have expired on the way: a fresh one, once. Nothing was done with the old one.
                is_renewed = true;
                continue;
            }
            // A wait of the client's own is short, and what is retried after it is harmless.
            let asked_ms = failed.asked_ms;
            let situation = Situation {
                repeat,
                repeated: retries,
                in_doubt,
                max_retries: self.max_retries,
                remaining_ms: match asked_ms {
                    Some(_) => self.patience_ms(),
                    None => self.remaining_ms(),
                },
                asked_ms,
            };
            let random = self.core.transport.random();
            let verdict = retry::decide(outcome, situation, random, &mut lock(&self.core.spent));
            match verdict {
                Verdict::Again { after_ms } => {
                    retries = retries.saturating_add(1);
                    in_doubt |= !is_harmless(&failed);
                    self.core.observe(|| Event::Retry {
                        operation: self.operation.name,
                        attempt: self.attempts,
                        delay: duration(after_ms),
                        kind: failed.error.kind,
                    });
                    failure = Some(failed);
                    self.sleep(after_ms).await;
                }
                Verdict::Fail => return Err(ended(repeat, *failed)),
                Verdict::Unknown => return Err(unknown(*failed)),
                Verdict::Done => return Ok(Made { tape: Tape::none(), body: Vec::new() }),
            }
        }
    }

    /// Waits for the call's turn. Where none comes in time, what failed before says more than that.
    async fn wait_for_turn(
        &mut self,
        place: &mut Place,
        repeat: Repeat,
        before: Option<Box<Failure>>,
    ) -> Result<(), Error> {
        loop {
            let wait = place.wait(self.now());
            if wait <= 0.0 {
                return Ok(());
            }
            if wait > self.patience_ms() {
                if let Some(before) = before {
                    return Err(ended(repeat, *before));
                }
                let mut error = Error::new(ErrorKind::RateLimit, NO_TURN);
                error.retry_after_ms = Some(wait.ceil());
                return Err(error);
            }
            self.sleep(wait).await;
        }
    }

    /// One attempt, within its own time limit and the call's.
    async fn attempt_in_time(&mut self, place: &mut Place) -> Result<Made, Ended> {
        let remaining = self.remaining_ms();
        let is_late = remaining <= self.timeout_ms;
        let limit = self.core.transport.sleep(duration(remaining.min(self.timeout_ms)));
        self.is_sent = false;
        self.received = None;
        if let Some(ended) = within(self.attempt(place), limit).await {
            return ended;
        }
        let message = match (self.is_sent, is_late) {
            (_, true) => LATE,
            (true, false) => "the timeout passed before the response was complete",
            (false, false) => "the timeout passed before anything was sent",
        };
        let outcome = if self.is_sent { Outcome::TimedOut } else { Outcome::Final };
        Err(self.failed(outcome, Error::new(ErrorKind::Timeout, message)))
    }

    fn failed(&self, outcome: Outcome, mut error: Error) -> Ended {
        if let Some((status, request_id)) = &self.received {
            error.status = Some(*status);
            error.request_id.clone_from(request_id);
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

    /// A request, the head of its response, the body, and what they mean.
    async fn attempt(&mut self, place: &mut Place) -> Result<Made, Ended> {
        let credential = self.credential().await.map_err(Ended::Fatal)?;
        if !place.take(self.now()) {
            return Err(Ended::MissedTurn);
        }
        let request = self.http_request(&credential);
        self.used.push(credential);
        self.attempts = self.attempts.saturating_add(1);
        self.core.observe(|| Event::Request {
            operation: self.operation.name,
            attempt: self.attempts,
            method: request.method,
        });
        let sent_at = self.now();
        self.is_sent = true;
        // From here on it counts, even if nobody waits for it any more.
        place.is_used = true;
        let response = self.core.transport.send(request).await;
        let response = response.map_err(|error| self.unsent(error))?;
        let reply = self.head(&response, sent_at);
        let length = response.header("content-length").and_then(|length| length.parse().ok());
        if response.redirected {
            let message = "the transport followed a redirect, and took the credential along";
            return Err(self.failed(Outcome::Garbled, Error::new(ErrorKind::Redirect, message)));
        }
        // A status line that was cut off, or one that announces a response which then never came.
        if (1..200).contains(&reply.status) {
            return Err(self.lost(Outcome::Lost, BEFORE, None));
        }
        let limits = ["x-ratelimit-limit", "x-ratelimit-remaining"].map(|name| {
            response.header(name).and_then(|text| text.parse::<u32>().ok()).map(f64::from)
        });
        // The body of a redirect is not needed, and a browser does not show it.
        let body = if (300..400).contains(&reply.status) {
            drop(response);
            Vec::new()
        } else {
            response.body.await.map_err(|error| self.unread(error))?
        };
        if length.is_some_and(|length: u64| (body.len() as u64) < length) && reply.status / 100 != 3
        {
            return Err(self.lost(Outcome::Lost, BROKE, None));
        }
        self.meaning(Reply { body, ..reply }, limits, length.is_some())
    }

    fn http_request(&self, credential: &str) -> HttpRequest {
        let core = &self.core;
        let request = self.request.as_ref();
        let value = match core.credential_header {
            "authorization" => format!("Bearer {credential}"),
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
            url: core.base_url.clone() + request.map_or("", |request| &request.target),
            headers,
            own_headers: self.headers.clone(),
            body,
            max_reply_bytes: core.max_reply_bytes,
            once: request.is_some_and(|request| request.repeat == Repeat::Once),
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

    /// The head of a response has come.
    fn head(&mut self, response: &HttpResponse, sent_at: f64) -> Reply {
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
        self.core.observe(|| Event::Response {
            operation: self.operation.name,
            attempt: self.attempts,
            status: reply.status,
            request_id: reply.request_id.as_deref().map(|id| self.hide(id)),
            duration: duration(self.now() - sent_at),
        });
        reply
    }

    /// What a whole response means.
    fn meaning(
        &self,
        reply: Reply,
        [limit, left]: [Option<f64>; 2],
        has_length: bool,
    ) -> Result<Made, Ended> {
        let core = &self.core;
        let is_success = (200..300).contains(&reply.status);
        // Most responses are good, and what is private need not be gathered for them.
        let read = reply
            .read_as(self.operation, self.reading, &[])
            .or_else(|_| reply.read_as(self.operation, self.reading, &self.private()));
        let date_ms = |date: &str| core.transport.date_ms(date);
        let asked_ms = match (&read, is_success) {
            (Err(_), false) => reply.wait_ms(core.transport.unix_ms(), date_ms),
            _ => None,
        };
        lock(&core.limiter).learn(self.now(), reply.status, asked_ms, limit, left);
        if is_success {
            retry::refund(&mut lock(&core.spent));
        }
        let mut error = match read {
            Ok(tape) => {
                self.report_drift(&tape);
                return Ok(Made { tape, body: reply.body });
            }
            Err(error) => error,
        };
        error.retry_after_ms = asked_ms;
        let outcome = match (is_success, error.kind) {
            (false, _) => Outcome::Status(reply.status),
            // What came without a length may have ended anywhere.
            (true, _) if reply.body.is_empty() && !has_length => {
                let message = "the response ended before its body came";
                return Err(self.lost(Outcome::Lost, message, None));
            }
            (true, ErrorKind::Connection) => Outcome::Lost,
            (true, _) => Outcome::Garbled,
        };
        Err(Ended::Failed(Box::new(Failure { outcome, error, asked_ms })))
    }

    fn report_drift(&self, tape: &Tape) {
        for codec::Drift { path, expected, found } in tape.drift() {
            let operation = self.operation.name;
            self.core.observe(|| Event::Drift { operation, path, expected, found: found.into() });
        }
    }

    /// The credential that the next request is sent with.
    async fn credential(&mut self) -> Result<Zeroizing<String>, Error> {
        if let Some(token) = &self.token {
            return Ok(token.clone());
        }
        let token = match &self.core.credential {
            Kind::ApiKey(key) => return Ok(key.clone()),
            Kind::Secrets(_) => {
                let now = [self.core.transport.unix_ms(), self.now()];
                return Ok(Zeroizing::new(lock(&self.core.tokens).token(now)));
            }
            Kind::Token(token) => token().await,
        };
        let token = token.map(Zeroizing::new).map_err(|cause| self.no_token(&*cause))?;
        if !is_credential(&token) {
            let message = "must give a non-empty string of visible characters";
            let mut error = Error::new(ErrorKind::InvalidArgument, message);
            error.path = Some("token".into());
            return Err(error);
        }
        self.token = Some(token.clone());
        Ok(token)
    }

    fn no_token(&self, cause: &(dyn StdError + 'static)) -> Error {
        let message = "no token could be had: its error is the source of this one";
        let mut error = Error::new(ErrorKind::Authentication, message);
        error.source = Some(cause::shown(cause, "", &self.private()));
        error
    }

    /// The service rejected the credential of the last attempt. Whether another one can be had.
    fn renew(&mut self) -> bool {
        self.token = None;
        if let (Kind::Secrets(_), Some(used)) = (&self.core.credential, self.used.last()) {
            let here = self.core.transport.unix_ms();
            lock(&self.core.tokens).reject(used, self.date_ms, here);
        }
        !matches!(self.core.credential, Kind::ApiKey(_))
    }
}

const BEFORE: &str = "the connection broke before the response came";
const BROKE: &str = "the connection broke while the response was being read";

/// So many letters of a text are looked at.
const LONGEST: usize = 16_000;

fn duration(ms: f64) -> Duration {
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
    error.message = format!("{LOST} ({})", error.message);
    error.kind = ErrorKind::OutcomeUnknown;
    error.path = None;
    error.retry_after_ms = None;
    error
}
