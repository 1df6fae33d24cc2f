//! Every fault of tests/faults.json: how each kind of call ends, and how often the service has seen its request. What must
//! not happen twice is never sent twice.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Map, Value, json};
use threadline::client::{Builder, Event, Heymarket, Qlara, RequestBuilder};
use threadline::schema::Call as Operation;
use threadline::typed::Writer;
use threadline::{Error, ErrorKind};

use crate::run;
use crate::server::Server;
use crate::table::{Call, Refused, Row, Settings, Table};

/// The kinds of the failures after which there was another attempt, by operation.
type Retried = Arc<Mutex<Vec<(&'static str, ErrorKind)>>>;

fn set<C>(
    builder: Builder<C>,
    table: &Settings,
    row: Option<&Settings>,
    retried: &Retried,
) -> Builder<C>
where
    Builder<C>: Built,
{
    let of_row = |get: fn(&Settings) -> Option<u64>| row.and_then(get).or_else(|| get(table));
    let timeout = of_row(|one| one.timeout_ms).unwrap();
    let retries = of_row(|one| one.max_retries.map(u64::from)).unwrap();
    let bytes = of_row(|one| one.max_reply_bytes.map(|bytes| bytes as u64)).unwrap();
    builder.set(Duration::from_millis(timeout), retries as u32, bytes as usize, retried)
}

/// The same settings for both services.
trait Built: Sized {
    fn set(self, timeout: Duration, retries: u32, bytes: usize, retried: &Retried) -> Self;
}

macro_rules! built {
    ($($client:ty),+) => {
        $(impl Built for Builder<$client> {
            fn set(self, timeout: Duration, retries: u32, bytes: usize, retried: &Retried) -> Self {
                let retried = Arc::clone(retried);
                self.timeout(timeout).max_retries(retries).max_reply_bytes(bytes).observer(
                    move |event| {
                        if let Event::Retry { operation, kind, .. } = event {
                            retried.lock().unwrap().push((*operation, *kind));
                        }
                    },
                )
            }
        })+
    };
}

built!(Heymarket, Qlara);

/// Makes a call of the table, after a look at whether it sends what the table says.
async fn end<C: Operation>(request: RequestBuilder<C>, call: &Call) -> Result<(), Error> {
    let given: Value = serde_json::from_str(&Writer::json(request.input())).unwrap();
    let mut wanted = call.input.clone();
    // JavaScript gives it as a number, which it is not.
    if let Some(id) = wanted.get_mut("chatId").filter(|_| call.service == "qlara") {
        *id = json!(id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    }
    assert_eq!(given, wanted);
    request.await.map(drop)
}

async fn made(name: &str, call: &Call, heymarket: &Heymarket, qlara: &Qlara) -> Result<(), Error> {
    match name {
        "read" => end(heymarket.list_conversations(1111), call).await,
        "change" => end(heymarket.close_conversation(2222, 1111).chat_id(610_018), call).await,
        "delete" => end(heymarket.delete_scheduled_message(31), call).await,
        "keyed" => {
            let email = heymarket.send_email(2222, 1111).targets(["to:jo@example.com"]);
            end(email.raw_text("Hi").local_id("hi-1"), call).await
        }
        "send" => {
            let message = heymarket.send_message(2222, 1111);
            end(message.phone_number("15555550118").text("Hi"), call).await
        }
        "reply" => end(qlara.reply().chat_id("810006").message("Hi"), call).await,
        _ => panic!("there is no call {name}"),
    }
}

/// The row's faults, with its dates and its other address.
fn faults(row: &Row, elsewhere: &str) -> Value {
    let mut text = json!(row.faults).to_string().replace("{elsewhere}", elsewhere);
    while let Some((before, (seconds, behind))) =
        text.split_once("{date:").and_then(|(a, b)| Some((a, b.split_once('}')?)))
    {
        let seconds: i64 = seconds.parse().unwrap();
        let now = SystemTime::now();
        let length = Duration::from_secs(seconds.unsigned_abs());
        let date = httpdate::fmt_http_date(if seconds < 0 { now - length } else { now + length });
        text = format!("{before}{date}{behind}");
    }
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_fault_ends_each_kind_of_call_as_the_table_says() {
    run(async {
        let (server, elsewhere) = (Server::start(), Server::start());
        let table = Table::read();
        let mut wrong = Vec::new();
        let mut rows = 0;
        for row in table.rows.iter().filter(|row| row.refused != Some(Refused::Unreported)) {
            rows += 1;
            row_is_right(&table, row, &server, &elsewhere, &mut wrong).await;
        }
        assert!(rows > 40, "{rows}");
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    });
}

async fn row_is_right(
    table: &Table,
    row: &Row,
    server: &Server,
    elsewhere: &Server,
    wrong: &mut Vec<String>,
) {
    let calls: Vec<_> =
        table.calls.iter().filter(|(name, _)| table.ends(row, name).is_some()).collect();
    let script: Map<String, Value> = calls
        .iter()
        .map(|(_, call)| {
            (format!("{}.{}", call.service, call.operation), faults(row, &elsewhere.url))
        })
        .collect();
    server.faults(&Value::Object(script)).await;
    server.requests().await;
    let retried = Retried::default();
    let refused = "http://127.0.0.1:9".to_owned();
    let url = if row.refused.is_some() { &refused } else { &server.url };
    let own = row.settings.as_ref();
    let heymarket = set(server.heymarket().base_url(url), &table.settings, own, &retried);
    let qlara = set(server.qlara().base_url(url), &table.settings, own, &retried);
    let (heymarket, qlara) = (heymarket.build().unwrap(), qlara.build().unwrap());
    let began = Instant::now();
    let ends = futures_util::future::join_all(
        calls.iter().map(|(name, call)| made(name, call, &heymarket, &qlara)),
    )
    .await;
    let took = began.elapsed().as_secs_f64() * 1_000.0;
    let arrived = server.requests().await;
    assert_eq!(elsewhere.requests().await, [Value::Null; 0], "{}", row.title);
    let mut check = |is_right: bool, what: String| {
        if !is_right {
            wrong.push(format!("{}: {what}", row.title));
        }
    };
    check(took + 5.0 >= row.at_least_ms, format!("it took {took} ms"));
    for ((name, call), end) in calls.into_iter().zip(ends) {
        let kind = end.as_ref().err().map_or("value", |error| error.kind().as_str());
        let mine = |request: &&Value| request["operation"] == json!(call.operation);
        let count = arrived.iter().filter(mine).count() as u32;
        let expected = table.ends(row, name).unwrap();
        check(
            expected.get(kind) == Some(&count),
            format!("{name}: {kind} after {count}, not {expected:?} ({end:?})"),
        );
        let retried: Vec<_> = retried.lock().unwrap().clone();
        let kinds: Vec<_> = retried
            .iter()
            .filter(|(operation, _)| *operation == call.operation)
            .map(|(_, kind)| kind.as_str().to_owned())
            .collect();
        let wanted = row.retried.iter().take(attempts_of(row, kind, count).saturating_sub(1));
        check(wanted.eq(&kinds), format!("{name}: retried after {kinds:?}"));
        if let Err(error) = &end {
            let attempts = attempts_of(row, kind, count);
            check(
                error.attempts() as usize == attempts,
                format!("{name}: {} attempts", error.attempts()),
            );
            if let Some(retryable) = row.retryable.get(kind) {
                check(
                    error.is_retryable() == *retryable,
                    format!("{name}: {error:?} is retryable?"),
                );
            }
            if let Some([least, most]) = row.retry_after_ms {
                let after = error.retry_after().map(|after| after.as_secs_f64() * 1_000.0);
                let is_right = after.is_some_and(|after| after >= least && after <= most);
                check(
                    is_right || kind == "outcome_unknown",
                    format!("{name}: retry after {after:?}"),
                );
            }
        }
    }
}

fn attempts_of(row: &Row, kind: &str, arrived: u32) -> usize {
    *row.attempts.get(kind).unwrap_or(&arrived) as usize
}
