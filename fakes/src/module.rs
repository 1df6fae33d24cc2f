//! The fake services for JavaScript: what `threadline/testing` runs.

use serde_json::{Value, from_str, json};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::control::Done;
use crate::faults::Exchange;
use crate::webhooks::Delivery;
use crate::{Answered, Ended, FakeRequest, FakeServices, control, heymarket, qlara};

/// Both services with their state. Every call ends before the next one begins: nothing here waits.
#[wasm_bindgen]
pub struct Fakes(FakeServices);

/// What comes of a request.
#[wasm_bindgen]
pub struct Outcome {
    number: u64,
    exchange: Exchange,
}

#[wasm_bindgen]
impl Fakes {
    /// Both services with their seeds.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Fakes(FakeServices::new(heymarket::Options::default(), qlara::Options::default()))
    }

    /// Takes a request: its headers as JSON, a list of pairs; in milliseconds the time since the
    /// beginning and that of the day.
    pub fn request(
        &mut self,
        method: &str,
        target: &str,
        headers: &str,
        body: &[u8],
        at_ms: f64,
        now_ms: f64,
    ) -> Outcome {
        self.0.set_clock(now_ms as i64);
        let headers: Vec<(String, String)> = from_str(headers).unwrap_or_default();
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let request = FakeRequest { method, target, headers: &headers, body };
        let arrival = self.0.arrive(method, target, at_ms as u64);
        if !arrival.is_reset() {
            self.0.complete(&arrival);
        }
        Outcome { number: arrival.number, exchange: self.0.answer(&arrival, &request) }
    }

    /// Notes what became of a response.
    pub fn answered(&mut self, number: f64, ended: &str, bytes: f64) {
        let ended = match ended {
            "sent" => Ended::Sent,
            "reset" => Ended::Reset,
            _ => Ended::ClientGone,
        };
        self.0.arrivals.answered(number as u64, Answered { ended, bytes: bytes as u64 });
    }

    /// What tests do to the services, as the server has it below `/__fake/`: JSON of the status
    /// and of the response's text. Nothing is posted here: of webhooks the deliveries come out.
    pub fn control(&mut self, method: &str, action: &str, body: &str) -> String {
        let reply = match control::handle(&mut self.0, method, action, body.as_bytes()) {
            Done::Reply(reply) => reply,
            Done::Post { ids, plan } => {
                control::posted(ids, plan.deliveries.iter().map(written).collect())
            }
        };
        json!([reply.status, String::from_utf8_lossy(&reply.body)]).to_string()
    }

    /// The credentials that the services take, as JSON.
    pub fn credentials() -> String {
        let secrets =
            heymarket::SECRETS.map(|secret| json!({ "id": secret.id, "key": secret.key }));
        json!({
            "keys": { "heymarket": heymarket::KEY, "qlara": qlara::KEY },
            "secrets": { "heymarket": secrets },
        })
        .to_string()
    }
}

fn written(delivery: &Delivery) -> Value {
    json!({
        "number": delivery.number,
        "event": delivery.event,
        "url": delivery.url,
        "contentType": delivery.content_type,
        "body": String::from_utf8_lossy(&delivery.body),
    })
}

impl Default for Fakes {
    fn default() -> Self {
        Fakes::new()
    }
}

#[wasm_bindgen]
impl Outcome {
    /// All but the body, as JSON.
    pub fn head(&self) -> String {
        let Exchange { delay_ms, reply, endless, sending } = &self.exchange;
        json!({
            "number": self.number,
            "delayMs": delay_ms,
            "status": reply.status,
            "headers": reply.headers,
            "endless": endless,
            "sending": sending,
        })
        .to_string()
    }

    /// The body.
    pub fn body(&self) -> Vec<u8> {
        self.exchange.reply.body.clone()
    }
}
