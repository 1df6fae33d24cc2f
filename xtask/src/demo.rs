//! `cargo xtask demo`: every operation from Node, workerd and Chromium against the fake service.
//!
//! The script examples/demo/run.mjs does the calls and prints the table; this builds the package,
//! starts the fake service and the script, and ends both.

use std::io::{BufRead, BufReader};
use std::process::ChildStdout;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::alone::Alone;
use crate::failure::{Doing, Failure, Result};
use crate::process::{Program, Running};
use crate::test::{install, runtimes};
use crate::{build, paths, setup, step};

const STARTING: Duration = Duration::from_secs(20);

pub(crate) fn run(alone: Alone, open: bool) -> Result<bool> {
    let chromium = setup::for_browser()?;
    let tarball = build::build()?;
    step::step("the package, installed as a user would", || install::install(&tarball))?;
    let program = step::step("the fake service: cargo build", runtimes::fake_server)?;
    let service = Service::start(&program)?;
    step::note(format_args!("the fake service listens on {}", service.url));
    if open {
        // A page that is kept up must not keep others from building.
        drop(alone);
    }
    let script = Program::new("node")?
        .arg(paths::tests().join("examples/demo/run.mjs"))
        .args(open.then_some("--open"))
        .folder(&paths::tests())
        .env("THREADLINE_URL", &service.url)
        .env("THREADLINE_KEY", &service.key)
        .env("THREADLINE_QLARA_KEY", &service.qlara_key);
    runtimes::with_environment(script, &chromium)?.show()
}

/// The fake service, for as long as the value lives.
struct Service {
    url: String,
    key: String,
    qlara_key: String,
    _running: Running,
}

impl Service {
    fn start(program: &std::path::Path) -> Result<Self> {
        let (running, out) =
            Program::new(program)?.args(["--port", "0", "--exit-with-stdin"]).serve()?;
        let lines = lines(out);
        let after = |start: &str| loop {
            let line = lines.recv_timeout(STARTING).doing("waiting for the fake service")?;
            if let Some(rest) = line.strip_prefix(start) {
                return Ok::<String, Failure>(rest.trim().to_owned());
            }
        };
        let url = after("listening on ")?;
        let key = after("key: ")?;
        let qlara_key = after("qlara key: ")?;
        Ok(Service { url, key, qlara_key, _running: running })
    }
}

/// The service's lines as they come; read to the end, so that it never waits for us.
fn lines(out: ChildStdout) -> mpsc::Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(std::result::Result::ok) {
            drop(sender.send(line));
        }
    });
    receiver
}
