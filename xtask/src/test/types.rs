//! tests/types/: the package's declarations as a user's compiler sees them.

use super::{Tally, documents};
use crate::failure::Result;
use crate::process::Program;
use crate::{files, paths};

/// The ways to resolve `threadline` that a TypeScript project of today uses.
const RESOLUTIONS: [(&str, &str); 3] =
    [("node16", "node16"), ("nodenext", "nodenext"), ("bundler", "esnext")];

pub(crate) fn run(tally: &mut Tally) {
    if !tally.ready("types: the operations' samples as TypeScript", print_samples) {
        return;
    }
    for (resolution, module) in RESOLUTIONS {
        tally.check(&format!("types: tsc --strict, {resolution}"), || compile(resolution, module));
    }
    tally.check("types: the code in the documents", documents::compile);
}

/// Writes target/tests/types/samples.ts.
fn print_samples() -> Result<()> {
    let folder = paths::tests().join("types");
    Program::new("node")?.arg(folder.join("samples.mjs")).folder(&folder).run().map(drop)
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
