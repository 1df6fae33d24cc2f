//! The modules: compiled by cargo, bound by wasm-bindgen, shrunk by wasm-opt.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Result;
use crate::process::Program;
use crate::setup::WASM_TARGET;
use crate::step::note;
use crate::{files, paths};

/// A module of the package.
pub(crate) struct Module {
    /// What its file is called in the package.
    pub(crate) name: &'static str,
    /// The crate's features that it is built with.
    features: &'static str,
    /// Where cargo and wasm-bindgen write, below `target/`: cargo tells two sets of features apart, but
    /// not the modules that come of them.
    folder: &'static str,
}

/// All that there is: for servers.
pub(crate) const WHOLE: Module =
    Module { name: "threadline", features: "module,webhooks", folder: "" };

/// The operations alone: for pages, which take no webhooks.
pub(crate) const CALLS: Module =
    Module { name: "threadline-calls", features: "module", folder: "calls" };

pub(crate) const MODULES: [&Module; 2] = [&WHOLE, &CALLS];

impl Module {
    /// What cargo builds.
    pub(super) fn what(&self) -> [&'static str; 6] {
        [
            "--package",
            "threadline",
            "--locked",
            "--no-default-features",
            "--features",
            self.features,
        ]
    }

    /// With its glue, optimised.
    pub(super) fn bound(&self) -> PathBuf {
        out(&self.target()).join(BOUND)
    }

    /// wasm-bindgen's JavaScript for it.
    pub(super) fn glue(&self) -> PathBuf {
        out(&self.target()).join("threadline.js")
    }

    /// As cargo leaves it, with the names of its functions.
    pub(super) fn compiled(&self) -> PathBuf {
        compiled(&self.target())
    }

    fn target(&self) -> PathBuf {
        paths::target().join(self.folder)
    }

    pub(super) fn build(&self) -> Result<()> {
        let target = self.target();
        let place = Place { what: self.what(), sources: &paths::root(), target: &target };
        let compiled = compile(&place)?;
        // wasm-opt works for seconds even when nothing has changed: remember what it was given.
        let stamp = out(&target).join(".made-from");
        let input = [
            files::read_bytes(&compiled)?,
            files::read_bytes(&place.sources.join("Cargo.toml"))?,
            files::read_bytes(&place.sources.join("package-lock.json"))?,
        ]
        .concat();
        let is_made = self.bound().is_file() && self.glue().is_file();
        if is_made && files::read_bytes(&stamp).is_ok_and(|made_from| made_from == input) {
            note("unchanged");
            return Ok(());
        }
        bind(&place)?;
        files::write(&stamp, input)
    }

    /// Builds it once more, from a copy of the sources in another folder and from nothing.
    pub(super) fn build_again(&self, scratch: &Path) -> Result<Vec<u8>> {
        let [sources, target] = copy_sources(scratch)?;
        let place = Place { what: self.what(), sources: &sources, target: &target };
        compile(&place)?;
        bind(&place)?;
        let module = files::read_bytes(&out(&target).join(BOUND))?;
        files::remove_folder(scratch)?;
        Ok(module)
    }
}

/// Copies the sources into a folder of nothing else: where they lie there, and where to build.
pub(super) fn copy_sources(scratch: &Path) -> Result<[PathBuf; 2]> {
    let [sources, target] = ["sources", "target"].map(|name| scratch.join(name));
    files::remove_folder(scratch)?;
    for entry in files::entries(&paths::root())? {
        let name = files::name(&entry);
        if entry.is_file() {
            files::copy(&entry, &sources.join(name))?;
        } else if !["target", "node_modules", "fuzz", ".git"].contains(&name) {
            files::mirror(&entry, &sources.join(name))?;
        }
    }
    Ok([sources, target])
}

const BOUND: &str = "threadline_bg.wasm";

/// What a build makes, and where it reads and writes.
struct Place<'a> {
    what: [&'a str; 6],
    sources: &'a Path,
    target: &'a Path,
}

/// The glue and the optimised module.
fn out(target: &Path) -> PathBuf {
    target.join("bound")
}

fn compiled(target: &Path) -> PathBuf {
    target.join(WASM_TARGET).join("release/threadline.wasm")
}

/// The module as cargo leaves it.
fn compile(place: &Place<'_>) -> Result<PathBuf> {
    with_flags(Program::cargo()?)?
        .args(["rustc", "--lib", "--release", "--target", WASM_TARGET])
        .args(place.what)
        // The crate is a library for Rust programs: the module is one of the things that are built of it.
        .args(["--crate-type", "cdylib"])
        .folder(place.sources)
        .env("CARGO_TARGET_DIR", place.target)
        .run()?;
    Ok(compiled(place.target))
}

/// The module with its glue, shrunk: what `wasm-pack build --target web` does.
fn bind(place: &Place<'_>) -> Result<()> {
    let out = out(place.target);
    files::remove_folder(&out)?;
    Program::new("wasm-bindgen")?.arg("--out-dir").arg(&out).arg(compiled(place.target)).run()?;
    let bound = out.join(BOUND);
    Program::new("wasm-opt")?
        .args(passes(&files::read(&place.sources.join("Cargo.toml"))?)?)
        .arg("-o")
        .args([&bound, &bound])
        .run()
        .map(drop)
}

/// The passes of wasm-opt that `Cargo.toml` gives wasm-pack.
fn passes(manifest: &str) -> Result<Vec<String>> {
    manifest
        .lines()
        .find_map(|line| line.strip_prefix("wasm-opt = [")?.strip_suffix(']'))
        .map(|list| list.split(", ").map(|pass| pass.trim_matches('"').to_owned()).collect())
        .ok_or_else(|| "Cargo.toml must have a line `wasm-opt = [\"…\"]`".into())
}

/// SHA-256 as a loop: written out it is three kilobytes more, and only webhooks need it.
const COMPACT: [&str; 2] = ["--cfg", "sha2_backend_soft=\"compact\""];

/// Compiled for speed (`Cargo.toml`), with what makes code large without making it faster switched off: so
/// it decodes twice as fast as for size alone, in no more bytes once compressed. Where inlining does make it
/// faster, the code says so itself, by `inline(always)`.
const LEAN: [&str; 5] = [
    "-Cllvm-args=-inline-threshold=15",
    "-Cllvm-args=-inlinehint-threshold=15",
    "-Cllvm-args=-unroll-threshold=0",
    "-Cno-vectorize-loops",
    "-Cno-vectorize-slp",
];

/// The compiler's flags for a module that is small, and the same wherever it is built: panics name
/// their source file, and here without the folder that this machine keeps crates in. What cargo leaves names the
/// lines that its code comes from, for the bill of materials (`supply.rs`); wasm-bindgen and wasm-opt drop that.
pub(super) fn with_flags(program: Program) -> Result<Program> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(|home| {
            let mut path = PathBuf::from(home);
            path.push(".cargo");
            path
        })
    });
    let mut flags: Vec<String> = COMPACT.into_iter().chain(LEAN).map(str::to_owned).collect();
    if let Some(cargo_home) = cargo_home {
        for registry in files::entries(&cargo_home.join("registry/src"))? {
            flags.push(format!("--remap-path-prefix={}=", registry.display()));
        }
    }
    Ok(program
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .env("CARGO_PROFILE_RELEASE_DEBUG", "line-tables-only")
        .env("CARGO_PROFILE_RELEASE_STRIP", "none"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_passes_are_those_of_the_manifest() {
        let manifest = "[package]\nwasm-opt = [\"-Oz\", \"--skip-pass=a\"]\n";
        assert_eq!(super::passes(manifest).unwrap(), ["-Oz", "--skip-pass=a"]);
        assert!(super::passes("[package]\n").is_err());
    }
}
