//! wasm-bindgen and its test runner, of exactly the crate's version.

use crate::failure::{Failure, Result};
use crate::process::Program;
use crate::step::{note, step};
use crate::{files, paths};

/// A tool of xtask/wasm-tools/.
struct Tool {
    name: &'static str,
    feature: Option<&'static str>,
    takes: &'static str,
}

const BINDGEN: Tool = Tool { name: "wasm-bindgen", feature: None, takes: "half a minute" };

const TEST_RUNNER: Tool = Tool {
    name: "wasm-bindgen-test-runner",
    feature: Some("test-runner"),
    takes: "about a minute",
};

pub(crate) fn install() -> Result<()> {
    BINDGEN.install()
}

pub(crate) fn install_test_runner() -> Result<()> {
    TEST_RUNNER.install()
}

impl Tool {
    fn install(&self) -> Result<()> {
        let name = self.name;
        let version = version(&files::read(&paths::root().join("Cargo.lock"))?)?;
        if is_there(name, &version) {
            note(format_args!("{name} {version}: there"));
            return Ok(());
        }
        step(format_args!("{name} {version}: cargo build, {}", self.takes), || {
            Program::cargo()?
                .args(["build", "--locked", "--package", "wasm-tools", "--bin", name])
                .args(self.feature.map(|feature| format!("--features={feature}")))
                .env("CARGO_PROFILE_DEV_DEBUG", "false")
                .run()?;
            let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
            files::copy(
                &paths::target().join("debug").join(&file),
                &paths::tools().join("bin").join(&file),
            )?;
            if is_there(name, &version) {
                Ok(())
            } else {
                Err(format!("the built {name} does not say that it is {version}").into())
            }
        })
    }
}

fn is_there(tool: &str, version: &str) -> bool {
    let program = paths::tools().join("bin").join(tool);
    let printed = Program::new(program).and_then(|program| program.args(["--version"]).run());
    printed.is_ok_and(|text| text.split_whitespace().nth(1) == Some(version))
}

/// The version of the crate, if it is that of the tools too: both come from the lockfile.
fn version(lockfile: &str) -> Result<String> {
    let crate_version = locked(lockfile, "wasm-bindgen")?;
    let tools_version = locked(lockfile, "wasm-bindgen-cli-support")?;
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
name = \"wasm-bindgen-cli-support\"
version = \"0.2.130\"
";

    #[test]
    fn the_version_is_the_one_that_crate_and_tools_share() {
        assert_eq!(super::version(LOCK).unwrap(), "0.2.130");
    }

    #[test]
    fn tools_of_another_version_are_rejected() {
        let other =
            LOCK.replace("support\"\nversion = \"0.2.130", "support\"\nversion = \"0.2.129");
        let failure = super::version(&other).unwrap_err().to_string();
        assert!(failure.contains("0.2.130 but its tools are 0.2.129"), "{failure}");
    }
}
