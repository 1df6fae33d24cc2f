//! wasm-bindgen's glue, turned from a module with one instance into a factory of instances.
//!
//! The glue keeps its one instance in module variables. Here the whole text becomes the body of
//! `instantiate(module, host)`: each call makes an instance with state of its own, which calls the
//! functions of `host`. What is never used is cut out.
//!
//! Each place that is changed must match exactly. A wasm-bindgen that prints something
//! else fails the build.

use crate::failure::{Failure, Result};
use crate::{files, paths};

use super::names::{MODULE, Names, Short};
use super::wasm;

/// Reads the glue that wasm-bindgen left, writes `glue.js` for the modules that `names.rs` made.
pub(crate) fn write(module: &Short) -> Result<()> {
    let factory = factory(&files::read(&wasm::WHOLE.glue())?, &module.imports, &module.exports)?;
    files::write(&paths::generated().join("glue.js"), factory)
}

const HEAD: &str = "\
// Made by `cargo xtask build` from wasm-bindgen's glue.

export function instantiate(module, host) {
const { build, drifted, fill, header, msUntil, nowMs, outline, panicked, redacted, refusal, remember, secrets } = host;
";

/// What a module may be without: the instance then has `undefined` in its place.
const OPTIONAL: [&str; 2] = ["prove", "webhook"];

/// Ways to load that a factory has no use for.
const LOADERS: [&str; 6] = [
    "async function __wbg_load(",
    "function initSync(",
    "let __wbg_init_promise;",
    "async function __wbg_init(",
    "async function __wbg_init_once(",
    "export { initSync, __wbg_init as default };",
];

const FINALIZE: &str = "function __wbg_finalize_init(instance, module) {";
const GET_IMPORTS: &str = "function __wbg_get_imports() {";
const IMPORTED_MODULE: &str = "        \"./threadline_bg.js\": import0,\n";
const EXPORT: &str = "export function ";

/// The whole change, from text to text.
fn factory(glue: &str, imports: &Names, exports: &Names) -> Result<String> {
    let text = glue.replace("\r\n", "\n");
    let text = replace_once(&text, IMPORTED_MODULE, &format!("        {MODULE}: import0,\n"))?;
    let mut pieces = pieces(&text);
    for loader in LOADERS {
        remove_one(&mut pieces, loader)?;
    }
    for needed in [FINALIZE, GET_IMPORTS] {
        find_one(&pieces, needed)?;
    }
    let mut functions = take_exports(&mut pieces)?;
    for piece in &mut pieces {
        if piece.starts_with(GET_IMPORTS) {
            *piece = keep_imports(piece, imports)?;
        }
    }
    remove_unused(&mut pieces, &functions);
    check_self_contained(&pieces)?;

    let mut factory = HEAD.to_owned();
    for piece in &pieces {
        factory.push('\n');
        factory.push_str(&rename_exports(piece, exports)?);
    }
    let memory = rename_exports("wasm.memory", exports)?;
    for name in &mut functions {
        if OPTIONAL.contains(&name.as_str()) {
            *name =
                format!("{name}: {} && {name}", rename_exports(&format!("wasm.{name}"), exports)?);
        }
    }
    factory.push_str(&format!(
        "
__wbg_finalize_init(new WebAssembly.Instance(module, __wbg_get_imports()), module);
return {{ {}, memory: {memory} }};
}}
",
        functions.join(", ")
    ));
    Ok(factory)
}

pub(super) fn replace_once(text: &str, place: &str, replacement: &str) -> Result<String> {
    match text.matches(place).count() {
        1 => Ok(text.replacen(place, replacement, 1)),
        count => Err(unexpected(&format!("`{}` is there {count} times, not once", place.trim()))),
    }
}

fn unexpected(what: &str) -> Failure {
    format!(
        "the glue is not what this wasm-bindgen used to print: {what}. \
         Look at target/bound/threadline.js and adapt xtask/src/build/glue.rs"
    )
    .into()
}

/// The top-level pieces of the glue: a function to its closing brace, or a single statement.
/// Only a piece's first and last line start at the margin.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let at_margin = !line.is_empty() && !line.starts_with([' ', '\t']);
        let is_comment = line.starts_with("/*") || line.starts_with(" *") || line.starts_with("//");
        if !open && (line.is_empty() || is_comment) {
            continue;
        }
        match pieces.last_mut() {
            Some(piece) if open => piece.push_str(line),
            // The second half of a statement that was broken before an operator or a dot.
            Some(piece) if !at_margin => piece.push_str(line),
            _ => pieces.push(line.to_owned()),
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push('\n');
        }
        if at_margin {
            open = line.ends_with('{') && !line.starts_with('}');
        }
    }
    pieces
}

fn find_one(pieces: &[String], start: &str) -> Result<usize> {
    let mut found = pieces.iter().enumerate().filter(|(_, piece)| piece.starts_with(start));
    match (found.next(), found.next()) {
        (Some((index, _)), None) => Ok(index),
        (None, _) => Err(unexpected(&format!("`{start}` is not there"))),
        (Some(_), Some(_)) => Err(unexpected(&format!("`{start}` is there more than once"))),
    }
}

fn remove_one(pieces: &mut Vec<String>, start: &str) -> Result<()> {
    let index = find_one(pieces, start)?;
    pieces.remove(index);
    Ok(())
}

/// Turns the exported functions into plain ones, and says their names.
fn take_exports(pieces: &mut [String]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for piece in pieces {
        if let Some(function) = piece.strip_prefix(EXPORT) {
            let (head, body) = function.split_once(" {\n").ok_or_else(|| {
                unexpected(&format!("`{EXPORT}{function}` is not a function over several lines"))
            })?;
            let name = head.split('(').next().unwrap_or_default().to_owned();
            *piece = format!("function {head} {{\n{body}");
            names.push(name);
        }
    }
    if names.is_empty() {
        return Err(unexpected("it exports no function"));
    }
    Ok(names)
}

/// Keeps those entries of the import object that the module asks for, under the module's names:
/// wasm-opt removed the calls of the others after the glue was printed.
fn keep_imports(piece: &str, imports: &Names) -> Result<String> {
    const INDENT: &str = "        ";
    let mut kept = String::new();
    let mut found = 0;
    let mut lines = piece.lines();
    while let Some(line) = lines.next() {
        let entry = line.strip_prefix(INDENT).and_then(|rest| rest.split_once(": function("));
        let Some((name, signature)) = entry.filter(|(name, _)| !name.starts_with(' ')) else {
            kept.push_str(line);
            kept.push('\n');
            continue;
        };
        let mut body = String::new();
        // Ends with `},`, or with `}, arguments); },` if exceptions are caught.
        for line in lines.by_ref() {
            body.push_str(line);
            body.push('\n');
            if line.starts_with("        }") {
                break;
            }
        }
        if !body.ends_with("        },\n") && !body.ends_with("        }, arguments); },\n") {
            return Err(unexpected(&format!("the import {name} does not end as others do")));
        }
        if let Some(short) = imports.get(name) {
            found += 1;
            kept.push_str(&format!("{INDENT}{short}: function({signature}\n{body}"));
        }
    }
    if found != imports.len() {
        return Err(unexpected(&format!(
            "the module imports {} functions, the glue has {found} of them",
            imports.len()
        )));
    }
    Ok(kept)
}

/// Every `wasm.name` as the module calls it.
fn rename_exports(piece: &str, exports: &Names) -> Result<String> {
    let mut renamed = String::new();
    let mut rest = piece;
    while let Some((before, after)) = rest.split_once("wasm.") {
        let name: String = after.chars().take_while(|c| is_word(*c)).collect();
        let short = exports.get(&name).ok_or_else(|| {
            unexpected(&format!("it uses wasm.{name}, which the module does not export"))
        })?;
        renamed.push_str(&format!("{before}wasm.{short}"));
        rest = after.strip_prefix(name.as_str()).unwrap_or_default();
    }
    renamed.push_str(rest);
    Ok(renamed)
}

/// Removes functions and variables that nothing else names, until nothing more goes.
fn remove_unused(pieces: &mut Vec<String>, exports: &[String]) {
    loop {
        let unused = pieces.iter().position(|piece| {
            declared_name(piece).is_some_and(|name| {
                let is_entrance = exports.iter().any(|export| export == name)
                    || piece.starts_with(FINALIZE)
                    || piece.starts_with(GET_IMPORTS);
                !is_entrance
                    && !pieces.iter().any(|other| {
                        !std::ptr::eq(other, piece) && words(other).any(|word| word == name)
                    })
            })
        });
        let Some(index) = unused else { return };
        pieces.remove(index);
    }
}

/// The name of a declaration that declares one.
fn declared_name(piece: &str) -> Option<&str> {
    let first = piece.lines().next()?;
    let rest = ["function ", "const ", "let "].iter().find_map(|word| first.strip_prefix(word))?;
    // `let wasmModule, wasmInstance, wasm;` declares several.
    let several = rest.split_once(',').is_some_and(|(before, _)| !before.contains(['(', '=']));
    if several { None } else { words(rest).next() }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_word(c)).filter(|word| !word.is_empty())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Nothing may be left that loads, imports or exports: esbuild could not put it into a function, or
/// a bundler would look for a file.
fn check_self_contained(pieces: &[String]) -> Result<()> {
    for piece in pieces {
        for margin in ["export ", "import ", "async "] {
            if piece.starts_with(margin) {
                let line = piece.lines().next().unwrap_or_default();
                return Err(unexpected(&format!("`{line}` was not expected")));
            }
        }
        for word in ["import.meta", "fetch("] {
            if piece.contains(word) {
                return Err(unexpected(&format!("`{word}` is left in it")));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "glue_tests.rs"]
mod tests;
