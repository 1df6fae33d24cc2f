//! The fake service's program: built from fakes/, and kept running.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ChildStdout;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::failure::{Doing, Failure, Result};
use crate::paths;
use crate::process::{Program, Running};

const STARTING: Duration = Duration::from_secs(20);

/// Builds it; says where it is.
pub(crate) fn build() -> Result<PathBuf> {
    Program::cargo()?
        .args(["build", "--locked", "--package", "threadline-fakes", "--bin", "fake-server"])
        .run()?;
    Ok(path())
}

pub(crate) fn path() -> PathBuf {
    let file = format!("fake-server{}", std::env::consts::EXE_SUFFIX);
    paths::target().join("debug").join(file)
}

/// The fake service, for as long as the value lives.
pub(crate) struct FakeService {
    pub(crate) url: String,
    pub(crate) key: String,
    pub(crate) qlara_key: String,
    _running: Running,
}

impl FakeService {
    pub(crate) fn start(program: &Path) -> Result<Self> {
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
        Ok(FakeService { url, key, qlara_key, _running: running })
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
