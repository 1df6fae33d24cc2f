//! The names that a WebAssembly module imports, read from its bytes.

use crate::failure::{Failure, Result};

const MAGIC: &[u8] = b"\0asm\x01\0\0\0";
const IMPORT_SECTION: u8 = 2;
const FUNCTION: u8 = 0;

/// The functions' names, in the module's order.
pub(crate) fn names(module: &[u8]) -> Result<Vec<String>> {
    read(module).ok_or_else(|| Failure::from("the module's import section cannot be read"))
}

fn read(module: &[u8]) -> Option<Vec<String>> {
    let mut rest = Bytes(module.strip_prefix(MAGIC)?);
    while let Some(id) = rest.byte() {
        let length = rest.number()?;
        let mut section = Bytes(rest.take(length)?);
        if id == IMPORT_SECTION {
            return imports(&mut section);
        }
    }
    Some(Vec::new())
}

fn imports(section: &mut Bytes<'_>) -> Option<Vec<String>> {
    let count = section.number()?;
    let mut names = Vec::new();
    for _ in 0..count {
        section.text()?;
        let name = section.text()?;
        // wasm-bindgen's modules make their own memory and tables: functions only.
        if section.byte()? != FUNCTION {
            return None;
        }
        section.number()?;
        names.push(name);
    }
    Some(names)
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0_usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn imported_functions_are_named_in_order() {
        let module =
            b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x0e\x02\x01m\x01a\0\0\x01m\x02bc\0\0";
        assert_eq!(names(module).unwrap(), ["a", "bc"]);
    }

    #[test]
    fn a_module_without_imports_has_none() {
        assert!(names(b"\0asm\x01\0\0\0").unwrap().is_empty());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(names(b"<html>").is_err());
        assert!(names(b"\0asm\x01\0\0\0\x02\x05\x02\x01m").is_err());
    }
}
