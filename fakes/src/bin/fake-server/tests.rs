//! The server as a client sees it: bytes on a socket, and how they end.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use threadline_fakes::{FakeServices, heymarket, qlara};

use crate::connection::Server;

/// Longer than anything here takes on a slow machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// Longer than a response takes: nothing within it means that nothing comes.
const SILENCE: Duration = Duration::from_secs(1);

const INBOX: &str = "/api/partner-gateway/v1/inbox/conversations";

/// How a connection ended for the client.
#[derive(Debug, PartialEq)]
enum End {
    Closed,
    Reset,
    /// It did not.
    Silence,
}

/// What a client sees of a response.
#[derive(Debug)]
struct Seen {
    bytes: Vec<u8>,
    end: End,
}

impl Seen {
    /// The head and the body.
    fn parts(&self) -> (String, &[u8]) {
        let end = self.bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
        (String::from_utf8(self.bytes[..end].to_vec()).unwrap(), &self.bytes[end..])
    }

    fn status(&self) -> u16 {
        self.parts().0.split(' ').nth(1).unwrap().parse().unwrap()
    }

    fn headers(&self, name: &str) -> Vec<String> {
        let (head, _) = self.parts();
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).collect()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(self.parts().1).unwrap()
    }
}

struct Served {
    runtime: tokio::runtime::Runtime,
    address: SocketAddr,
}

impl Served {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let services = FakeServices::new(heymarket::Options::default(), qlara::Options::default());
        let listener = runtime.block_on(tokio::net::TcpListener::bind(("127.0.0.1", 0))).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(Arc::new(Server::new(services)).accept(listener));
        Served { runtime, address }
    }

    /// Served with a fault for every request of an operation.
    fn with(operation: &str, fault: Value) -> Self {
        let served = Served::new();
        let set = served.control("POST", "faults", &json!({ operation: [fault] }).to_string());
        assert_eq!(set.status(), 204, "{set:?}");
        served
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// What comes for some bytes, up to the end of the connection.
    fn raw(&self, request: &str) -> Seen {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        read(&mut stream)
    }

    /// The same, up to a silence.
    fn stalled(&self, request: &str) -> Seen {
        let mut stream = self.connect();
        stream.set_read_timeout(Some(SILENCE)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        read(&mut stream)
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Seen {
        self.raw(&request(method, path, headers, body))
    }

    fn control(&self, method: &str, action: &str, body: &str) -> Seen {
        self.ask(method, &format!("/__fake/{action}"), "connection: close\r\n", body)
    }

    /// Qlara's list of one channel: a body of some hundred bytes.
    fn list(&self) -> Seen {
        self.ask("GET", &format!("{INBOX}?channelIds=10"), KEY, "")
    }

    fn reply(&self, text: &str) -> Seen {
        let body = json!({ "chatId": "810006", "message": text }).to_string();
        self.ask("POST", &format!("{INBOX}/reply"), KEY, &body)
    }

    /// The last message of the conversation that is replied to.
    fn last_message(&self) -> String {
        let got = self.ask("GET", &format!("{INBOX}/810006"), KEY, "").json();
        got["lastMessage"].as_str().unwrap().to_owned()
    }

    /// What the server says of the first request, once it knows how the response ended.
    fn first_request(&self) -> Value {
        let began = Instant::now();
        loop {
            let requests = self.control("GET", "requests", "").json();
            let first = &requests[0];
            if !first["answer"].is_null() || began.elapsed() > PATIENCE {
                return first.clone();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn end(self) {
        self.runtime.shutdown_background();
    }
}

/// Of a client that waits for the end of the connection.
const KEY: &str =
    "x-api-key: demo-qlara-key\r\nauthorization: Bearer demo-key\r\nconnection: close\r\n";

/// Of one that keeps it.
const OPEN: &str = "x-api-key: demo-qlara-key\r\n";

fn request(method: &str, path: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    let json = if body.is_empty() { "" } else { "content-type: application/json\r\n" };
    format!(
        "{method} {path} HTTP/1.1\r\nhost: x\r\n{headers}{json}content-length: {length}\r\n\r\n{body}"
    )
}

fn read(stream: &mut TcpStream) -> Seen {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    let end = loop {
        match stream.read(&mut buffer) {
            Ok(0) => break End::Closed,
            Ok(count) => bytes.extend(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break End::Reset,
            Err(_) => break End::Silence,
        }
    };
    Seen { bytes, end }
}

#[test]
fn both_services_answer_at_one_address_each_with_its_own_key() {
    let served = Served::new();
    for (path, status) in [
        (format!("{INBOX}/810006"), 200),
        ("/v1/conversations/610018".to_owned(), 200),
        (format!("{INBOX}/7"), 404),
        ("/v1/conversations/7".to_owned(), 404),
    ] {
        assert_eq!(served.ask("GET", &path, KEY, "").status(), status, "{path}");
        let headers = "connection: close\r\n";
        assert_eq!(served.ask("GET", &path, headers, "").status(), 401, "{path}");
    }
    served.end();
}

#[test]
fn tokens_are_held_against_the_clock_of_this_machine_and_by_how_much_it_is_set_off() {
    let served = Served::new();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let status = |age: i64| {
        let token = heymarket::SECRETS[0].token(i64::try_from(now).unwrap() - age);
        let headers = format!("authorization: Bearer {token}\r\nconnection: close\r\n");
        served.ask("GET", "/v1/conversations/610018", &headers, "").status()
    };
    assert_eq!([-200, 0, 200, 400].map(status), [401, 200, 200, 401]);
    served.control("POST", "options", r#"{"clockOffsetMs":200000}"#);
    assert_eq!([-200, 0, 200, 400].map(status), [200, 200, 401, 401]);
    served.control("POST", "options", r#"{"clockOffsetMs":0,"secrets":"second"}"#);
    assert_eq!(status(0), 401);
    served.end();
}

#[test]
fn requests_follow_each_other_on_one_connection_even_before_the_first_is_answered() {
    let served = Served::new();
    let one = request("GET", &format!("{INBOX}/810006"), OPEN, "");
    let other = request("PATCH", &format!("{INBOX}/810006/read"), OPEN, "");
    let last = request("GET", &format!("{INBOX}/810006"), KEY, "");
    let seen = served.raw(&format!("{one}{other}{last}"));
    let text = String::from_utf8(seen.bytes).unwrap();
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2);
    assert_eq!(text.matches("HTTP/1.1 204 No Content\r\n").count(), 1);
    assert!(text.contains("\"unread\":2") && text.contains("\"unread\":0"));
    assert_eq!(seen.end, End::Closed);
    served.end();
}

#[test]
fn what_is_not_a_request_is_rejected_and_the_connection_ends() {
    let served = Served::new();
    for wrong in ["hello\r\n\r\n", "GET / HTTP/3\r\n\r\n"] {
        let seen = served.raw(wrong);
        assert_eq!((seen.status(), seen.end), (400, End::Closed));
    }
    let long = "POST /v1/conversations HTTP/1.1\r\ncontent-length: 99999999\r\n\r\n";
    assert_eq!(served.raw(long).status(), 413);
    assert_eq!(served.ask("HEAD", "/v1/conversations/610018", KEY, "").parts().1, b"");
    served.end();
}

#[test]
fn latency_is_waited_for_and_the_response_is_the_same() {
    let served = Served::with("qlara.listConversations", json!({ "delayMs": 150 }));
    let began = Instant::now();
    let late = served.list();
    assert!(began.elapsed() >= Duration::from_millis(150));
    assert_eq!(late.json(), served.list().json());
    served.end();
}

#[test]
fn a_status_comes_with_whatever_headers_and_body_the_script_has() {
    for values in [
        vec!["1"],
        vec!["Wed, 21 Oct 2026 07:28:00 GMT"],
        vec!["-5"],
        vec!["NaN"],
        vec!["1e308"],
        vec!["1", "2"],
    ] {
        let mut headers: Vec<Value> =
            values.iter().map(|value| json!(["Retry-After", value])).collect();
        headers.push(json!(["retry-after-ms", "20"]));
        headers.push(json!(["x-request-id", null]));
        let body = json!({ "status": 429, "error": "rate", "message": "slow", "retryAfter": 2 });
        let served = Served::with(
            "qlara.reply",
            json!({ "status": 429, "headers": headers, "body": { "json": body } }),
        );
        let before = served.last_message();
        let seen = served.reply("Ciao");
        assert_eq!((seen.status(), seen.json()), (429, body));
        assert_eq!(seen.headers("retry-after"), values);
        assert_eq!(seen.headers("retry-after-ms"), ["20"]);
        assert!(seen.headers("x-request-id").is_empty());
        // What was rejected was not done.
        assert_eq!(served.last_message(), before);
        served.end();
    }
}

#[test]
fn any_status_is_sent_and_a_final_one_keeps_the_connection() {
    for (status, is_final) in [
        (0, false),
        (100, false),
        (200, true),
        (205, true),
        (304, true),
        (503, true),
        (599, true),
        (999, true),
    ] {
        let served = Served::with("*", json!({ "status": status, "body": "empty" }));
        let [one, other] = [OPEN, KEY].map(|headers| request("GET", INBOX, headers, ""));
        let seen = served.raw(&format!("{one}{other}"));
        assert_eq!((seen.status(), seen.end), (status, End::Closed));
        let text = String::from_utf8(seen.bytes).unwrap();
        assert_eq!(text.contains("HTTP/1.1 200 OK\r\nx-request-id: fake-"), is_final, "{status}");
        served.end();
    }
}

#[test]
fn a_reset_before_the_request_is_read_changes_nothing() {
    let served = Served::with("qlara.reply", json!({ "sending": "resetBefore" }));
    let seen = served.reply("Ciao");
    assert_eq!((seen.bytes.len(), seen.end), (0, End::Reset));
    let request = served.first_request();
    assert_eq!(request["complete"], false);
    assert_eq!(request["answer"], json!({ "ended": "reset", "bytes": 0 }));
    assert_ne!(served.last_message(), "Ciao");
    assert_eq!(served.reply("Ciao").status(), 202);
    served.end();
}

#[test]
fn a_reset_after_the_request_was_read_loses_the_response_and_not_the_message() {
    let served = Served::with("qlara.reply", json!({ "sending": "resetAfter" }));
    let seen = served.reply("Ciao");
    assert_eq!((seen.bytes.len(), seen.end), (0, End::Reset));
    assert_eq!(served.first_request()["complete"], true);
    assert_eq!(served.last_message(), "Ciao");
    served.end();
}

#[test]
fn a_reset_half_way_cuts_the_body_or_the_head_where_there_is_none() {
    let served = Served::with("qlara.listConversations", json!({ "sending": "resetHalfway" }));
    let cut = served.list();
    let whole = served.list();
    assert_eq!(cut.end, End::Reset);
    let length = whole.parts().1.len();
    assert_eq!(cut.parts().1, &whole.parts().1[..length / 2]);
    assert_eq!(cut.headers("content-length"), [length.to_string()]);
    served.end();
    let served = Served::with("qlara.reply", json!({ "sending": "resetHalfway" }));
    let cut = served.reply("Ciao");
    assert_eq!(cut.end, End::Reset);
    assert!(!cut.bytes.is_empty() && !cut.bytes.ends_with(b"\r\n\r\n"));
    assert_eq!(served.last_message(), "Ciao");
    served.end();
}

#[test]
fn a_stall_says_nothing_more_until_the_client_goes_away() {
    for (sending, head, body) in
        [("stall", false, false), ("stallAfterHeaders", true, false), ("stallHalfway", true, true)]
    {
        let served = Served::with("qlara.listConversations", json!({ "sending": sending }));
        let path = format!("{INBOX}?channelIds=10");
        let stalled = served.stalled(&request("GET", &path, KEY, ""));
        assert_eq!(stalled.end, End::Silence);
        let whole = served.list();
        let length = whole.parts().1.len();
        if head {
            let expected = if body { &whole.parts().1[..length / 2] } else { &[] };
            assert_eq!(stalled.parts().1, expected);
            assert_eq!(stalled.headers("content-length"), [length.to_string()]);
        } else {
            assert!(stalled.bytes.is_empty());
        }
        let answer = &served.first_request()["answer"];
        assert_eq!(*answer, json!({ "ended": "clientGone", "bytes": stalled.bytes.len() }));
        served.end();
    }
}

#[test]
fn a_drip_gives_one_byte_at_a_time() {
    let fault = json!({ "body": { "text": "[ ]" }, "sending": { "drip": 100 } });
    let served = Served::with("qlara.listConversations", fault);
    let mut stream = served.connect();
    let get = request("GET", INBOX, KEY, "");
    stream.write_all(get.as_bytes()).unwrap();
    let began = Instant::now();
    let seen = read(&mut stream);
    assert!(seen.bytes.ends_with(b"\r\n\r\n[ ]"));
    assert!(began.elapsed() >= Duration::from_millis(300));
    served.end();
}

#[test]
fn bodies_come_as_the_script_has_them_with_status_200() {
    let whole = Served::new().list().parts().1.to_vec();
    for (body, expected, content_type) in [
        (json!("empty"), vec![], "application/json"),
        (json!("truncated"), whole[..whole.len() / 2].to_vec(), "application/json"),
        (json!({ "text": "nope" }), b"nope".to_vec(), "application/json"),
        (json!({ "json": [1, null] }), b"[1,null]".to_vec(), "application/json"),
        (json!({ "bytes": [0, 255, 10] }), vec![0, 255, 10], "application/json"),
    ] {
        let served = Served::with("qlara.listConversations", json!({ "body": body }));
        let seen = served.list();
        assert_eq!((seen.status(), seen.parts().1), (200, expected.as_slice()), "{body}");
        assert_eq!(seen.headers("content-type"), [content_type]);
        assert_eq!(seen.headers("content-length"), [expected.len().to_string()]);
        served.end();
    }
    let served = Served::with("qlara.reply", json!({ "body": "html" }));
    let page = served.reply("Ciao");
    assert_eq!(page.status(), 200);
    assert_eq!(page.headers("content-type"), ["text/html; charset=utf-8"]);
    assert!(page.parts().1.starts_with(b"<!DOCTYPE html>"));
    served.end();
    let served = Served::with("*", json!({ "body": "garbage" }));
    let garbage = served.list();
    assert_eq!(garbage.parts().1.len(), 256);
    assert!(std::str::from_utf8(garbage.parts().1).is_err());
    served.end();
}

#[test]
fn a_content_type_can_be_another_one_or_none() {
    for (value, seen) in [(json!("text/plain"), vec!["text/plain"]), (json!(null), vec![])] {
        let fault = json!({ "headers": [["Content-Type", value]] });
        let served = Served::with("qlara.listConversations", fault);
        let reply = served.list();
        assert_eq!(reply.headers("content-type"), seen);
        assert!(reply.json().is_array());
        served.end();
    }
}

#[test]
fn a_redirect_leads_where_the_script_says() {
    for status in [301, 302, 303, 307, 308] {
        for location in ["/v1/conversations/1", "http://other.localhost:1/"] {
            let fault = json!({ "status": status, "headers": [["location", location]] });
            let served = Served::with("heymarket.getConversation", fault);
            let seen = served.ask("GET", "/v1/conversations/610018", KEY, "");
            assert_eq!(seen.status(), status);
            assert_eq!(seen.headers("location"), [location]);
            served.end();
        }
    }
}

#[test]
fn a_status_without_a_body_can_have_one_and_the_connection_ends_with_it() {
    let fault = json!({ "status": 204, "body": { "text": "surprise" } });
    let served = Served::with("qlara.markRead", fault);
    let seen = served.ask("PATCH", &format!("{INBOX}/810006/read"), OPEN, "");
    assert_eq!((seen.status(), seen.parts().1), (204, &b"surprise"[..]));
    assert_eq!(seen.headers("content-length"), Vec::<String>::new());
    assert_eq!(seen.end, End::Closed);
    served.end();
}

#[test]
fn an_endless_response_ends_when_the_client_goes_away() {
    let endless = 256 << 20;
    for headers in [json!([]), json!([["content-length", "1073741824"]])] {
        let fault = json!({ "body": { "endless": endless }, "headers": headers });
        let served = Served::with("*", fault);
        let mut stream = served.connect();
        stream.write_all(request("GET", INBOX, KEY, "").as_bytes()).unwrap();
        let mut buffer = vec![0; 1 << 20];
        stream.read_exact(&mut buffer).unwrap();
        drop(stream);
        let answer = &served.first_request()["answer"];
        assert_eq!(answer["ended"], "clientGone");
        assert!(answer["bytes"].as_u64().unwrap() < endless / 2, "{answer}");
        served.end();
    }
}

#[test]
fn an_endless_response_ends_at_its_limit() {
    let served = Served::with("*", json!({ "body": { "endless": 40_000 } }));
    let seen = served.list();
    let (_, mut body) = seen.parts();
    let mut blanks = 0;
    loop {
        let end = body.windows(2).position(|two| two == b"\r\n").unwrap();
        let size = std::str::from_utf8(&body[..end]).unwrap();
        let size = usize::from_str_radix(size, 16).unwrap();
        body = &body[end + 2..];
        assert!(body[..size].iter().all(|byte| *byte == b' '));
        assert_eq!(&body[size..size + 2], b"\r\n");
        body = &body[size + 2..];
        blanks += size;
        if size == 0 {
            break;
        }
    }
    assert_eq!((blanks, body.len(), seen.end), (40_000, 0, End::Closed));
    served.end();
}

#[test]
fn a_bomb_says_that_it_is_packed_and_is_small() {
    let served = Served::with("*", json!({ "body": { "gzipBomb": 64 << 20 } }));
    let seen = served.list();
    assert_eq!(seen.headers("content-encoding"), ["gzip"]);
    let (_, body) = seen.parts();
    assert!(body.starts_with(&[0x1f, 0x8b, 8]) && body.len() < 1 << 19);
    assert_eq!(body[body.len() - 4..], (64_u32 << 20).to_le_bytes());
    served.end();
}

#[test]
fn what_is_not_http_is_sent_as_it_is() {
    let served = Served::with("qlara.reply", json!({ "sending": "notHttp" }));
    let seen = served.reply("Ciao");
    assert!(!seen.bytes.is_empty() && !seen.bytes.starts_with(b"HTTP"));
    assert_eq!(seen.end, End::Closed);
    assert_eq!(served.last_message(), "Ciao");
    served.end();
}

#[test]
fn what_arrived_is_reported_in_order_whole_or_not() {
    let served = Served::with("qlara.reply", json!({ "status": 503 }));
    served.list();
    served.reply("Ciao");
    served.ask(
        "OPTIONS",
        "/v1/conversations",
        "origin: http://localhost:1\r\nconnection: close\r\n",
        "",
    );
    served.ask("GET", "/nowhere", KEY, "");
    // One that breaks off in the middle of its body.
    let mut stream = served.connect();
    let whole =
        request("POST", &format!("{INBOX}/reply"), KEY, r#"{"chatId":"810006","message":"x"}"#);
    stream.write_all(&whole.as_bytes()[..whole.len() - 4]).unwrap();
    drop(stream);
    let began = Instant::now();
    let requests = loop {
        let requests = served.control("GET", "requests", "").json();
        let list = requests.as_array().unwrap();
        if list.len() == 5 && !list[4]["answer"].is_null() || began.elapsed() > PATIENCE {
            break requests;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let reported: Vec<Value> = requests
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            json!([
                one["number"],
                one["service"],
                one["operation"],
                one["method"],
                one["complete"],
                one["answer"]["ended"]
            ])
        })
        .collect();
    assert_eq!(
        json!(reported),
        json!([
            [1, "qlara", "listConversations", "GET", true, "sent"],
            [2, "qlara", "reply", "POST", true, "sent"],
            [3, "heymarket", null, "OPTIONS", true, "sent"],
            [4, "heymarket", null, "GET", true, "sent"],
            [5, "qlara", "reply", "POST", false, "clientGone"],
        ])
    );
    let times: Vec<u64> =
        requests.as_array().unwrap().iter().map(|one| one["atMs"].as_u64().unwrap()).collect();
    assert!(times.is_sorted());
    assert_eq!(requests[0]["target"], format!("{INBOX}?channelIds=10"));
    assert_eq!(served.control("DELETE", "requests", "").status(), 204);
    assert_eq!(served.control("GET", "requests", "").json(), json!([]));
    served.end();
}

#[test]
fn faults_can_be_taken_back_and_a_reset_takes_back_all() {
    let always = json!({ "*": [{ "status": 503, "repeat": true }] }).to_string();
    for (method, action) in [("DELETE", "faults"), ("POST", "reset")] {
        let served = Served::new();
        served.control("POST", "faults", &always);
        assert_eq!(served.list().status(), 503);
        assert_eq!(served.reply("Ciao").status(), 503);
        assert_eq!(served.control(method, action, "").status(), 204);
        assert_eq!(served.list().status(), 200);
        served.end();
    }
}

#[test]
fn a_page_of_this_machine_may_read_faults_too_and_its_question_uses_none_up() {
    let served = Served::with("*", json!({ "status": 429, "headers": [["retry-after", "1"]] }));
    let origin = "origin: http://localhost:5173\r\nconnection: close\r\n";
    let asked = format!("{origin}access-control-request-headers: x-api-key\r\n");
    let preflight = served.ask("OPTIONS", INBOX, &asked, "");
    assert_eq!(preflight.status(), 204);
    assert_eq!(preflight.headers("access-control-allow-headers"), ["x-api-key"]);
    let rejected = served.ask("GET", INBOX, &format!("{KEY}{origin}"), "");
    assert_eq!(rejected.status(), 429);
    assert_eq!(rejected.headers("access-control-allow-origin"), ["http://localhost:5173"]);
    assert!(rejected.headers("access-control-expose-headers")[0].contains("Retry-After"));
    served.end();
}

/// Takes requests until it is dropped, sends each the same response, and keeps what came.
struct Receiver {
    url: String,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Receiver {
    fn new(answer: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let url = format!("http://{}/hook?secret=0f3a9c5e7b1d4826", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (ours, answer) = (Arc::clone(&seen), answer.to_owned());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (ours, answer) = (Arc::clone(&ours), answer.clone());
                std::thread::spawn(move || receive(stream.unwrap(), &answer, &ours));
            }
        });
        Receiver { url, seen }
    }

    fn bodies(&self) -> Vec<Value> {
        let seen = self.seen.lock().unwrap();
        let bodies = seen.iter().map(|request| request.split_once("\r\n\r\n").unwrap().1);
        bodies.map(|body| serde_json::from_str(body).unwrap()).collect()
    }
}

fn receive(mut stream: TcpStream, answer: &str, seen: &Mutex<Vec<String>>) {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    let is_whole = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        text.split_once("\r\n\r\n").is_some_and(|(head, body)| {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            length.unwrap().parse() == Ok(body.len())
        })
    };
    while !is_whole(&bytes) {
        match stream.read(&mut buffer) {
            Ok(count @ 1..) => bytes.extend(&buffer[..count]),
            _ => return,
        }
    }
    seen.lock().unwrap().push(String::from_utf8(bytes).unwrap());
    stream.write_all(answer.as_bytes()).unwrap();
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";

#[test]
fn a_webhook_is_posted_where_the_wish_says() {
    let (served, receiver) = (Served::new(), Receiver::new(OK));
    let asked = json!({ "service": "heymarket", "url": receiver.url, "event": "chat_closed" });
    let posted = served.control("POST", "webhooks", &asked.to_string());
    let delivery = &posted.json()["deliveries"][0];
    assert_eq!((&delivery["number"], &delivery["event"]), (&json!(1), &json!("chat_closed")));
    assert_eq!((&delivery["status"], &delivery["error"]), (&json!(200), &Value::Null));
    assert!(delivery["ms"].is_u64());
    let request = receiver.seen.lock().unwrap()[0].clone();
    assert!(
        request.starts_with("POST /hook?secret=0f3a9c5e7b1d4826 HTTP/1.1\r\nhost: 127.0.0.1:"),
        "{request}"
    );
    assert!(request.contains("\r\ncontent-type: application/json\r\n"));
    assert_eq!(receiver.bodies()[0]["type"], "chat_closed");
    served.end();
}

#[test]
fn what_comes_in_is_posted_to_the_configured_address_until_that_is_changed() {
    let (served, receiver) = (Served::new(), Receiver::new(OK));
    let url = json!({ "url": receiver.url }).to_string();
    let asked = json!({ "service": "heymarket", "conversation": 610018, "text": "Hi" }).to_string();
    let inbound = || served.control("POST", "inbound", &asked).json();
    let counts =
        |done: Value| ["ids", "deliveries"].map(|list| done[list].as_array().unwrap().len());
    assert_eq!(counts(inbound()), [1, 0]);
    served.control("POST", "heymarket/webhook", &url);
    assert_eq!(counts(inbound()), [1, 1]);
    served.control("DELETE", "heymarket/webhook", "");
    assert_eq!(counts(inbound()), [1, 0]);
    served.control("POST", "heymarket/webhook", &url);
    served.control("POST", "reset", "");
    assert_eq!(counts(inbound()), [1, 0]);
    assert_eq!(receiver.bodies().len(), 1);
    assert_eq!(receiver.bodies()[0]["event_data"]["text"], "Hi");
    served.end();
}

#[test]
fn one_after_the_other_webhooks_come_in_their_order_and_at_once_all_of_them_come() {
    let (served, receiver) = (Served::new(), Receiver::new(OK));
    let asked = json!({ "service": "qlara", "url": receiver.url, "text": "No.", "count": 10,
        "repeats": 1, "order": "reversed" });
    let posted = served.control("POST", "webhooks", &asked.to_string()).json();
    let numbers: Vec<&Value> =
        posted["deliveries"].as_array().unwrap().iter().map(|one| &one["number"]).collect();
    let expected: Vec<Value> = (1..=10).rev().flat_map(|it| [json!(it), json!(it)]).collect();
    assert_eq!(numbers, expected.iter().collect::<Vec<_>>());
    let texts: Vec<String> =
        receiver.bodies().iter().map(|body| body["text"].as_str().unwrap().to_owned()).collect();
    let expected = expected.iter().map(|number| format!("No. {number}"));
    assert_eq!(texts, expected.collect::<Vec<_>>());
    let asked = json!({ "service": "heymarket", "url": receiver.url, "count": 100, "atOnce": 100 });
    let posted = served.control("POST", "webhooks", &asked.to_string()).json();
    let posted = posted["deliveries"].as_array().unwrap();
    assert!(posted.len() == 100 && posted.iter().all(|one| one["status"] == 200));
    assert_eq!(receiver.bodies().len(), 120);
    served.end();
}

#[test]
fn what_becomes_of_a_webhook_is_reported() {
    let served = Served::new();
    // Nobody listens there, and nobody else can.
    let held = tokio::net::TcpSocket::new_v4().unwrap();
    held.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let closed = held.local_addr().unwrap();
    for (url, status, words) in [
        (Receiver::new("HTTP/1.1 401 Unauthorized\r\n\r\n").url, json!(401), ""),
        (Receiver::new("HTTP/1.0 503 Busy\r\n\r\nbody").url, json!(503), ""),
        (Receiver::new("nonsense\r\n\r\n").url, Value::Null, "not HTTP"),
        (Receiver::new("").url, Value::Null, "not HTTP"),
        (format!("http://{closed}/"), Value::Null, "refused"),
        ("https://localhost/".into(), Value::Null, "no http address on this machine"),
        ("http://example.com/".into(), Value::Null, "no http address on this machine"),
    ] {
        let asked = json!({ "service": "qlara", "url": url }).to_string();
        let delivery = served.control("POST", "webhooks", &asked).json()["deliveries"][0].clone();
        assert_eq!(delivery["status"], status, "{url}: {delivery}");
        assert!(delivery["error"].as_str().unwrap_or_default().contains(words), "{delivery}");
    }
    served.end();
}

#[test]
fn a_page_of_this_machine_may_ask_for_webhooks() {
    let served = Served::new();
    let origin = "origin: http://localhost:5173\r\nconnection: close\r\n";
    let preflight = served.ask("OPTIONS", "/__fake/inbound", origin, "");
    assert_eq!(preflight.status(), 204);
    assert_eq!(preflight.headers("access-control-allow-origin"), ["http://localhost:5173"]);
    let asked = json!({ "service": "qlara" }).to_string();
    let posted = served.ask("POST", "/__fake/inbound", origin, &asked);
    assert_eq!(posted.headers("access-control-allow-origin"), ["http://localhost:5173"]);
    assert_eq!(posted.json()["deliveries"], json!([]));
    served.end();
}

#[test]
fn qlara_posts_to_the_address_that_its_operations_name() {
    let (served, receiver) = (Served::new(), Receiver::new(OK));
    let path = "/api/partner-gateway/v1/webhooks/delivery-status";
    let asked = json!({ "service": "qlara", "conversation": "810004", "text": "Ciao" }).to_string();
    let posts = || {
        let posted = served.control("POST", "inbound", &asked).json();
        posted["deliveries"].as_array().unwrap().len()
    };
    let body = json!({ "callbackUrl": receiver.url }).to_string();
    for (method, body, status, posted) in [
        ("GET", "", 404, 0),
        ("PUT", &*body, 404, 0),
        ("POST", &*body, 201, 1),
        ("POST", &*body, 409, 1),
        ("PUT", &*body, 200, 1),
        ("GET", "", 200, 1),
        ("DELETE", "", 204, 0),
    ] {
        assert_eq!(served.ask(method, path, KEY, body).status(), status, "{method}");
        assert_eq!(posts(), posted, "{method}");
    }
    let bodies = receiver.bodies();
    assert_eq!(bodies.len(), 4);
    assert!(bodies.iter().all(|body| body["eventType"] == "INBOUND" && body["text"] == "Ciao"));
    served.end();
}

#[test]
fn a_message_that_comes_in_can_be_answered_and_both_are_in_the_history() {
    let served = Served::new();
    let inbound = json!({ "service": "heymarket", "conversation": 610018, "text": "Open today?" });
    let received = served.control("POST", "inbound", &inbound.to_string()).json();
    let reply = json!({ "inbox_id": 2222, "creator_id": 1111, "chat_id": 610018, "text": "Yes." });
    let sent = served.ask("POST", "/v1/message/send", KEY, &reply.to_string()).json();
    let query = "phoneNumber=15555550118&inboxID=2222";
    let history = served.ask("GET", &format!("/v1/messages?{query}"), KEY, "").json();
    assert_eq!(history[0]["id"], sent["id"]);
    assert_eq!((&history[0]["text"], &history[0]["user"]), (&json!("Yes."), &json!(1111)));
    assert_eq!(history[1]["id"].to_string(), received["ids"][0].as_str().unwrap());
    assert_eq!(history[1]["user"], Value::Null);
    served.end();
}
