#!/usr/bin/env bash
# A Leptos resource whose source changes does not drop the future that it is waiting for: it lets that one end first.
#
# Resource, LocalResource and AsyncDerived run their function again when a signal that it reads changes. While a future
# is under way they only note that: the next one is not even made before the first has ended, whatever it was for.
#
# One would guess that the old future is dropped, as its value is not wanted any more: that is how Rust cancels, and how
# an HTTP client in Rust aborts a request. It hurts pages whose filter or search box makes requests: a response that
# hangs keeps all later choices waiting until it ends or times out. In an Effect, which drops what belongs to its last
# run, spawn_local_scoped_with_cancellation does what one would guess.
#
# reactive_graph 0.2.16 (Leptos 0.8.23), Rust 1.95; 2026-11-30.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

mkdir src
cat > Cargo.toml <<'EOF'
[package]
name = "resource"
version = "0.0.0"
edition = "2024"

[dependencies]
any_spawner = { version = "=0.3.0", features = ["tokio"] }
reactive_graph = { version = "=0.2.16", features = ["effects"] }
tokio = { version = "1", features = ["macros", "rt", "time"] }

[workspace]
EOF
cat > src/main.rs <<'EOF'
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reactive_graph::computed::ArcAsyncDerived;
use reactive_graph::owner::Owner;
use reactive_graph::signal::ArcRwSignal;
use reactive_graph::traits::{Get, GetUntracked, Set};
use tokio::time::sleep;

type Log = Arc<Mutex<Vec<String>>>;

/// Says when a future goes, at its end or before.
struct Going(Log, &'static str);

impl Drop for Going {
    fn drop(&mut self) {
        self.0.lock().unwrap().push(format!("{} goes", self.1));
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let log = Log::default();
    let run = tokio::task::LocalSet::new();
    run.run_until(watch(log.clone())).await;
    let log = log.lock().unwrap().join(", ");
    println!("{log}");
    let as_seen = "first begins, changed, 300 ms later, first ends, first goes, second begins, second goes";
    std::process::exit(if log == as_seen { 0 } else { 1 });
}

async fn watch(log: Log) {
    any_spawner::Executor::init_tokio().unwrap();
    let owner = Owner::new();
    owner.set();
    let say = |words: &str| log.lock().unwrap().push(words.to_owned());
    let asked = ArcRwSignal::new("first");
    let derived = {
        let (log, asked) = (log.clone(), asked.clone());
        ArcAsyncDerived::new(move || {
            let (name, log) = (asked.get(), log.clone());
            async move {
                log.lock().unwrap().push(format!("{name} begins"));
                let _going = Going(log.clone(), name);
                if name == "first" {
                    sleep(Duration::from_millis(600)).await;
                    log.lock().unwrap().push("first ends".into());
                }
                name
            }
        })
    };
    sleep(Duration::from_millis(100)).await;
    asked.set("second");
    say("changed");
    sleep(Duration::from_millis(300)).await;
    say("300 ms later");
    sleep(Duration::from_millis(600)).await;
    assert_eq!(derived.get_untracked(), Some("second"));
}
EOF
timeout 600 cargo run --quiet || exit 1
