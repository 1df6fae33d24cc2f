//! Calls that nobody waits for any more.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicIsize, Ordering};
use std::time::Duration;

use serde_json::json;

use crate::run;
use crate::server::Server;

/// Counts what is held.
struct Counting;

static HELD: AtomicIsize = AtomicIsize::new(0);

// SAFETY: it is the system's own allocator, which is asked to do all of the work.
#[allow(unsafe_code, reason = "the only way to see what is held")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size() as isize, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size() as isize, Ordering::Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_dropped_call_aborts_its_request_and_leaves_the_client_as_it_was() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().rate_limit(2, 0).build().unwrap();
        server.faults(&json!({ "heymarket.getTeam": [{ "sending": "stall" }] })).await;
        let call = heymarket.get_team().into_future();
        assert!(tokio::time::timeout(Duration::from_millis(300), call).await.is_err());
        // Its connection was closed: the server sees that its client has gone.
        while server.answers("getTeam").await != ["clientGone"] {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // It was sent, and counts; there is one more turn, and no other in this minute.
        heymarket.get_team().await.unwrap();
        let error = heymarket.get_team().deadline(Duration::from_secs(2)).await.unwrap_err();
        assert_eq!(error.kind().as_str(), "rate_limit");
    });
}

#[test]
fn ten_thousand_dropped_calls_leave_memory_level() {
    run(async {
        let server = Server::start();
        let heymarket = server.heymarket().build().unwrap();
        let round = async |count: usize| {
            for _ in 0..count {
                let call = heymarket.list_conversations(1111).into_future();
                // It is polled, and waits for its connection.
                drop(
                    futures_util::future::select(
                        std::pin::pin!(async { call.await.map(drop) }),
                        futures_util::future::ready(()),
                    )
                    .await,
                );
            }
        };
        round(500).await;
        let before = HELD.load(Ordering::Relaxed);
        round(10_000).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        let grown = HELD.load(Ordering::Relaxed) - before;
        assert!(grown < 2_000_000, "{grown} bytes more are held");
        assert!(!heymarket.list_conversations(1111).await.unwrap().is_empty());
    });
}
