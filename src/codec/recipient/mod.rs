//! Whom a message goes to: a phone number, a short code, an e-mail address, a visitor of a chat.

mod addressees;
mod letters;
mod number;

use alloc::string::String;

use crate::codec::forms::has_control;

pub(crate) use addressees::addressees;
use letters::{MARK, folded};
use number::Number;

/// The fewest digits of a short code.
const SHORT_CODE: u32 = 3;
/// The fewest digits of a phone number with its country code.
const E164: u32 = 7;

/// A phone number or a short code as its digits alone; an e-mail address, or what else has a letter (a
/// visitor of a chat), as it is. `None` for anything else, and for what looks like a phone number
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
    let mut number = Number::default();
    // What else the text has: letters, an `@`; whether it can be hexadecimal, as the ids of visitors often are.
    let (mut named, mut at, mut hex) = (false, false, true);
    // The last four characters; whether words precede a colon, and whether they are `tel`, `sms` or `whatsapp`; whether
    // other words precede a plus.
    let (mut word, mut labelled, mut scheme, mut stray) = (0_u32, false, false, false);
    // Where the text begins and ends without blanks, and the last of those that precede more of it.
    let (mut from, mut to, mut blank) = (0, 0, 0);
    for (place, letter) in text.char_indices() {
        let byte = folded(letter);
        if byte == MARK {
            continue;
        }
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            blank = if blank == 0 { byte } else { blank.min(byte) };
            continue;
        }
        if to == 0 {
            from = place;
        } else if blank != 0 {
            hex = false;
            if !number.ended {
                number.take(blank);
            }
        }
        blank = 0;
        to = place.wrapping_add(letter.len_utf8());
        named |= byte.is_ascii_alphabetic();
        at |= byte == b'@';
        hex &= byte.is_ascii_hexdigit() || byte == b'-';
        if !number.ended {
            number.take(byte);
        } else if byte == b'+' && !number.plus && number.count < E164 {
            (number, stray) = (Number::default(), true);
        } else if byte == b':' && number.count == 0 && !stray {
            number = Number::default();
            labelled = true;
            scheme = matches!(&word.to_be_bytes(), b"\0tel" | b"\0sms" | b"sapp");
        }
        word = word << 8 | u32::from(byte | 0x20);
    }
    let text = text.get(from..to)?;
    let is_meant = !stray && (number.plus || scheme || !named && !number.ended);
    let begins_as_one = number.count >= E164 && !hex && (stray || !labelled);
    if least < E164 && (at || !is_meant && !begins_as_one) {
        return (named && !has_control(text)).then(|| text.into());
    }
    number.sure(least).filter(|_| is_meant)
}

#[cfg(test)]
mod tests;
