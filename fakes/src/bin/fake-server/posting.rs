//! Posts webhooks, to this machine alone.

use std::collections::VecDeque;
use std::io::{Error, ErrorKind, Result};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use threadline_fakes::webhooks::{Delivery, Plan};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{timeout, timeout_at};

/// How long one POST may take.
const LONGEST: Duration = Duration::from_secs(10);

/// How long all of them may take together.
const LONGEST_ALL: Duration = Duration::from_secs(60);

/// Longer heads of responses are not read to their end.
const LONGEST_HEAD: usize = 16 << 10;

/// Posts all of a plan, so many at a time as it says. Returns what became of each, in its order.
pub(crate) async fn post_all(plan: Plan) -> Vec<Value> {
    let end = tokio::time::Instant::now() + LONGEST_ALL;
    let mut outcomes: Vec<Value> =
        plan.deliveries.iter().map(|delivery| written(delivery, Err("out of time"), 0)).collect();
    let mut waiting: VecDeque<(usize, Delivery)> =
        plan.deliveries.into_iter().enumerate().collect();
    let mut under_way = JoinSet::new();
    loop {
        while under_way.len() < plan.at_once
            && let Some((at, delivery)) = waiting.pop_front()
        {
            under_way.spawn(async move { (at, deliver(&delivery).await) });
        }
        match timeout_at(end, under_way.join_next()).await {
            Ok(Some(Ok((at, outcome)))) => {
                if let Some(place) = outcomes.get_mut(at) {
                    *place = outcome;
                }
            }
            Ok(Some(Err(_))) => {}
            // All are done, or the time is up: whatever is under way is dropped.
            Ok(None) | Err(_) => return outcomes,
        }
    }
}

async fn deliver(delivery: &Delivery) -> Value {
    let began = Instant::now();
    let outcome = match timeout(LONGEST, post(delivery)).await {
        Ok(Ok(status)) => Ok(status),
        Ok(Err(problem)) => Err(problem.to_string()),
        Err(_) => Err("no response in time".into()),
    };
    written(
        delivery,
        outcome.as_ref().map(|it| *it).map_err(String::as_str),
        began.elapsed().as_millis(),
    )
}

fn written(delivery: &Delivery, outcome: std::result::Result<u16, &str>, ms: u128) -> Value {
    json!({
        "number": delivery.number,
        "event": delivery.event,
        "status": outcome.ok(),
        "error": outcome.err(),
        "ms": u64::try_from(ms).unwrap_or(u64::MAX),
    })
}

/// One POST on a connection of its own; the response's status.
async fn post(delivery: &Delivery) -> Result<u16> {
    let Target { addresses, authority, path } = Target::parse(&delivery.url)
        .ok_or_else(|| Error::new(ErrorKind::InvalidInput, "no http address on this machine"))?;
    let mut stream = TcpStream::connect(addresses.as_slice()).await?;
    stream.set_nodelay(true)?;
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {authority}\r\ncontent-type: {}\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        delivery.content_type,
        delivery.body.len(),
    );
    let mut request = head.into_bytes();
    request.extend(&delivery.body);
    stream.write_all(&request).await?;
    status(&mut stream).await
}

/// The status of the response, once its head is there. What follows is not waited for.
async fn status(stream: &mut TcpStream) -> Result<u16> {
    let not_http = || Error::new(ErrorKind::InvalidData, "the response is not HTTP");
    let mut head = Vec::new();
    loop {
        let ended = stream.read_buf(&mut head).await? == 0;
        let is_whole = head.windows(4).any(|four| four == b"\r\n\r\n");
        if is_whole || ended || head.len() > LONGEST_HEAD {
            break;
        }
    }
    let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let line = std::str::from_utf8(line).map_err(|_| not_http())?;
    let status = line.strip_prefix("HTTP/1.").and_then(|rest| rest.split(' ').nth(1));
    status.and_then(|status| status.parse().ok()).ok_or_else(not_http)
}

/// Where a URL leads to.
#[derive(Debug, PartialEq, Eq)]
struct Target {
    addresses: Vec<SocketAddr>,
    authority: String,
    path: String,
}

impl Target {
    /// Only `http` to this machine: a webhook of the fake's must not reach anyone else.
    fn parse(url: &str) -> Option<Self> {
        let rest = url.strip_prefix("http://")?;
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end)?;
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()?),
            _ => (authority, 80),
        };
        let (v4, v6) = (IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST));
        let addresses = match host {
            "127.0.0.1" => vec![v4],
            "[::1]" => vec![v6],
            _ if host == "localhost" || host.ends_with(".localhost") => vec![v4, v6],
            _ => return None,
        };
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_plain(authority) || !is_plain(path) {
            return None;
        }
        Some(Target {
            addresses: addresses.into_iter().map(|ip| SocketAddr::new(ip, port)).collect(),
            authority: authority.to_owned(),
            path: if path.starts_with('/') { path.to_owned() } else { format!("/{path}") },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_posted_to() {
        for (url, address, path) in [
            ("http://127.0.0.1:8787", "127.0.0.1:8787", "/"),
            ("http://127.0.0.1:8787/hook?secret=a%20b#x", "127.0.0.1:8787", "/hook?secret=a%20b"),
            ("http://localhost?x", "127.0.0.1:80", "/?x"),
            ("http://worker.localhost:1/", "127.0.0.1:1", "/"),
            ("http://[::1]:9/a:b/", "[::1]:9", "/a:b/"),
            ("http://[::1]/", "[::1]:80", "/"),
        ] {
            let target = Target::parse(url).unwrap();
            assert_eq!(target.addresses[0].to_string(), address, "{url}");
            assert_eq!(target.path, path);
        }
        for url in [
            "",
            "127.0.0.1:8787",
            "https://127.0.0.1:8787/",
            "http://",
            "http://example.com/",
            "http://127.0.0.1.example.com/",
            "http://localhost.example.com/",
            "http://evillocalhost/",
            "http://127.0.0.1@example.com/",
            "http://localhost:80@example.com/",
            "http://example.com:1@127.0.0.1/",
            "http://127.0.0.1:/",
            "http://127.0.0.1:65536/",
            "http://127.0.0.1/a b",
            "http://127.0.0.1/a\r\nx: y",
            "http://[::2]/",
            "http://0.0.0.0/",
        ] {
            assert_eq!(Target::parse(url), None, "{url}");
        }
    }
}
