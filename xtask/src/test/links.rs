//! Every link in every document leads to a file of the repository, and to a heading in it. A link to the repository on
//! GitHub counts as one; other addresses are not checked, since that needs a network.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use crate::failure::Result;
use crate::{files, paths};

/// What the repository's own files are called on GitHub.
const ON_GITHUB: [&str; 2] = [
    "https://github.com/threadline-rs/threadline/blob/main/",
    "https://github.com/threadline-rs/threadline/tree/main/",
];

/// Not ours, or made by a build.
const SKIPPED: [&str; 4] = [".git", "node_modules", "target", "fixtures"];

pub(super) fn check() -> Result<()> {
    let root = paths::root();
    let mut documents = BTreeMap::new();
    collect(&root, &mut documents)?;
    let mut wrong = Vec::new();
    for (document, text) in &documents {
        for link in links(text) {
            if let Some(why) = broken(&root, &documents, document, &link) {
                let name = document.strip_prefix(&root).unwrap_or(document).display();
                wrong.push(format!("{name}: {link}: {why}"));
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n  ").into()) }
}

fn collect(folder: &Path, documents: &mut BTreeMap<PathBuf, String>) -> Result<()> {
    for path in files::entries(folder)? {
        let name = files::name(&path);
        if path.is_dir() {
            if !SKIPPED.contains(&name) {
                collect(&path, documents)?;
            }
        } else if name.ends_with(".md") || name == "llms.txt" {
            let text = files::read(&path)?;
            documents.insert(path, text);
        }
    }
    Ok(())
}

/// What is wrong with a link, if anything.
fn broken(
    root: &Path,
    documents: &BTreeMap<PathBuf, String>,
    document: &Path,
    link: &str,
) -> Option<&'static str> {
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let target = if let Some(inner) = ON_GITHUB.iter().find_map(|start| path.strip_prefix(start)) {
        root.join(inner)
    } else if path.contains(':') {
        return None;
    } else if path.is_empty() {
        document.to_owned()
    } else {
        normal(&document.parent().unwrap_or(root).join(path))
    };
    if !target.exists() {
        return Some("no such file");
    }
    let headings = documents.get(&target).map(|text| anchors(text)).unwrap_or_default();
    let leads = fragment.is_empty() || headings.iter().any(|anchor| anchor == fragment);
    (!leads).then_some("no such heading")
}

/// Without `..`, whether or not anything is there.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out
}

/// The lines outside blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```");
        inside ^= fence;
        !inside && !fence
    })
}

/// The targets of links and images.
fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in prose(text) {
        let line = without_code(line);
        for after in line.split("](").skip(1) {
            found.extend(after.split_once(')').map(|(target, _)| target.to_owned()));
        }
        for attribute in ["href=\"", "src=\""] {
            for after in line.split(attribute).skip(1) {
                found.extend(after.split_once('"').map(|(target, _)| target.to_owned()));
            }
        }
    }
    found
}

/// A line with the words of code left out: what looks like a link there is none.
fn without_code(line: &str) -> String {
    let marks = if line.contains("``") { "``" } else { "`" };
    line.split(marks).step_by(2).collect()
}

/// The anchors of a document's headings, as GitHub makes them.
fn anchors(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for heading in prose(text).filter(|line| line.starts_with('#')) {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || [' ', '_', '-'].contains(c));
        let anchor = kept.collect::<String>().replace(' ', "-");
        let again = |at: &usize| if *at == 0 { anchor.clone() } else { format!("{anchor}-{at}") };
        let free = (0..).find(|at| !found.contains(&again(at))).unwrap_or_default();
        found.push(again(&free));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_images_are_found_those_in_code_are_not() {
        let text =
            "[a](a.md) and ![b](b.png), `[c](c.md)`\n```md\n[d](d.md)\n```\n<img src=\"e.png\">\n";
        assert_eq!(links(text), ["a.md", "b.png", "e.png"]);
    }

    #[test]
    fn headings_have_the_anchors_that_github_gives_them() {
        let text =
            "# A `fetch` of your own: it's one\n## Errors\n```sh\n# no heading\n```\n## Errors\n";
        assert_eq!(anchors(text), ["a-fetch-of-your-own-its-one", "errors", "errors-1"]);
    }

    #[test]
    fn a_link_leads_to_a_file_and_a_heading() {
        let root = paths::root();
        let page = root.join("docs/page.md");
        let documents = BTreeMap::from([
            (page.clone(), "# Page\n".to_owned()),
            (root.join("README.md"), "# threadline\n## Install\n".to_owned()),
        ]);
        let broken = |link: &str| broken(&root, &documents, &page, link);
        for good in ["../README.md", "../README.md#install", "https://example.com/x"] {
            assert_eq!(broken(good), None, "{good}");
        }
        assert_eq!(broken(&format!("{}Cargo.toml", ON_GITHUB[0])), None);
        for bad in ["../no.md", "../README.md#no", "#no", "page.md"] {
            assert!(broken(bad).is_some(), "{bad}");
        }
        assert!(broken(&format!("{}no.toml", ON_GITHUB[0])).is_some());
    }
}
