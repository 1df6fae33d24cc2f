use std::io::Read;

/// Resolves when the server is asked to end: by Ctrl-C or by the system.
pub(crate) async fn asked() {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signal) => drop(signal.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// Ends the process when standard input closes, so that a test that dies leaves no server behind.
///
/// A thread of its own reads: the runtime would wait at its end for a read that it began.
pub(crate) fn with_stdin() {
    std::thread::spawn(|| {
        let mut ignored = [0; 256];
        while matches!(std::io::stdin().read(&mut ignored), Ok(1..)) {}
        std::process::exit(0);
    });
}
