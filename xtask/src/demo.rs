//! `cargo xtask demo`: every operation from Node, workerd and Chromium against the fake service.
//!
//! The script examples/demo/run.mjs does the calls and prints the table; this builds the package,
//! starts the fake service and the script, and ends both.

use crate::alone::Alone;
use crate::failure::Result;
use crate::fake_service::FakeService;
use crate::process::Program;
use crate::test::{install, runtimes};
use crate::{build, fake_service, paths, setup, step};

pub(crate) fn run(alone: Alone, open: bool) -> Result<bool> {
    let chromium = setup::for_browser()?;
    let tarball = build::build()?;
    step::step("the package, installed as a user would", || install::install(&tarball))?;
    let program = step::step("the fake service: cargo build", fake_service::build)?;
    let service = FakeService::start(&program)?;
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
