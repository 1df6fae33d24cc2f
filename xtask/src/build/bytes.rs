//! A module's bytes, read from the first to the last.

pub(super) const MAGIC: &[u8] = b"\0asm\x01\0\0\0";

// Sections.
pub(super) const TYPE: u8 = 1;
pub(super) const IMPORT: u8 = 2;
pub(super) const FUNCTIONS: u8 = 3;
pub(super) const EXPORT: u8 = 7;

/// What an import or an export is, when it is a function.
pub(super) const FUNCTION: u8 = 0;

pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// An unsigned LEB128 number.
    pub(super) fn number(&mut self) -> Option<usize> {
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

    pub(super) fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }
}
