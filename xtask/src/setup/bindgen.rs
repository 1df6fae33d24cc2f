//! The wasm-bindgen command line tool and its test runner, of exactly the crate's version.

use crate::failure::{Failure, Result};
use crate::process::Program;
use crate::step::{note, step};
use crate::{files, paths};

const TOOLS: [&str; 2] = ["wasm-bindgen", "wasm-bindgen-test-runner"];

pub(crate) fn install() -> Result<()> {
    let version = version(&files::read(&paths::root().join("Cargo.lock"))?)?;
    if TOOLS.iter().all(|tool| is_there(tool, &version)) {
        note(format_args!("wasm-bindgen {version}: there"));
        return Ok(());
    }
    step(format_args!("wasm-bindgen {version}: building its tools, about a minute"), || {
        Program::cargo()?
            .args(["build", "--locked", "--package", "wasm-tools"])
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .run()?;
        for tool in TOOLS {
            let file = format!("{tool}{}", std::env::consts::EXE_SUFFIX);
            files::copy(
                &paths::target().join("debug").join(&file),
                &paths::tools().join("bin").join(&file),
            )?;
            if !is_there(tool, &version) {
                return Err(format!("the built {tool} does not say that it is {version}").into());
            }
        }
        Ok(())
    })
}

fn is_there(tool: &str, version: &str) -> bool {
    let program = paths::tools().join("bin").join(tool);
    let printed = Program::new(program).and_then(|program| program.args(["--version"]).run());
    printed.is_ok_and(|text| text.split_whitespace().nth(1) == Some(version))
}

/// The version of the crate, if it is that of the tools too: both come from the lockfile.
fn version(lockfile: &str) -> Result<String> {
    let crate_version = locked(lockfile, "wasm-bindgen")?;
    let tools_version = locked(lockfile, "wasm-bindgen-cli")?;
    if crate_version != tools_version {
        return Err(format!(
            "wasm-bindgen is {crate_version} but its tools are {tools_version}: \
             give both the same version, in Cargo.toml and in xtask/wasm-tools/Cargo.toml"
        )
        .into());
    }
    Ok(crate_version.to_owned())
}

fn locked<'a>(lockfile: &'a str, name: &str) -> Result<&'a str> {
    let entry = format!("name = \"{name}\"\nversion = \"");
    lockfile
        .split_once(&entry)
        .and_then(|(_, rest)| rest.split('"').next())
        .ok_or_else(|| Failure::from(format!("Cargo.lock has no {name}")))
}

#[cfg(test)]
mod tests {
    const LOCK: &str = "\
[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"

[[package]]
name = \"wasm-bindgen-cli\"
version = \"0.2.130\"
";

    #[test]
    fn the_version_is_the_one_that_crate_and_tools_share() {
        assert_eq!(super::version(LOCK).unwrap(), "0.2.130");
    }

    #[test]
    fn tools_of_another_version_are_refused() {
        let other = LOCK.replace("cli\"\nversion = \"0.2.130", "cli\"\nversion = \"0.2.129");
        let failure = super::version(&other).unwrap_err().to_string();
        assert!(failure.contains("0.2.130 but its tools are 0.2.129"), "{failure}");
    }
}
