//! The members of an object that has no table.

use crate::codec::scan::Scanner;

/// Gives each member of an object in turn, or of the object that a list begins with: its key as it is written,
/// with the quote that closes it, and its value as it is written.
///
/// `None` when there is no object, or it ends too early.
#[inline(never)]
pub(crate) fn each_member<'a>(
    body: &'a [u8],
    see: &mut dyn FnMut(&'a [u8], &'a [u8]),
) -> Option<()> {
    let mut scan = Scanner::new(core::str::from_utf8(body).ok()?);
    scan.bracket(b'[');
    if !scan.bracket(b'{') {
        return None;
    }
    let mut more = !scan.bracket(b'}');
    while more {
        let key = value(&mut scan)?.strip_prefix(b"\"")?;
        scan.expect(b':', "':'").ok()?;
        see(key, value(&mut scan)?);
        more = scan.more(b'}').ok()?;
    }
    Some(())
}

/// The text of the value that follows.
#[inline(never)]
fn value<'a>(scan: &mut Scanner<'a>) -> Option<&'a [u8]> {
    scan.blanks();
    let from = scan.at;
    scan.skip().ok()?;
    Some(scan.since(from))
}
