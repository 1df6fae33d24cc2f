//! No export of a module may return a reference.
//!
//! V8 ends the whole process ("unreachable code", in the deoptimizer) when optimised JavaScript calls
//! such an export and must be given up before the call returns: Node 20 and 22 do, Node 24 does not.

use super::bytes::{Bytes, EXPORT, FUNCTION, FUNCTIONS, IMPORT, MAGIC, TYPE};
use crate::failure::{Failure, Result};

// How types are written.
const FUNCTION_TYPE: u8 = 0x60;
const NUMBERS: [u8; 4] = [0x7f, 0x7e, 0x7d, 0x7c];

/// Fails on a module with such an export.
pub(super) fn reject(module: &[u8]) -> Result<()> {
    match returned(module) {
        None => Err("the module's types cannot be read".into()),
        Some(names) if names.is_empty() => Ok(()),
        Some(names) => Err(Failure::from(format!(
            "these exports return a reference, which ends Node 20 and 22: {}\n  \
             leave the value with an import instead (src/wasm/host.rs)",
            names.join(", ")
        ))),
    }
}

/// The exported functions whose one result is not a number. V8 calls those with several in another way.
fn returned(module: &[u8]) -> Option<Vec<String>> {
    let mut rest = Bytes(module.strip_prefix(MAGIC)?);
    let mut types = Vec::new();
    let mut functions = Vec::new();
    let mut names = Vec::new();
    while let Some(id) = rest.byte() {
        let length = rest.number()?;
        let mut section = Bytes(rest.take(length)?);
        if ![TYPE, IMPORT, FUNCTIONS, EXPORT].contains(&id) {
            continue;
        }
        for _ in 0..section.number()? {
            match id {
                TYPE => types.push(returns_a_reference(&mut section)?),
                IMPORT => {
                    section.text()?;
                    section.text()?;
                    if section.byte()? != FUNCTION {
                        return None;
                    }
                    functions.push(section.number()?);
                }
                FUNCTIONS => functions.push(section.number()?),
                _ => {
                    let name = section.text()?;
                    let kind = section.byte()?;
                    let what = section.number()?;
                    if kind == FUNCTION && *types.get(*functions.get(what)?)? {
                        names.push(name);
                    }
                }
            }
        }
    }
    Some(names)
}

fn returns_a_reference(section: &mut Bytes<'_>) -> Option<bool> {
    if section.byte()? != FUNCTION_TYPE {
        return None;
    }
    let parameters = section.number()?;
    section.take(parameters)?;
    let results = section.number()?;
    let results = section.take(results)?;
    Some(matches!(results, [one] if !NUMBERS.contains(one)))
}

#[cfg(test)]
mod tests {
    use super::reject;

    /// An imported function, and an exported one whose results are these.
    fn module(results: &[u8]) -> Vec<u8> {
        let count = results.len() as u8;
        let types = [b"\x02\x60\0\x01\x6f\x60\x01\x7f", [count].as_slice(), results].concat();
        [
            b"\0asm\x01\0\0\0\x01",
            [types.len() as u8].as_slice(),
            &types,
            b"\x02\x07\x01\x01m\x01a\0\0",
            b"\x03\x02\x01\x01",
            b"\x07\x09\x02\x01f\0\x01\x01m\x02\0",
        ]
        .concat()
    }

    #[test]
    fn an_export_may_return_numbers_or_nothing() {
        for results in [b"".as_slice(), b"\x7f", b"\x7e", b"\x7d", b"\x7c", b"\x7f\x6f"] {
            assert!(reject(&module(results)).is_ok(), "{results:?}");
        }
    }

    #[test]
    fn an_export_that_returns_a_reference_is_rejected_by_its_name() {
        for results in [b"\x6f", b"\x70"] {
            let words = reject(&module(results)).unwrap_err().to_string();
            assert!(words.contains("Node 20 and 22: f\n"), "{words}");
        }
    }

    #[test]
    fn what_is_not_a_module_is_rejected() {
        assert!(reject(b"<html>").is_err());
        assert!(reject(b"\0asm\x01\0\0\0\x01\x01").is_err());
    }
}
