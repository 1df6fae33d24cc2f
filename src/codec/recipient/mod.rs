//! Whom a message goes to: a phone number, a short code, an e-mail address, a visitor of a chat.

mod addressees;
mod letters;

use alloc::string::String;

use crate::codec::forms::has_control;
use crate::codec::write::decimal;

pub(crate) use addressees::addressees;
use letters::{folded, trimmed};

/// The fewest digits of a short code.
const SHORT_CODE: u32 = 3;
/// The fewest digits of a phone number with its country code.
const E164: u32 = 7;

/// A phone number or a short code as its digits alone; an e-mail address, or what else has a letter (a
/// visitor of a chat), as it is. `None` for what is none of them, and for what looks like a phone number
/// and is not surely one.
pub(crate) fn target(text: &str) -> Option<String> {
    clean(text, SHORT_CODE)
}

/// A phone number's digits, as E.164 has it; `None` for anything else.
pub(crate) fn phone(text: &str) -> Option<String> {
    clean(text, E164)
}

#[inline(never)]
fn clean(text: &str, least: u32) -> Option<String> {
    let text = trimmed(text);
    let (mut digits, mut count) = (0_u64, 0_u32);
    // Whether a plus stands before them, and whether there is nothing else.
    let (mut plus, mut whole) = (false, true);
    // How many digits the groups have, four bits each.
    let mut groups = 0_u32;
    let (mut ended, mut dotted, mut open) = (true, false, 0);
    // So many digits stand before a zero that is dialled within the country only.
    let mut trunk = 0;
    // Without a plus it could be something else, or lacks its country code.
    let mut doubtful = false;
    // What else the text has: letters, an `@`; whether it can be hexadecimal.
    let (mut named, mut at, mut hex) = (false, false, true);
    // The last four letters, and whether they, or others, are the scheme of a URI.
    let (mut word, mut colon, mut scheme) = (0_u32, false, false);
    for letter in text.chars() {
        let byte = folded(letter);
        named |= byte.is_ascii_alphabetic();
        at |= byte == b'@';
        hex &= byte.is_ascii_hexdigit() || byte == b'-';
        if !whole {
            if byte == b':' && count == 0 {
                (whole, colon) = (true, true);
                scheme = matches!(&word.to_be_bytes(), b"\0tel" | b"\0sms" | b"sapp");
            }
        } else if byte.is_ascii_digit() {
            if ended {
                if byte == b'0' && matches!(groups, 1..=3) && !keeps_zero(digits) {
                    trunk = count;
                }
                groups <<= 4;
            }
            groups = groups.wrapping_add(1);
            ended = false;
            digits = digits.wrapping_mul(10).wrapping_add(u64::from(byte & 15));
            count = count.wrapping_add(1);
        } else {
            ended = true;
            match byte {
                b'+' if count == 0 && !plus => plus = true,
                b'(' => {
                    open = count;
                    // No country code is in parentheses.
                    doubtful |= open == 0;
                }
                b')' => {
                    if trunk > 0 && trunk == open && count == open.wrapping_add(1) {
                        (trunk, count) = (0, open);
                        digits /= 10;
                    }
                }
                b'.' => dotted = true,
                b' ' | b'-' => {}
                _ => whole = false,
            }
        }
        word = word << 8 | u32::from(byte | 0x20);
    }
    let is_number = plus || scheme || whole && !named || count >= E164 && !hex && !colon;
    if least < E164 && (at || !is_number) {
        return (named && !has_control(text)).then(|| text.into());
    }
    // 415-555-1234, 555-1234, 12.04.2026; 2026-04-12; 192.168.1.10.
    doubtful |= groups > 0xf && groups & !0x330 == 4
        || groups & !0x033 == 0x400
        || dotted && groups > 0xfff && groups & !0x3333 == 0;
    let least = if plus { E164 } else { least };
    let number = decimal(digits);
    // A leading zero is not in the number.
    let good = whole
        && (plus || !doubtful && (scheme || !named))
        && trunk == 0
        && (least..=15).contains(&count)
        && number.len() == count as usize;
    good.then_some(number)
}

/// Whether in a country numbers may begin with a zero that is dialled from abroad, too: in Italy, Ivory Coast,
/// Burkina Faso, Benin, Gabon, Congo, Rwanda, San Marino, Tajikistan.
fn keeps_zero(country: u64) -> bool {
    matches!(country, 39 | 225 | 226 | 229 | 241 | 242 | 250 | 378 | 992)
}

#[cfg(test)]
mod tests;
