//! A phone number as people write it, and the digits that E.164 has for it. Where these are in doubt there
//! are none: a message to a wrong number is worse than one that is not sent.

use alloc::string::String;

use super::E164;
use crate::codec::write::{decimal, position};

/// What has been read of a number so far, character by character.
#[derive(Default)]
pub(super) struct Number {
    digits: u64,
    /// How many digits there are.
    pub(super) count: u32,
    /// A plus precedes them: a country code follows.
    pub(super) plus: bool,
    /// Something follows that is in no number.
    pub(super) ended: bool,
    /// How many digits the groups have, four bits each.
    groups: u32,
    /// The last one goes on.
    in_group: bool,
    /// How many digits precede the last parenthesis.
    open: u32,
    /// It begins with a parenthesis, in which no country code is.
    local: bool,
    /// A zero alone is in parentheses, and not where it would go.
    misplaced: bool,
    dotted: bool,
}

impl Number {
    /// Takes a character, as ASCII has it.
    pub(super) fn take(&mut self, byte: u8) {
        if byte.is_ascii_digit() {
            if !self.in_group {
                self.groups <<= 4;
                self.in_group = true;
            }
            self.groups = self.groups.wrapping_add(1);
            self.digits = self.digits.wrapping_mul(10).wrapping_add(u64::from(byte & 15));
            self.count = self.count.wrapping_add(1);
            return;
        }
        self.in_group = false;
        match byte {
            b'+' if self.count == 0 && !self.plus => self.plus = true,
            b'(' => {
                self.open = self.count;
                self.local |= self.count == 0;
            }
            b')' if self.count == self.open.wrapping_add(1) && self.digits.is_multiple_of(10) => {
                // Right behind the country code, what is not dialled from abroad goes.
                if self.digits < 10_000 && is_trunk(&decimal(self.digits)) {
                    self.digits /= 10;
                    self.count = self.open;
                } else {
                    self.misplaced = true;
                }
            }
            b')' | b' ' | b'-' => {}
            b'.' => self.dotted = true,
            _ => self.ended = true,
        }
    }

    /// The digits, if they surely are a number: at least so many.
    pub(super) fn sure(&self, least: u32) -> Option<String> {
        let groups = self.groups;
        // 415-555-1234, 555-1234, 12.04.2026; 2026-04-12; 192.168.1.10.
        let doubtful = self.local
            || groups > 0xf && groups & !0x330 == 4
            || groups & !0x033 == 0x400
            || self.dotted && groups > 0xfff && groups & !0x3333 == 0;
        let digits = decimal(self.digits);
        // What one dials within the country: in North America it is a 1.
        let at_home = is_trunk(&digits) || digits.starts_with("11");
        let good = !self.ended
            && !self.misplaced
            && (self.plus || !doubtful)
            && (self.count < E164 || !at_home)
            && (least..=longest(&digits)).contains(&self.count)
            // A zero at the beginning is not in the digits.
            && digits.len() == self.count as usize;
        good.then_some(digits)
    }
}

/// How many digits a number has at most: of a longer one in these countries (Russia and Kazakhstan, Argentina, Lithuania,
/// Belarus, Turkmenistan) some are dialled within the country only, an 8 or a 15.
fn longest(digits: &str) -> u32 {
    match digits.as_bytes() {
        [b'7', ..] | [b'3', b'7', b'0', ..] | [b'9', b'9', b'3', ..] => 11,
        [b'3', b'7', b'5', ..] => 12,
        [b'5', b'4', ..] => 13,
        _ => 15,
    }
}

/// The country codes of two digits (ITU-T E.164, annex D), by the first one: a bit for each second one.
const OF_TWO: [u16; 10] = [0, 0, 0x081, 0x25f, 0x3fb, 0x1fe, 0x07f, 0, 0x056, 0x13f];

/// Whether a number has a zero behind its country code that is dialled within the country only. In Italy (39), Ivory
/// Coast, Burkina Faso, Benin, Gabon, Congo, San Marino and Tajikistan it is a part of some numbers.
fn is_trunk(digits: &str) -> bool {
    let length = match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [first, second, ..] => {
            let seconds = OF_TWO.get(usize::from(first & 15)).copied().unwrap_or(0);
            if seconds >> (second & 15) & 1 == 1 { 2 } else { 3 }
        }
        _ => return false,
    };
    let (code, rest) = digits.split_at_checked(length).unwrap_or_default();
    let keeps =
        code == "39" || length == 3 && position("225 226 229 241 242 378 992", code).is_some();
    rest.starts_with('0') && !keeps
}
