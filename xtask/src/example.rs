//! `cargo xtask example <name>`: one of the examples, with the package as it is here, against the fake
//! services.

use std::path::PathBuf;

use crate::alone::Alone;
use crate::failure::Result;
use crate::fake_service::FakeService;
use crate::process::Program;
use crate::test::{install, packaging};
use crate::{build, fake_service, paths, rust_examples, setup, step};

pub(crate) fn vite_app(alone: Alone) -> Result<bool> {
    installed()?;
    step::step("Vite", || packaging::install_tools("vite"))?;
    // A page that is kept up must not keep others from building.
    drop(alone);
    let vite = packaging::folder().join("vite/node_modules/vite/bin/vite.js");
    Program::new("node")?.arg(vite).folder(&copy("vite-app")).show()
}

pub(crate) fn node() -> Result<bool> {
    installed()?;
    let service = service()?;
    let conversations = Program::new("node")?
        .args(["list.mjs", "1111", "2222"])
        .folder(&copy("node"))
        .env("HEYMARKET_URL", &service.url)
        .env("HEYMARKET_API_KEY", &service.key)
        .show()?;
    let messages = Program::new("node")?
        .args(["messages.mjs", "810006"])
        .folder(&copy("node"))
        .env("QLARA_URL", &service.url)
        .env("QLARA_API_KEY", &service.qlara_key)
        .show()?;
    Ok(conversations && messages)
}

pub(crate) fn probe() -> Result<bool> {
    installed()?;
    let service = service()?;
    let probe = |name: &str, key: &str| {
        let variable = |end: &str| format!("{}_{end}", name.to_uppercase());
        Program::new("node")?
            .args(["probe.mjs", name])
            .folder(&copy("node"))
            .env(&variable("URL"), &service.url)
            .env(&variable("API_KEY"), key)
            .show()
    };
    let heymarket = probe("heymarket", &service.key)?;
    let qlara = probe("qlara", &service.qlara_key)?;
    Ok(heymarket && qlara)
}

pub(crate) fn rust() -> Result<bool> {
    rust_client(&service()?)?.show()
}

pub(crate) fn rust_page(alone: Alone) -> Result<bool> {
    served(alone, "rust-page", rust_examples::page)
}

pub(crate) fn rust_worker(alone: Alone) -> Result<bool> {
    served(alone, "rust-worker", rust_examples::worker)
}

pub(crate) fn rust_bindings(alone: Alone) -> Result<bool> {
    served(alone, "rust-bindings", || rust_examples::bindings("fetch"))
}

/// An example in Rust, served until Ctrl-C; `built` gives the folder of its module.
fn served(alone: Alone, name: &str, built: impl FnOnce() -> Result<PathBuf>) -> Result<bool> {
    setup::for_build()?;
    let module = step::step(format_args!("examples/{name}: cargo build, wasm-bindgen"), built)?;
    let service = service()?;
    // What is kept up must not keep others from building.
    drop(alone);
    Program::new("node")?
        .arg(paths::root().join("examples/serve/run.mjs"))
        .arg(name)
        .arg(module)
        .env("THREADLINE_URL", &service.url)
        .env("THREADLINE_KEY", &service.key)
        .env("THREADLINE_QLARA_KEY", &service.qlara_key)
        .show()
}

/// examples/rust_client.rs, which talks to the service.
pub(crate) fn rust_client(service: &FakeService) -> Result<Program> {
    Ok(Program::cargo()?
        .args(["run", "--quiet", "--locked", "--example", "rust_client"])
        .env("HEYMARKET_URL", &service.url)
        .env("HEYMARKET_API_KEY", &service.key)
        .env("NO_PROXY", "127.0.0.1"))
}

fn installed() -> Result<()> {
    let tarball = build::build()?;
    step::step("the package, installed as a user would", || install::install(&tarball))
}

fn service() -> Result<FakeService> {
    let program = step::step("the fake service: cargo build", fake_service::build)?;
    FakeService::start(&program)
}

/// An example beside the installed package.
fn copy(name: &str) -> PathBuf {
    paths::tests().join("examples").join(name)
}
