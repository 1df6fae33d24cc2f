//! tests/packaging/: the tarball in each runtime and behind each bundler that a user may have.
//!
//! ```text
//! target/tests/packaging/
//!   support/                   a copy of tests/packaging/support/
//!   <project>/                 a copy of tests/packaging/<project>/
//!     node_modules/            its tools, as its lockfile pins them; kept between runs
//!     node_modules/threadline/ what npm installed from the tarball
//!     tour.mjs tour.cjs        what every project does with the package, bundled
//!     doubles.mjs doubles.cjs  what a test runner's own tests do with it, bundled
//!     matrix.tsv               the cells of docs/runtimes.md that its tests filled
//!     wire.tsv                 the cells of docs/connections.md that its tests filled
//! ```
//! `<project>.test.mjs` builds and runs the project; the environment gives it what it gives the
//! tests in tests/runtimes/ (see `runtimes.rs`), and `THREADLINE_MATRIX` and `THREADLINE_WIRE`, the files for
//! its cells, and `THREADLINE_TARBALL`, the package as npm packed it; and the browser that it drives itself, if
//! any.

pub(crate) mod matrix;
mod project;
mod wire;

pub(crate) use project::install_tools;

use std::path::{Path, PathBuf};

use super::node_files::{self, Limits};
use super::{Tally, runtimes};
use crate::count::Counts;
use crate::failure::Result;
use crate::process::Program;
use crate::setup::Chromium;
use crate::{build, fake_service, files, paths, setup};

/// The projects, in the order of the tables in docs/runtimes.md.
const PROJECTS: [(&str, &[&str]); 5] = [
    (
        "Runtimes",
        &["node", "deno", "bun", "cloudflare", "edge-runtime", "chromium", "firefox", "webkitgtk"],
    ),
    (
        "Bundlers and frameworks",
        &[
            "astro",
            "esbuild",
            "next",
            "nitro",
            "parcel",
            "react-router",
            "react-router7",
            "rollup",
            "sveltekit",
            "sveltekit2",
            "tanstack-start",
            "vite",
            "vite7",
            "webpack",
        ],
    ),
    ("Test runners, and doubles of the network", &["jest", "vitest", "vitest3"]),
    ("Given as `fetch`", &["fetches"]),
    ("Linters", &["published"]),
];

/// Those that take longest, as far as it is worth knowing.
const LONGEST: [&str; 4] = ["fetches", "next", "vitest", "cloudflare"];

const ADVICE: &str = "look at the change; `cargo xtask matrix --bless` takes over what ran last";

fn projects() -> impl Iterator<Item = &'static str> {
    PROJECTS.into_iter().flat_map(|(_, projects)| projects.iter().copied())
}

/// `packaging` is all projects, `packaging/vite` is one of them.
pub(crate) fn is_part(part: &str) -> bool {
    part == "packaging"
        || part.strip_prefix("packaging/").is_some_and(|one| projects().any(|name| name == one))
}

pub(crate) fn run(tally: &mut Tally, chromium: Option<&Chromium>, parts: &[&str]) {
    let Some(chromium) = chromium else {
        return tally.cannot("the package in runtimes and bundlers", "Chromium is missing");
    };
    let all = parts.is_empty() || parts.contains(&"packaging");
    let wanted =
        |name: &str| all || parts.iter().any(|part| part.strip_prefix("packaging/") == Some(name));
    let ready = tally.ready("the fake service", || fake_service::build().map(drop))
        && tally.ready("what every project does with the package", prepare)
        // Other projects run its newest release.
        && tally.ready("packaging/node: tools", || install_tools("node"));
    if !ready {
        return;
    }
    let mut found: Vec<&str> = projects().filter(|name| wanted(name)).collect();
    // Those that take longest begin first, so that none of them is left at the end.
    found.sort_by_key(|name| LONGEST.iter().position(|long| long == name).unwrap_or(usize::MAX));
    let mut tests = Vec::new();
    for name in found {
        let tools = format!("packaging/{name}: tools");
        if name == "node" || tally.ready(&tools, || install_tools(name)) {
            match surroundings(name) {
                Ok(more) => tests.push((name, more)),
                Err(why) => tally.cannot(&format!("packaging/{name}"), &why.to_string()),
            }
        }
    }
    tally.count("the package in each of them", || test(&tests, chromium));
    if all {
        tally.count("docs/runtimes.md is what ran", matrix::agrees);
        tally.count("docs/connections.md is what ran", wire::agrees);
    }
}

fn source() -> PathBuf {
    paths::root().join("tests/packaging")
}

pub(crate) fn folder() -> PathBuf {
    paths::tests().join("packaging")
}

/// Lays out what the projects share.
fn prepare() -> Result<()> {
    for entry in files::entries(&source())? {
        let name = files::name(&entry);
        if name != "support" && projects().all(|project| project != name) {
            return Err(format!("tests/packaging/{name} is in no list of projects").into());
        }
    }
    files::mirror(&source().join("support"), &folder().join("support"))?;
    for name in BUNDLES {
        for format in FORMATS {
            let kind = if format == "mjs" { "esm" } else { "cjs" };
            let file = bundled(&format!("{name}.{format}"));
            Program::new("esbuild")?
                .arg(folder().join(format!("support/{name}.mjs")))
                .args(["--bundle", "--target=es2022", "--log-level=warning"])
                .args([format!("--format={kind}"), format!("--outfile={}", file.display())])
                .run()?;
        }
    }
    Ok(())
}

/// What projects share, each in one file of either format.
const BUNDLES: [&str; 2] = ["tour", "doubles"];
const FORMATS: [&str; 2] = ["mjs", "cjs"];

fn bundled(file: &str) -> PathBuf {
    folder().join("bundled").join(file)
}

/// What a project's tests must know beyond the rest, by the names of the environment.
type Surroundings = Vec<(&'static str, PathBuf)>;

/// The browsers that only one of them drives.
fn surroundings(name: &str) -> Result<Surroundings> {
    Ok(match name {
        "firefox" => vec![("THREADLINE_FIREFOX", setup::for_firefox()?)],
        "webkitgtk" => {
            let setup::WebKit { driver, browser } = setup::for_webkit()?;
            vec![("THREADLINE_WEBKIT_DRIVER", driver), ("THREADLINE_WEBKIT_BROWSER", browser)]
        }
        _ => Vec::new(),
    })
}

/// The tests of each project, several at once.
fn test(projects: &[(&str, Surroundings)], chromium: &Chromium) -> Result<Counts> {
    let mut tests = Vec::new();
    for (name, _) in projects {
        tests.push(project::refresh(name)?.join(format!("{name}.test.mjs")));
    }
    node_files::run_each(tests, &folder(), Limits::OF_PROGRAMS, |test, node| {
        let project = test.parent().ok_or("a test without a folder")?;
        let mut node = runtimes::with_environment(node, chromium)?
            .folder(project)
            .env("THREADLINE_MATRIX", matrix_file(project))
            .env("THREADLINE_WIRE", wire::file(project))
            .env("THREADLINE_TARBALL", build::tarball());
        let own = projects.iter().find(|(name, _)| *name == files::name(project));
        for (name, value) in own.into_iter().flat_map(|(_, more)| more) {
            node = node.env(name, value);
        }
        Ok(node)
    })
}

/// Where a project's tests write the cells that they filled.
fn matrix_file(project: &Path) -> PathBuf {
    project.join("matrix.tsv")
}
