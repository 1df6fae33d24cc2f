use serde_json::Value;

use crate::FakeReply;
use crate::faults::{Fault, FaultBody, Sending, gzip};

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n\
    <body><center><h1>502 Bad Gateway</h1></center><hr></body></html>\n";

/// What comes of a request: the response, and what happens to it on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// How long its first byte is waited for, in milliseconds.
    pub delay_ms: u64,
    /// The response. Nothing of it is seen where [`sending`](Exchange::sending) says so.
    pub reply: FakeReply,
    /// So many blanks follow the body.
    pub endless: u64,
    /// How it is sent.
    pub sending: Sending,
}

impl Exchange {
    /// The service's own response, as it should be sent.
    pub(crate) fn plain(reply: FakeReply) -> Self {
        Exchange { delay_ms: 0, reply, endless: 0, sending: Sending::Whole }
    }
}

impl Fault {
    /// Applies the fault to a response; there is none if the request did not reach the service.
    pub(crate) fn apply(&self, number: u64, reply: Option<FakeReply>) -> Exchange {
        let mut reply = reply.unwrap_or_else(|| FakeReply {
            status: 200,
            headers: vec![("x-request-id".into(), format!("fault-{number:08}"))],
            body: Vec::new(),
        });
        let mut endless = 0;
        if let Some(body) = &self.body {
            if *body != FaultBody::Truncated {
                reply.status = 200;
                set(&mut reply, "content-type", "application/json");
            }
            match body {
                FaultBody::Empty => reply.body.clear(),
                FaultBody::Html => {
                    set(&mut reply, "content-type", "text/html; charset=utf-8");
                    reply.body = HTML.into();
                }
                FaultBody::Garbage => reply.body = garbage(),
                FaultBody::Truncated => reply.body.truncate(reply.body.len() / 2),
                FaultBody::Text(text) => reply.body = text.clone().into(),
                FaultBody::Json(json) => reply.body = Value::to_string(json).into(),
                FaultBody::Bytes(bytes) => reply.body.clone_from(bytes),
                FaultBody::Endless(size) => {
                    reply.body.clear();
                    endless = *size;
                }
                FaultBody::GzipBomb(size) => {
                    set(&mut reply, "content-encoding", "gzip");
                    reply.body = gzip::blanks(*size);
                }
            }
        }
        reply.status = self.status.unwrap_or(reply.status);
        for (name, _) in &self.headers {
            reply.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        }
        for (name, value) in &self.headers {
            let value = value.as_ref().map(|value| (name.to_ascii_lowercase(), value.clone()));
            reply.headers.extend(value);
        }
        Exchange { delay_ms: self.delay_ms, reply, endless, sending: self.sending }
    }
}

fn set(reply: &mut FakeReply, name: &str, value: &str) {
    reply.headers.retain(|(known, _)| known != name);
    reply.headers.push((name.into(), value.into()));
}

/// Every byte once, in an order that begins neither JSON nor UTF-8.
fn garbage() -> Vec<u8> {
    (0..=255_u8).map(|byte| byte.wrapping_mul(167).wrapping_add(0xfe)).collect()
}
