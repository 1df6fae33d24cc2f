//! The types as a user's compiler sees them, and as they are expected, letter for letter.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Tally;
use crate::build;
use crate::count::Counts;
use crate::failure::Result;
use crate::process::Program;
use crate::step::{note, step};
use crate::{files, paths};

/// The two ways to resolve `threadline` that a TypeScript project of today uses.
const RESOLUTIONS: [(&str, &str); 2] = [("nodenext", "nodenext"), ("bundler", "esnext")];

pub(crate) fn run(tally: &mut Tally) {
    for (resolution, module) in RESOLUTIONS {
        tally.check(&format!("types: tsc --strict, {resolution}"), || compile(resolution, module));
    }
    tally.count("types: as expected", golden);
}

/// No DOM and no Node in sight, and the package's own declarations are checked too.
fn compile(resolution: &str, module: &str) -> Result<()> {
    let folder = paths::tests().join("types");
    if !files::entries(&folder)?.iter().any(|file| files::name(file).ends_with(".ts")) {
        return Err("tests/types has no file to compile".into());
    }
    let config = folder.join(format!("tsconfig.{resolution}.json"));
    let text = format!(
        r#"{{
  "compilerOptions": {{
    "strict": true,
    "exactOptionalPropertyTypes": true,
    "noUncheckedIndexedAccess": true,
    "skipLibCheck": false,
    "noEmit": true,
    "target": "es2022",
    "lib": ["es2022"],
    "types": [],
    "module": "{module}",
    "moduleResolution": "{resolution}"
  }},
  "include": ["**/*.ts", "**/*.mts", "**/*.cts"],
  "exclude": ["golden"]
}}
"#
    );
    files::write(&config, text)?;
    Program::new("tsc")?.arg("--project").arg(&config).run().map(drop)
}

/// Each printed file against the one in tests/types/golden.
fn golden() -> Result<Counts> {
    let mut counts = Counts::default();
    let names: BTreeSet<String> = declarations(&golden_folder())?
        .into_iter()
        .chain(declarations(&paths::generated())?)
        .collect();
    for name in names {
        let expected = files::read(&golden_folder().join(&name)).unwrap_or_default();
        let printed = files::read(&paths::generated().join(&name)).unwrap_or_default();
        let same = expected == printed;
        if !same {
            note(format_args!("{name}: {}", first_difference(&expected, &printed)));
            note("look at the change; `cargo xtask types --bless` makes it the expected one");
        }
        counts += Counts::one(same);
    }
    Ok(counts)
}

/// `cargo xtask types --bless`
pub(crate) fn bless() -> Result<()> {
    build::types::print_all()?;
    step("the printed types are the expected ones", || {
        for stale in declarations(&golden_folder())? {
            files::remove_file(&golden_folder().join(stale))?;
        }
        for name in declarations(&paths::generated())? {
            files::copy(&paths::generated().join(&name), &golden_folder().join(&name))?;
            note(name);
        }
        Ok(())
    })
}

fn golden_folder() -> PathBuf {
    paths::root().join("tests/types/golden")
}

fn declarations(folder: &Path) -> Result<Vec<String>> {
    let names = files::entries(folder)?.iter().map(|file| files::name(file).to_owned()).collect();
    Ok(Vec::into_iter(names).filter(|name| name.ends_with(".d.ts")).collect())
}

fn first_difference(expected: &str, printed: &str) -> String {
    let mut pairs = expected.lines().zip(printed.lines()).enumerate();
    match pairs.find(|(_, (expected, printed))| expected != printed) {
        Some((line, (expected, printed))) => {
            format!("line {}\n    expected: {expected}\n    printed:  {printed}", line + 1)
        }
        None => {
            format!(
                "expected {} lines, printed {}",
                expected.lines().count(),
                printed.lines().count()
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn a_difference_is_shown_by_its_line() {
        let shown = first_difference("a\nb\nc\n", "a\nB\nc\n");
        assert_eq!(shown, "line 2\n    expected: b\n    printed:  B");
        assert_eq!(first_difference("a\n", "a\nb\n"), "expected 1 lines, printed 2");
    }
}
