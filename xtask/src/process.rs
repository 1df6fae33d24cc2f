//! Programs that xtask runs: what they print goes to a log that is shown when they fail.
//!
//! Each runs in a process group of its own, so that what it started in turn (a browser, a server)
//! ends with it: at its time limit, at the end of a demo, and on Ctrl-C. A program that is ended before its time
//! takes along the groups of their own that its children have made, too.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::failure::{Doing, Result};
use crate::{files, paths, step};

const HEARTBEAT: Duration = Duration::from_secs(15);
const GRACE: Duration = Duration::from_secs(5);
const LIMIT: Duration = Duration::from_secs(20 * 60);

/// The process groups that must not outlive us.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

pub(crate) fn end_children_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        let groups = RUNNING.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for group in &groups {
            signal("-TERM", *group);
        }
        let start = Instant::now();
        while start.elapsed() < GRACE && groups.iter().any(|group| signal("-0", *group)) {
            sleep(Duration::from_millis(50));
        }
        for group in groups {
            signal("-KILL", group);
        }
        std::process::exit(130);
    })
    .doing("listening for Ctrl-C")
}

/// A program about to be run.
pub(crate) struct Program {
    name: String,
    /// What its log is called, if its arguments do not say it.
    log: Option<String>,
    command: Command,
    limit: Duration,
}

/// A program that came to its end.
pub(crate) struct Finished {
    pub(crate) ok: bool,
    /// What it printed, both streams in the order of printing.
    pub(crate) text: String,
    /// Why it was ended, if it did not end by itself.
    pub(crate) ended: Option<String>,
}

impl Program {
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Result<Self> {
        let name = files::name(Path::new(program.as_ref())).to_owned();
        let mut command = Command::new(program);
        command
            .current_dir(paths::root())
            .stdin(Stdio::null())
            .env("PATH", paths::search_path()?)
            .env("CARGO_TARGET_DIR", paths::target())
            .env("CARGO_TERM_COLOR", "never")
            .env("NO_COLOR", "1");
        Ok(Program { name, log: None, command, limit: LIMIT })
    }

    pub(crate) fn cargo() -> Result<Self> {
        let mut program =
            Program::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))?;
        program.name = "cargo".to_owned();
        Ok(program)
    }

    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.command.args(args);
        self
    }

    pub(crate) fn arg(self, arg: impl AsRef<OsStr>) -> Self {
        self.args([arg])
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn limit(mut self, seconds: u64) -> Self {
        self.limit = Duration::from_secs(seconds);
        self
    }

    /// Names its log, where several run at once.
    pub(crate) fn named(mut self, log: impl Into<String>) -> Self {
        self.log = Some(log.into());
        self
    }

    /// Runs it; a failure shows what it printed.
    pub(crate) fn run(self) -> Result<String> {
        let shown = self.shown();
        let finished = self.finish()?;
        if finished.ok {
            return Ok(finished.text);
        }
        Err(format!("{}\n  `{shown}` failed", finished.text.trim_end()).into())
    }

    /// Runs it to its end, good or bad.
    pub(crate) fn finish(self) -> Result<Finished> {
        let shown = self.shown();
        let finished = self.finish_unless(|_| None)?;
        match finished.ended {
            None => Ok(finished),
            Some(why) => {
                let text = finished.text.trim_end();
                Err(format!("{text}\n  `{shown}` was ended {why}").into())
            }
        }
    }

    /// The same, but ends it once `stalled`, which is given its log, says why: `after 5 s in which …`.
    pub(crate) fn finish_unless(
        mut self,
        mut stalled: impl FnMut(&Path) -> Option<String>,
    ) -> Result<Finished> {
        let (log, out, err) = self.log()?;
        self.command.stdout(out).stderr(err);
        let child = Running::start(&mut self.command, &self.name)?;
        let end = self.wait(child, &log, &mut stalled)?;
        let text = String::from_utf8_lossy(&files::read_bytes(&log)?).into_owned();
        Ok(match end {
            End::Own(status) => Finished { ok: status.success(), text, ended: None },
            End::Ours(why) => Finished { ok: false, text, ended: Some(why) },
        })
    }

    /// Runs it on the terminal, for as long as it takes; says whether it ended well.
    pub(crate) fn show(mut self) -> Result<bool> {
        let mut child = Running::start(&mut self.command, &self.name)?;
        child.child.wait().map(|status| status.success()).doing(&self.name)
    }

    /// Starts a server: it ends when the value is dropped. Its standard input stays open as long,
    /// so that it can tell when we are gone.
    pub(crate) fn serve(mut self) -> Result<(Running, std::process::ChildStdout)> {
        let (_, _, err) = self.log()?;
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(err);
        let mut running = Running::start(&mut self.command, &self.name)?;
        let out = running.child.stdout.take().ok_or("the server has no output")?;
        Ok((running, out))
    }

    fn shown(&self) -> String {
        let args = self.command.get_args().map(OsStr::to_string_lossy);
        std::iter::once(self.name.as_str().into()).chain(args).collect::<Vec<_>>().join(" ")
    }

    /// What its log is called: its name and what it works on.
    fn words(&self) -> String {
        let mut words: Vec<String> = vec![self.name.clone()];
        let names = self.command.get_args().map(|arg| files::name(Path::new(arg)));
        words.extend(names.filter(|name| !name.starts_with('-')).take(2).map(str::to_owned));
        words.join("-").chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect()
    }

    /// One file takes both streams, so that errors are where they were printed.
    fn log(&self) -> Result<(PathBuf, File, File)> {
        let name = self.log.clone().unwrap_or_else(|| self.words());
        let path = paths::logs().join(format!("{name}.log"));
        files::write(&path, "")?;
        let open = || {
            File::options().append(true).open(&path).doing(format_args!("opening the log {name}"))
        };
        let (out, err) = (open()?, open()?);
        Ok((path, out, err))
    }

    fn wait(
        &self,
        mut running: Running,
        log: &Path,
        stalled: &mut dyn FnMut(&Path) -> Option<String>,
    ) -> Result<End> {
        let start = Instant::now();
        let mut next = HEARTBEAT;
        loop {
            if let Some(status) = running.child.try_wait().doing(&self.name)? {
                return Ok(End::Own(status));
            }
            let elapsed = start.elapsed();
            let why = if elapsed > self.limit {
                Some(format!("after {} s", self.limit.as_secs()))
            } else {
                stalled(log)
            };
            if let Some(why) = why {
                running.end_with_all_below();
                return Ok(End::Ours(why));
            }
            // Programs of which several run at once are reported together.
            if elapsed > next && self.log.is_none() {
                next += HEARTBEAT;
                step::note(format_args!("… {} s: {}", elapsed.as_secs(), last_line(log)));
            }
            sleep(Duration::from_millis(if elapsed.as_secs() < 1 { 5 } else { 50 }));
        }
    }
}

enum End {
    Own(ExitStatus),
    Ours(String),
}

/// For how long a file has not grown.
pub(crate) struct Silence {
    file: PathBuf,
    bytes: u64,
    since: Instant,
}

impl Silence {
    pub(crate) fn of(file: &Path) -> Self {
        Silence { file: file.to_owned(), bytes: 0, since: Instant::now() }
    }

    pub(crate) fn lasts(&mut self) -> Duration {
        let bytes = fs::metadata(&self.file).map_or(0, |found| found.len());
        if bytes != self.bytes {
            (self.bytes, self.since) = (bytes, Instant::now());
        }
        self.since.elapsed()
    }
}

/// A process group of ours. Dropping it ends it.
pub(crate) struct Running {
    child: Child,
}

impl Running {
    fn start(command: &mut Command, name: &str) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command.spawn().doing(format_args!("starting {name}"))?;
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push(child.id());
        Ok(Running { child })
    }

    /// Ends it and everything below it, in groups of their own as well: a browser has one, and so has what a test
    /// starts, and a process that is stuck ends none of them.
    fn end_with_all_below(self) {
        let groups = groups_below(self.child.id());
        drop(self);
        let is_left = || groups.iter().any(|group| signal("-0", *group));
        for group in &groups {
            signal("-TERM", *group);
        }
        let start = Instant::now();
        while start.elapsed() < GRACE && is_left() {
            sleep(Duration::from_millis(20));
        }
        for group in &groups {
            signal("-KILL", *group);
        }
    }

    /// Whether it is still there.
    pub(crate) fn is_up(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = self.child.id();
        if self.is_up() {
            signal("-TERM", group);
            let start = Instant::now();
            while start.elapsed() < GRACE && self.is_up() {
                sleep(Duration::from_millis(20));
            }
            if self.is_up() {
                signal("-KILL", group);
                // Where there are no process groups, the process at least.
                drop(self.child.kill());
                drop(self.child.wait());
            }
        }
        // What it has left behind.
        signal("-KILL", group);
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).retain(|id| *id != group);
    }
}

/// The process groups of what a process has started, at any depth, its own left out.
fn groups_below(process: u32) -> Vec<u32> {
    let listed = Command::new("ps").args(["-A", "-o", "pid=,ppid=,pgid="]).output();
    let text = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    groups_in(&text.unwrap_or_default(), process)
}

/// The same, read from what `ps` prints: a process, its parent and its group in each line.
fn groups_in(listed: &str, process: u32) -> Vec<u32> {
    let rows: Vec<[u32; 3]> = listed
        .lines()
        .filter_map(|line| {
            let numbers: Vec<u32> =
                line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
            numbers.try_into().ok()
        })
        .collect();
    let mut below = BTreeSet::from([process]);
    loop {
        let known = below.len();
        for [child, parent, _] in &rows {
            if below.contains(parent) {
                below.insert(*child);
            }
        }
        if below.len() == known {
            break;
        }
    }
    // A group that something else leads is not ours to end.
    let led = rows.iter().filter(|[child, _, group]| child == group && *child != process);
    led.filter(|[child, _, _]| below.contains(child)).map(|[child, _, _]| *child).collect()
}

/// Sends a signal to a process group of ours; `false` if there is none (any more).
fn signal(which: &str, group: u32) -> bool {
    Command::new("kill")
        .args([which, "--", &format!("-{group}")])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn last_line(log: &Path) -> String {
    let bytes = files::read_bytes(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let line = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    line.trim().chars().filter(|c| !c.is_control()).take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::{Program, groups_in};

    #[test]
    fn the_groups_below_a_process_are_found_at_any_depth() {
        let listed =
            "  1 0 1\n 10 1 10\n 11 10 10\n 13 12 12\n 12 11 12\n 20 1 20\n 21 20 20\nnonsense\n";
        assert_eq!(groups_in(listed, 10), [12]);
        assert_eq!(groups_in(listed, 20), Vec::<u32>::new());
        assert_eq!(groups_in("", 10), Vec::<u32>::new());
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let slow = || Program::new("sleep").unwrap().arg("600").named("sleep").limit(0);
        let failure = slow().run().unwrap_err().to_string();
        assert!(failure.ends_with("`sleep 600` was ended after 0 s"), "{failure}");
        assert_eq!(slow().finish_unless(|_| None).unwrap().ended.unwrap(), "after 0 s");
    }
}
