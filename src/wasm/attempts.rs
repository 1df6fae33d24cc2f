//! A call from its input to its result: attempts, waits between them, one deadline over all.

use js_sys::{Date, Math};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::call::Call;
use super::client::Client;
use super::failure::{Failure, LATE};
use super::request;
use super::response::{self, Answer};
use crate::codec;
use crate::http::retry::{self, Outcome, Situation, Verdict};
use crate::http::{Error, ErrorKind, Request};
use crate::operations;
use crate::schema::{Operation, Repeat};

/// Makes the call.
pub(super) async fn run(call: &Call) -> Result<JsValue, Failure> {
    let operation = operations()
        .nth(call.operation() as usize)
        .ok_or_else(|| Error::new(ErrorKind::Internal, "there is no such operation"))?;
    let outline =
        codec::encode(operation, &call.input().as_string().unwrap_or_default(), Date::now())?;
    let mut sent = Sent { operation, outline, attempts: 0, repeated: 0, renewed: false };
    loop {
        let turn = Client::of(call).reserve(call);
        let wait_ms = turn.map_err(|wait_ms| sent.too_long(wait_ms))?;
        if wait_ms > 0.0 {
            sent.pause(call, wait_ms).await.inspect_err(|_| Client::of(call).give_back())?;
        }
        call.begin();
        let (outcome, failure) = match response::exchange(call, &sent.outline).await {
            Ok(answer) => match sent.read(call, answer) {
                Ok(value) => return Ok(value),
                Err(failed) => failed,
            },
            Err(failure) => (outcome(call, &failure), failure),
        };
        // An attempt that never came to send anything has cost nothing.
        if call.sent() {
            sent.attempts = sent.attempts.saturating_add(1);
        }
        call.end(false);
        sent.next(call, outcome, failure).await?;
    }
}

/// A call that has been sent, perhaps several times.
struct Sent {
    operation: &'static Operation,
    outline: Request,
    attempts: u32,
    repeated: u32,
    /// The credential has been renewed.
    renewed: bool,
}

impl Sent {
    /// The value of a reply; or how the attempt ended.
    fn read(&self, call: &Call, answer: Answer) -> Result<JsValue, (Outcome, Failure)> {
        let mut client = Client::of(call);
        if let (Some(limit), Some(remaining)) = (answer.limit, answer.remaining) {
            client.correct(call, limit, remaining);
        }
        let reply = answer.reply;
        let good = (200..300).contains(&reply.status);
        // Most replies are good, and what is private need not be gathered for them.
        let read = reply.read(self.operation).or_else(|_| {
            reply.read_without(self.operation, &self.private(call, answer.credential))
        });
        if good {
            client.succeeded();
        }
        let asked = if good {
            None
        } else {
            let date_ms = |value: &str| Some(Date::parse(value));
            reply.wait_ms(Date::now(), date_ms)
        };
        if let (429, Some(wait_ms)) = (reply.status, asked) {
            client.hold(call, wait_ms);
        }
        client.keep();
        match read {
            Ok(tape) => {
                let text = reply.body.get(tape.text_start..).unwrap_or_default();
                Ok(call.build(&tape.words, text, tape.root.head, tape.root.payload))
            }
            Err(mut error) => {
                error.retry_after_ms = asked;
                let outcome = if good { Outcome::Garbled } else { Outcome::Status(reply.status) };
                Err((outcome, Failure::Ours(error)))
            }
        }
    }

    /// All that was sent and must be in no error, longest first.
    fn private(&self, call: &Call, credential: String) -> Vec<String> {
        let input = call.input().as_string().unwrap_or_default();
        let mut private = codec::texts(&input);
        // What travels in the query does so as it was cleaned.
        private.extend(private.iter().filter_map(|text| codec::phone(text)).collect::<Vec<_>>());
        private.extend(codec::texts(self.outline.body.as_deref().unwrap_or_default()));
        private.extend(request::header_values(call));
        private.extend(credential.strip_prefix("Bearer ").map(str::to_owned));
        // Whoever has a token's signature can write the rest of it.
        let dot = credential.bytes().rposition(|byte| byte == b'.');
        let signature = dot.and_then(|dot| credential.get(dot.saturating_add(1)..));
        private.extend(signature.map(str::to_owned));
        private.push(credential);
        private.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        private.dedup();
        private
    }

    /// After an attempt that failed: waits for the next one, or fails.
    async fn next(
        &mut self,
        call: &Call,
        outcome: Outcome,
        failure: Failure,
    ) -> Result<(), Failure> {
        if call.stopped() == super::ABORTED {
            return Err(Failure::Aborted);
        }
        let failure = failure.timed_out(call);
        if outcome == Outcome::Status(401) && call.renewable() {
            call.renew();
            // A token may have run out on the way: a fresh one, once. Nothing was done with the old one.
            if !self.renewed {
                self.renewed = true;
                return Ok(());
            }
        }
        let mut client = Client::of(call);
        let situation = Situation {
            repeat: self.outline.repeat,
            repeated: self.repeated,
            max_retries: call.max_retries(),
            remaining_ms: call.remaining_ms(),
            asked_ms: failure.asked_ms(),
        };
        let verdict = retry::decide(outcome, situation, Math::random(), &mut client.spent);
        client.keep();
        match verdict {
            Verdict::Again { after_ms } => {
                self.repeated = self.repeated.saturating_add(1);
                call.again(after_ms, failure.name());
                self.pause(call, after_ms).await
            }
            Verdict::Fail => Err(self.failed(failure)),
            Verdict::Unknown => {
                let message = "the answer was lost or cannot be read: whether the service has done it is not known";
                let error = Error::new(ErrorKind::OutcomeUnknown, message);
                Err(self.failed(failure.becomes(error)))
            }
        }
    }

    /// The failure that the call ends with.
    fn failed(&self, failure: Failure) -> Failure {
        failure.map(|error| {
            let mut error = error.of(self.operation);
            error.once = self.outline.repeat == Repeat::Once;
            error.attempts = self.attempts;
            error
        })
    }

    async fn pause(&self, call: &Call, wait_ms: f64) -> Result<(), Failure> {
        match JsFuture::from(call.pause(wait_ms)).await {
            Ok(_) => Ok(()),
            Err(_) if call.stopped() == super::ABORTED => Err(Failure::Aborted),
            Err(_) => {
                let error = Error::new(ErrorKind::Timeout, LATE);
                Err(self.failed(error.into()))
            }
        }
    }

    fn too_long(&self, wait_ms: f64) -> Failure {
        let message = "no turn before the deadline: the client keeps to the rate limit, and to the wait that the service asked for";
        let mut error = Error::new(ErrorKind::RateLimit, message).of(self.operation);
        error.retry_after_ms = Some(wait_ms);
        error.attempts = self.attempts;
        Failure::Ours(error)
    }
}

/// How an attempt without a reply ended.
fn outcome(call: &Call, failure: &Failure) -> Outcome {
    match (call.stopped(), failure) {
        (0, Failure::Caused(..)) => Outcome::Lost,
        (0, Failure::Ours(error))
            if matches!(error.kind, ErrorKind::Connection | ErrorKind::ReplyTooLarge) =>
        {
            Outcome::Garbled
        }
        (super::TIMED_OUT, _) if call.sent() => Outcome::TimedOut,
        _ => Outcome::Final,
    }
}
