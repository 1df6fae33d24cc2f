//! The JavaScript and TypeScript in the documents, as a user's compiler sees it: each block a module.

use std::path::PathBuf;

use crate::failure::Result;
use crate::process::Program;
use crate::{files, paths};

/// Names that a block may use without saying where they come from are declared in
/// tests/documents/globals.d.ts.
const CONFIG: &str = r#"{
  "compilerOptions": {
    "strict": true,
    "noImplicitAny": false,
    "allowJs": true,
    "checkJs": true,
    "noEmit": true,
    "target": "es2022",
    "lib": ["es2022", "dom"],
    "types": ["node"],
    "typeRoots": ["../../../node_modules/@types"],
    "module": "nodenext",
    "moduleResolution": "nodenext",
    "moduleDetection": "force"
  },
  "include": ["*"]
}
"#;

pub(super) fn compile() -> Result<()> {
    let folder = paths::tests().join("documents");
    files::mirror(&paths::root().join("tests/documents"), &folder)?;
    files::write(&folder.join("tsconfig.json"), CONFIG)?;
    for document in documents()? {
        let text = files::read(&document)?;
        for (at, (language, code)) in blocks(&text).into_iter().enumerate() {
            let inner = document.strip_prefix(paths::root()).unwrap_or(&document);
            let page = inner.to_string_lossy().replace(['/', '\\'], "-");
            let name = format!("{page}-{}.{language}", at + 1);
            files::write(&folder.join(name), code)?;
        }
    }
    Program::new("tsc")?.arg("--project").arg(&folder).run().map(drop)
}

fn documents() -> Result<Vec<PathBuf>> {
    let root = paths::root();
    let names = ["README.md", "llms.txt", "examples/cloudflare-worker/README.md"];
    let mut documents: Vec<PathBuf> = names.iter().map(|name| root.join(name)).collect();
    let pages = files::below(&root.join("docs"))?;
    documents.extend(pages.into_iter().filter(|page| files::name(page).ends_with(".md")));
    Ok(documents)
}

/// The blocks of code that a compiler can check, each with its language.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let parts = text.split("\n```");
    // What opens a block and what closes it take turns.
    let inside = parts.skip(1).step_by(2);
    inside
        .filter_map(|block| block.split_once('\n'))
        .map(|(words, code)| (words.split(' ').next().unwrap_or_default(), code))
        .filter(|(language, _)| ["js", "ts"].contains(language))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::blocks;

    #[test]
    fn blocks_of_javascript_and_typescript_are_found_others_left_out() {
        let text =
            "a\n```js name.js\nlet a;\nlet b;\n```\nb\n```sh\nls\n```\n\n```ts\nlet c;\n```\n";
        assert_eq!(blocks(text), [("js", "let a;\nlet b;"), ("ts", "let c;")]);
    }
}
