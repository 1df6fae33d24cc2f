//! Short names for what the module imports and exports.
//!
//! wasm-bindgen names each import at length and with a hash, in the module and again in the glue:
//! together some two kilobytes after compression, in a package of fifty. Here the module's import
//! and export sections are rewritten with one-letter names, and its custom sections, which
//! engines do not read, are left out. The glue follows (see `glue.rs`).

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::bytes::{Bytes, EXPORT, FUNCTION, IMPORT, MAGIC};
use super::wasm::{CALLS, Module, WHOLE};
use crate::failure::{Failure, Result};
use crate::{files, paths};

const CUSTOM: u8 = 0;

/// What the one imported module is called.
pub(crate) const MODULE: &str = "m";

/// From long to short.
pub(crate) type Names = BTreeMap<String, String>;

/// A module with short names.
pub(crate) struct Short {
    pub(crate) module: Vec<u8>,
    pub(crate) imports: Names,
    pub(crate) exports: Names,
}

/// A module as it is shipped.
pub(crate) fn module(module: &Module) -> PathBuf {
    paths::generated().join(format!("{}.wasm", module.name))
}

/// Reads what wasm-bindgen left, writes the modules that are shipped. Both have the same names, so that
/// one glue does for both.
pub(crate) fn write() -> Result<Short> {
    let whole = shorten(&files::read_bytes(&WHOLE.bound())?, None)?;
    let calls = shorten(&files::read_bytes(&CALLS.bound())?, Some(&whole))?;
    files::write(&module(&WHOLE), &whole.module)?;
    files::write(&module(&CALLS), &calls.module)?;
    Ok(whole)
}

/// What is shipped of a module that wasm-bindgen left, with the names of another one if it has some.
fn shorten(module: &[u8], names: Option<&Short>) -> Result<Short> {
    read(module, names)
        .ok_or_else(|| Failure::from("the module's imports and exports cannot be read"))
}

fn read(module: &[u8], like: Option<&Short>) -> Option<Short> {
    let mut rest = Bytes(module.strip_prefix(MAGIC)?);
    let mut short = Short { module: MAGIC.to_vec(), imports: Names::new(), exports: Names::new() };
    let (imported, exported) = (like.map(|like| &like.imports), like.map(|like| &like.exports));
    while let Some(id) = rest.byte() {
        let length = rest.number()?;
        let section = rest.take(length)?;
        let rewritten = match id {
            CUSTOM => continue,
            IMPORT => imports(Bytes(section), imported, &mut short.imports)?,
            EXPORT => exports(Bytes(section), exported, &mut short.exports)?,
            _ => section.to_vec(),
        };
        short.module.push(id);
        push_number(&mut short.module, rewritten.len());
        short.module.extend(rewritten);
    }
    Some(short)
}

/// Functions only: wasm-bindgen's modules make their own memory and tables.
fn imports(mut section: Bytes<'_>, like: Option<&Names>, names: &mut Names) -> Option<Vec<u8>> {
    let count = section.number()?;
    let mut written = Vec::new();
    push_number(&mut written, count);
    for index in 0..count {
        section.text()?;
        let name = section.text()?;
        if section.byte()? != FUNCTION {
            return None;
        }
        let signature = section.number()?;
        let short = short(&name, index, like)?;
        push_text(&mut written, MODULE);
        push_text(&mut written, &short);
        written.push(FUNCTION);
        push_number(&mut written, signature);
        // Two imports of one name would be one entry of the glue, under two names.
        if names.insert(name, short).is_some() {
            return None;
        }
    }
    Some(written)
}

fn exports(mut section: Bytes<'_>, like: Option<&Names>, names: &mut Names) -> Option<Vec<u8>> {
    let count = section.number()?;
    let mut written = Vec::new();
    push_number(&mut written, count);
    for index in 0..count {
        let name = section.text()?;
        let kind = section.byte()?;
        let what = section.number()?;
        let short = short(&name, index, like)?;
        push_text(&mut written, &short);
        written.push(kind);
        push_number(&mut written, what);
        names.insert(name, short);
    }
    Some(written)
}

/// What another module calls it, or the next name.
fn short(name: &str, index: usize, like: Option<&Names>) -> Option<String> {
    like.map_or_else(|| Some(short_name(index)), |like| like.get(name).cloned())
}

/// `a` to `z`, `A` to `Z`, `aa`, `ba` …
fn short_name(index: usize) -> String {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name: String = LETTERS.chars().nth(index % LETTERS.len()).into_iter().collect();
    if let Some(more) = (index / LETTERS.len()).checked_sub(1) {
        name.push_str(&short_name(more));
    }
    name
}

fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            return bytes.push(low);
        }
        bytes.push(low | 0x80);
    }
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_number(bytes, text.len());
    bytes.extend(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::{Names, push_number, short_name, shorten};

    const HEAD: &[u8] = b"\0asm\x01\0\0\0";

    fn section(id: u8, content: &[u8]) -> Vec<u8> {
        [&[id, content.len() as u8], content].concat()
    }

    fn module(sections: &[Vec<u8>]) -> Vec<u8> {
        [HEAD, &sections.concat()].concat()
    }

    fn names(pairs: &[(&str, &str)]) -> Names {
        pairs.iter().map(|(long, short)| ((*long).to_owned(), (*short).to_owned())).collect()
    }

    fn types() -> Vec<u8> {
        section(1, b"\x01\x60\0\0")
    }

    /// One with two imports, two exports and a custom section.
    fn long() -> Vec<u8> {
        module(&[
            types(),
            section(2, b"\x02\x03bg.\x04__ab\0\0\x03bg.\x02cd\0\0"),
            section(7, b"\x02\x06memory\x02\0\x01f\0\x01"),
            section(0, b"\x04name"),
        ])
    }

    #[test]
    fn imports_and_exports_get_short_names_and_the_rest_stays() {
        let short = shorten(&long(), None).unwrap();
        let expected = module(&[
            types(),
            section(2, b"\x02\x01m\x01a\0\0\x01m\x01b\0\0"),
            section(7, b"\x02\x01a\x02\0\x01b\0\x01"),
        ]);
        assert_eq!(short.module, expected);
        assert_eq!(short.imports, names(&[("__ab", "a"), ("cd", "b")]));
        assert_eq!(short.exports, names(&[("memory", "a"), ("f", "b")]));
    }

    #[test]
    fn a_module_takes_the_names_of_another_one() {
        let part = |import: &[u8]| {
            let import = [b"\x01\x03bg.\x02", import, b"\0\0"].concat();
            module(&[types(), section(2, &import), section(7, b"\x01\x01f\0\x01")])
        };
        let whole = shorten(&long(), None).unwrap();
        let short = shorten(&part(b"cd"), Some(&whole)).unwrap();
        let expected =
            module(&[types(), section(2, b"\x01\x01m\x01b\0\0"), section(7, b"\x01\x01b\0\x01")]);
        assert_eq!(short.module, expected);
        // One that the other has not has no place in its glue.
        assert!(shorten(&part(b"xy"), Some(&whole)).is_err());
    }

    #[test]
    fn what_is_not_a_module_is_rejected() {
        assert!(shorten(b"<html>", None).is_err());
        assert!(shorten(&module(&[section(2, b"\x02\x01m")]), None).is_err());
    }

    #[test]
    fn names_go_on_after_the_last_letter() {
        let all: std::collections::BTreeSet<String> = (0..3000).map(short_name).collect();
        assert_eq!(all.len(), 3000);
        assert_eq!([0, 51, 52, 53].map(short_name), ["a", "Z", "aa", "ba"]);
    }

    #[test]
    fn numbers_are_written_seven_bits_at_a_time() {
        let written = |number| {
            let mut bytes = Vec::new();
            push_number(&mut bytes, number);
            bytes
        };
        assert_eq!(written(0), [0]);
        assert_eq!(written(127), [127]);
        assert_eq!(written(624_485), [0xe5, 0x8e, 0x26]);
    }
}
