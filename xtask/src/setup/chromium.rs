//! Chromium and the chromedriver of its version: the system's own, or Debian's where we may install.

use std::env;
use std::path::{Path, PathBuf};

use super::apt;
use crate::failure::Result;
use crate::process::Program;
use crate::step::note;
use crate::{files, paths};

/// Variables that name them.
const BROWSER: &str = "CHROMIUM_PATH";
const DRIVER: &str = "CHROMEDRIVER";

const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const BROWSERS_ELSEWHERE: [&str; 3] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/snap/bin/chromium",
];
const DRIVERS_ELSEWHERE: [&str; 2] =
    ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

const HOW: &str = "\
no Chromium with a chromedriver of the same version was found. Install both:
    Debian, Ubuntu   sudo apt-get install --no-install-recommends chromium chromium-driver
    Fedora           sudo dnf install chromium chromedriver
    macOS            brew install --cask chromium chromedriver
or set CHROMIUM_PATH and CHROMEDRIVER to their paths";

/// Keeps the browser off the network but for what a page asks of it.
const ARGUMENTS: [&str; 7] = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

pub(crate) struct Chromium {
    pub(crate) browser: PathBuf,
    pub(crate) driver: PathBuf,
}

impl Chromium {
    /// What it must be started with.
    pub(crate) fn arguments() -> Vec<&'static str> {
        // Chromium refuses to run as root with its sandbox on.
        let root = if apt::is_root() { Some("--no-sandbox") } else { None };
        ARGUMENTS.into_iter().chain(root).collect()
    }

    /// The file that tells wasm-bindgen's test runner which browser to drive, and how.
    pub(crate) fn webdriver_json(&self) -> Result<PathBuf> {
        let quoted = |text: &str| format!("{text:?}");
        let arguments: Vec<String> = Chromium::arguments().into_iter().map(quoted).collect();
        let text = format!(
            "{{\"goog:chromeOptions\":{{\"binary\":{},\"args\":[\"--headless=new\",{}]}}}}\n",
            quoted(&self.browser.to_string_lossy()),
            arguments.join(",")
        );
        let path = paths::tools().join("webdriver.json");
        files::write(&path, text)?;
        Ok(path)
    }
}

pub(crate) fn find_or_install() -> Result<Chromium> {
    if let Some(found) = find()? {
        return Ok(found);
    }
    if let Some(variable) = [BROWSER, DRIVER].into_iter().find(|name| env::var_os(name).is_some()) {
        return Err(format!(
            "{variable} is set, but no Chromium and chromedriver that fit were found"
        )
        .into());
    }
    apt::install("Chromium and its driver", &["chromium", "chromium-driver"])?;
    find()?.ok_or_else(|| HOW.into())
}

/// A browser and a driver that fit each other.
fn find() -> Result<Option<Chromium>> {
    let drivers = candidates(DRIVER, &["chromedriver"], &DRIVERS_ELSEWHERE);
    let drivers: Vec<(PathBuf, String)> =
        drivers.into_iter().filter_map(|path| version(&path).map(|found| (path, found))).collect();
    for browser in candidates(BROWSER, &BROWSERS, &BROWSERS_ELSEWHERE) {
        let Some(of_browser) = version(&browser) else { continue };
        let fits = |driver: &&(PathBuf, String)| major(&driver.1) == major(&of_browser);
        if let Some((driver, _)) = drivers.iter().find(fits) {
            note(format_args!("Chromium {of_browser}: {}", browser.display()));
            return Ok(Some(Chromium { browser, driver: driver.clone() }));
        }
        note(format_args!("{} is {of_browser}: no chromedriver fits it", browser.display()));
    }
    Ok(None)
}

/// What the environment names, and nothing else if it names one; else what is installed.
fn candidates(variable: &str, names: &[&str], elsewhere: &[&str]) -> Vec<PathBuf> {
    if let Some(path) = env::var_os(variable) {
        return vec![path.into()];
    }
    let mut found: Vec<PathBuf> =
        names.iter().filter_map(|name| paths::find_program(&[name])).collect();
    found.extend(elsewhere.iter().map(PathBuf::from).filter(|path| path.is_file()));
    found
}

/// What the program calls itself: the first word that is a version.
fn version(program: &Path) -> Option<String> {
    let text = Program::new(program).ok()?.args(["--version"]).limit(30).run().ok()?;
    parse_version(&text)
}

fn parse_version(text: &str) -> Option<String> {
    let is_version =
        |word: &&str| word.contains('.') && word.chars().all(|c| c.is_ascii_digit() || c == '.');
    text.split_whitespace().find(is_version).map(str::to_owned)
}

fn major(version: &str) -> Option<&str> {
    version.split('.').next()
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn browsers_and_drivers_say_their_version_in_several_ways() {
        let debian = "Chromium 156.0.8078.73 built on Debian GNU/Linux 12 (bookworm)";
        assert_eq!(parse_version(debian).as_deref(), Some("156.0.8078.73"));
        let driver = "ChromeDriver 156.0.8078.73 (abc1234-refs/branch-heads/8078@{#1})";
        assert_eq!(parse_version(driver).as_deref(), Some("156.0.8078.73"));
        assert_eq!(parse_version("chromium: not found"), None);
    }
}
