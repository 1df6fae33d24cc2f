//! WebKitGTK, its driver and a display for it: the system's own, or Debian's where we may install.

use std::path::PathBuf;

use super::apt;
use crate::failure::Result;
use crate::{files, paths};

const LIBRARIES: &str = "/usr/lib";

const HOW: &str = "\
no WebKitGTK with its driver, or no virtual display, was found. Install them:
    Debian, Ubuntu   sudo apt-get install --no-install-recommends webkit2gtk-driver xvfb xauth
    Fedora           sudo dnf install webkit2gtk-driver xorg-x11-server-Xvfb xorg-x11-xauth
There is none for macOS";

pub(crate) struct WebKit {
    pub(crate) driver: PathBuf,
    /// The browser that comes with the library.
    pub(crate) browser: PathBuf,
}

pub(crate) fn find_or_install() -> Result<WebKit> {
    if let Some(found) = find()? {
        return Ok(found);
    }
    apt::install("WebKitGTK and a display for it", &["webkit2gtk-driver", "xvfb", "xauth"])?;
    find()?.ok_or_else(|| HOW.into())
}

fn find() -> Result<Option<WebKit>> {
    let driver = paths::find_program(&["WebKitWebDriver"]);
    let display = paths::find_program(&["xvfb-run"]).and(paths::find_program(&["xauth"]));
    let found = driver.zip(browser()?).filter(|_| display.is_some());
    Ok(found.map(|(driver, browser)| WebKit { driver, browser }))
}

/// Below /usr/lib, in the folder of the architecture (Debian) or none, and of the library's version.
fn browser() -> Result<Option<PathBuf>> {
    let mut folders = vec![PathBuf::from(LIBRARIES), PathBuf::from("/usr/libexec")];
    folders.extend(files::entries(LIBRARIES.as_ref())?.into_iter().filter(|path| path.is_dir()));
    for folder in folders {
        for library in files::entries(&folder)? {
            let browser = library.join("MiniBrowser");
            if files::name(&library).starts_with("webkit") && browser.is_file() {
                return Ok(Some(browser));
            }
        }
    }
    Ok(None)
}
