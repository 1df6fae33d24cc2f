//! Firefox: the system's own, or Debian's where we may install.

use std::env;
use std::path::PathBuf;

use super::apt;
use crate::failure::Result;
use crate::paths;

/// A variable that names it.
const BROWSER: &str = "FIREFOX_PATH";

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];
const ELSEWHERE: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

const HOW: &str = "\
no Firefox was found. Install it:
    Debian           sudo apt-get install --no-install-recommends firefox-esr
    Fedora           sudo dnf install firefox
    macOS            brew install --cask firefox
or set FIREFOX_PATH to its path (Ubuntu's own is a snap, which cannot be driven: take Mozilla's)";

pub(crate) fn find_or_install() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install("Firefox", &["firefox-esr"])?;
    find().ok_or_else(|| HOW.into())
}

fn find() -> Option<PathBuf> {
    let named = env::var_os(BROWSER).map(PathBuf::from);
    let elsewhere = || Some(PathBuf::from(ELSEWHERE)).filter(|path| path.is_file());
    named.or_else(|| paths::find_program(&BROWSERS)).or_else(elsewhere)
}
