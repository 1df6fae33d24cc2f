use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use crate::codec::{Fault, Scanner, Step, unescape};

/// Goes over the members of an object in a JSON text, in their order, checks that all of it is JSON, and calls
/// `visit` with each key and its value, as it is written in the text. A key's escapes are resolved once; one that holds
/// half of a character stays as it is.
///
/// # Errors
/// The text is not JSON, no object, or nested deeper than 127 levels. The value under one of the `named` keys is in
/// the path; no key of the sender's own is: it could be anything.
pub(crate) fn each<'a>(
    text: &'a str,
    named: &[&'static str],
    visit: &mut dyn FnMut(&str, &'a str),
) -> Result<(), Box<Fault>> {
    let mut scan = Scanner::new(text);
    if !scan.bracket(b'{') {
        return Err(scan.mismatch("an object"));
    }
    let mut more = !scan.bracket(b'}');
    while more {
        let key = scan.key()?;
        let raw = core::str::from_utf8(key.raw).unwrap_or_default();
        let unescaped = if key.escaped { unescape(raw) } else { None };
        let key = unescaped.as_deref().unwrap_or(raw);
        scan.blanks();
        let from = scan.at;
        scan.skip().map_err(|fault| match named.iter().find(|name| **name == key) {
            Some(name) => fault.inside(Step::Member(name)),
            None => fault,
        })?;
        visit(key, text.get(from..scan.at).unwrap_or_default());
        more = scan.more(b'}')?;
    }
    scan.end()
}

/// The values of some of an object's members, as they are written in the text. All of it is checked to be JSON.
///
/// # Errors
/// As [`each`]; or it has one of the members twice: two readers could then read two different things.
pub(crate) fn members<'a>(
    text: &'a str,
    names: &[&'static str],
) -> Result<Vec<Option<&'a str>>, Box<Fault>> {
    let mut found = vec![None; names.len()];
    let mut twice = None;
    each(text, names, &mut |key, json| {
        let known = names.iter().zip(&mut found).find(|(name, _)| **name == key);
        if let Some((name, slot)) = known
            && slot.replace(json).is_some()
        {
            twice = Some(*name);
        }
    })?;
    match twice {
        Some(name) => Err(Fault::new("is given twice".into()).inside(Step::Member(name))),
        None => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_wherever_they_are_and_left_unchanged() {
        let text = r#" { "x":[{}], "\u0061" : 1e3 ,"b":{"a":2}} "#;
        let found = members(text, &["a", "b", "c"]).unwrap();
        assert_eq!(found, [Some("1e3"), Some(r#"{"a":2}"#), None]);
        assert_eq!(members("{}", &["a"]).unwrap(), [None]);
    }

    #[test]
    fn what_is_not_an_object_or_says_two_things_is_rejected() {
        for text in ["", "null", "[]", "{", r#"{"a":1"#, r#"{"a":1}x"#, r#"{"a":}"#, "{'a':1}"] {
            assert!(members(text, &["a"]).is_err(), "{text}");
        }
        assert!(members(r#"{"a":1,"\u0061":2}"#, &["a"]).is_err());
        let deep = format!(r#"{{"b":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert!(members(&deep, &["a"]).is_err());
    }
}
