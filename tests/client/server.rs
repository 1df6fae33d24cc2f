//! The fakes' server, and clients of it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use threadline::client::{
    BoxFuture, Builder, Credential, Heymarket, HttpRequest, HttpResponse, Qlara, Reqwest,
    SendError, Transport,
};
use threadline_fakes::{heymarket, qlara};

/// A server of its own for each test; it ends with it.
pub struct Server {
    pub url: String,
    http: reqwest::Client,
    child: Child,
}

impl Server {
    pub fn start() -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_fake-server"))
            .args(["--port", "0", "--exit-with-stdin"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let url = first.strip_prefix("listening on ").unwrap().to_owned();
        Server { url, http: reqwest::Client::new(), child }
    }

    async fn control(&self, method: reqwest::Method, action: &str, body: &Value) -> String {
        let url = format!("{}/__fake/{action}", self.url);
        let reply = self.http.request(method, url).body(body.to_string()).send().await.unwrap();
        let status = reply.status();
        let text = reply.text().await.unwrap();
        assert!(status.is_success(), "{action}: {status}: {text}");
        text
    }

    /// What goes wrong, by operation.
    pub async fn faults(&self, script: &Value) {
        self.control(reqwest::Method::DELETE, "faults", &Value::Null).await;
        self.control(reqwest::Method::POST, "faults", script).await;
    }

    pub async fn options(&self, options: &Value) {
        self.control(reqwest::Method::POST, "options", options).await;
    }

    /// What has arrived since the last time.
    pub async fn requests(&self) -> Vec<Value> {
        let text = self.control(reqwest::Method::GET, "requests", &Value::Null).await;
        self.control(reqwest::Method::DELETE, "requests", &Value::Null).await;
        serde_json::from_str(&text).unwrap()
    }

    /// How the answers to an operation's requests ended, as far as they have.
    pub async fn answers(&self, operation: &str) -> Vec<String> {
        let text = self.control(reqwest::Method::GET, "requests", &Value::Null).await;
        let all: Vec<Value> = serde_json::from_str(&text).unwrap();
        let ended = |request: &Value| Some(request["answer"]["ended"].as_str()?.to_owned());
        all.iter().filter(|one| one["operation"] == json!(operation)).filter_map(ended).collect()
    }

    /// How many requests of an operation have arrived since the last time.
    pub async fn count(&self, operation: &str) -> usize {
        let all = self.requests().await;
        all.iter().filter(|request| request["operation"] == json!(operation)).count()
    }

    pub fn heymarket(&self) -> Builder<Heymarket> {
        Heymarket::builder(Credential::api_key(heymarket::KEY))
            .base_url(&self.url)
            .rate_limit(0, 0)
            .transport(Calm(Reqwest::new()))
    }

    pub fn qlara(&self) -> Builder<Qlara> {
        Qlara::builder(Credential::api_key(qlara::KEY))
            .base_url(&self.url)
            .rate_limit(0, 0)
            .transport(Calm(Reqwest::new()))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reqwest, with no wait before a retry.
pub struct Calm(pub Reqwest);

impl Transport for Calm {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, SendError>> {
        self.0.send(request)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<()> {
        self.0.sleep(time)
    }

    fn now_ms(&self) -> f64 {
        self.0.now_ms()
    }

    fn unix_ms(&self) -> f64 {
        self.0.unix_ms()
    }

    fn random(&self) -> f64 {
        0.0
    }

    fn date_ms(&self, date: &str) -> Option<f64> {
        self.0.date_ms(date)
    }
}
