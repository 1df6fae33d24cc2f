//! Which field a response's key means.

use alloc::boxed::Box;
use alloc::string::String;

use crate::codec::fault::{Fault, Step};
use crate::codec::scan::Text;
use crate::codec::text::unescape;
use crate::schema::{Alias, Field, Shape};

/// By which of a field's keys a value came.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    Own,
    Alias(&'static Alias),
    Opposite(&'static str),
}

/// The field that a key means.
pub(crate) fn find(shape: &'static Shape, key: &Text<'_>) -> Option<(usize, &'static Field, Key)> {
    // What is made has no key, and an empty one is not its key.
    if key.raw.is_empty() {
        return None;
    }
    let mut buffer = String::new();
    // Once, however many keys it is compared with.
    let key = letters(key, &mut buffer)?;
    shape.fields.iter().enumerate().find_map(|(at, field)| {
        if key == field.wire.as_bytes() {
            return Some((at, field, Key::Own));
        }
        if let Some(opposite) = field.opposite.filter(|opposite| key == opposite.as_bytes()) {
            return Some((at, field, Key::Opposite(opposite)));
        }
        let alias = field.aliases.iter().find(|alias| key == alias.key.as_bytes())?;
        Some((at, field, Key::Alias(alias)))
    })
}

/// Whether a key means a name; its letters may be escaped.
#[inline(always)]
pub(crate) fn same(key: &Text<'_>, name: &str) -> bool {
    key.raw == name.as_bytes() || (key.escaped && unescaped(key).as_deref() == Some(name))
}

/// What a string stands for, its escapes resolved in a buffer where it has some.
pub(crate) fn letters<'t>(text: &Text<'t>, buffer: &'t mut String) -> Option<&'t [u8]> {
    if !text.escaped {
        return Some(text.raw);
    }
    *buffer = unescaped(text)?;
    Some(buffer.as_bytes())
}

#[cold]
#[inline(never)]
pub(crate) fn unescaped(text: &Text<'_>) -> Option<String> {
    unescape(core::str::from_utf8(text.raw).ok()?)
}

/// The fault of a value under a key that no table knows. The key is the service's own word and can be anything, a phone
/// number too: it is not shown.
#[cold]
pub(crate) fn unknown(fault: Box<Fault>) -> Box<Fault> {
    fault.inside(Step::Member("…"))
}
