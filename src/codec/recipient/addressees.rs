//! Whom an e-mail goes to.

use alloc::string::String;

use super::letters::{MARK, folded};
use crate::codec::write::{joined, parted};

/// `to:`, `cc:` or `bcc:` and addresses between commas, without blanks; addresses alone are those behind
/// `to:`. `None` for anything else, names beside the addresses among it.
pub(crate) fn addressees(text: &str) -> Option<String> {
    let (field, list) = parted(text, ":").unwrap_or(("to", text));
    let mut out = joined(&[field, ":"]);
    out.make_ascii_lowercase();
    if !matches!(&*out, "to:" | "cc:" | "bcc:") {
        return None;
    }
    // How many `@` the address has; whether a part of it begins here; whether a blank follows it.
    let (mut ats, mut begins, mut ended) = (0_u32, true, false);
    for letter in list.chars() {
        if matches!(folded(letter), b' ' | MARK) {
            ended = ats > 0 || !begins;
            continue;
        }
        match letter {
            ',' if ats == 1 && !begins => (ats, begins, ended) = (0, true, false),
            '@' if !begins && !ended => {
                ats = ats.wrapping_add(1);
                begins = true;
            }
            '\0'..='\u{1f}'
            | '\u{7f}'
            | '"'
            | '('
            | ')'
            | ','
            | ':'
            | ';'
            | '<'
            | '>'
            | '@'
            | '['
            | '\\'
            | ']' => return None,
            _ if ended => return None,
            _ => begins = false,
        }
        out.push(letter);
    }
    (ats == 1 && !begins).then_some(out)
}
