//! The characters that people paste with a phone number or an address.

/// What [`folded`] says of a mark without width: of the direction of writing, of bytes, of where a word may be parted.
pub(super) const MARK: u8 = 0xff;

/// What a character is in a number or an address, as ASCII has it: a digit, a dash, a blank; letters of other alphabets
/// are all the same, and so is the rest.
#[inline(never)]
pub(super) fn folded(letter: char) -> u8 {
    let code = u32::from(letter);
    match code {
        0..=0x7f => code as u8,
        // Full width.
        0xff01..=0xff5e => code.wrapping_sub(0xfee0) as u8,
        0x660..=0x669 | 0x6f0..=0x6f9 => b'0' | (code & 15) as u8,
        // Each script of India has 128 places, and its digits the same ones of them.
        0x900..=0xdff if matches!(code & 0x7f, 0x66..=0x6f) => {
            (code & 0x7f).wrapping_sub(0x36) as u8
        }
        0x2010..=0x2015 | 0x2212 => b'-',
        0xa0 | 0x2000..=0x200a | 0x202f | 0x205f | 0x3000 => b' ',
        0xad | 0x61c | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f | 0xfeff => MARK,
        0xc0..=0x1fff | 0x2c00..=0xfdff => b'z',
        _ => b'#',
    }
}
