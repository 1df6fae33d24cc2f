use alloc::string::String;

use crate::codec::write::JsonObject;
use crate::error::{Error, ErrorKind};

impl Error {
    /// The error as the JSON object that JavaScript makes its error of.
    pub fn to_json(&self) -> String {
        let mut json = JsonObject::new();
        json.text("kind", self.kind.as_str());
        json.text("message", &self.message);
        json.text("operation", self.operation);
        json.number("attempts", self.attempts.into());
        if let Some(status) = self.status {
            json.number("status", status.into());
        }
        if let Some(wait) = self.retry_after_ms {
            json.number("retryAfterMs", rounded_up(wait));
        }
        // Only a rejection says that it was not done.
        if self.once && self.kind != ErrorKind::RateLimit {
            json.raw("retryable", "false");
        }
        for (key, value) in
            [("path", &self.path), ("requestId", &self.request_id), ("body", &self.body)]
        {
            if let Some(value) = value {
                json.text(key, value);
            }
        }
        json.finish()
    }
}

/// What `ceil` is; core has none.
fn rounded_up(ms: f64) -> u64 {
    let whole = ms as u64;
    whole.saturating_add(u64::from((whole as f64) < ms))
}
