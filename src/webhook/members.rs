use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use crate::codec::{Fault, Scanner, Step, same};

/// The values of some of an object's members, as they stand in the text. All of it is checked to be JSON.
///
/// # Errors
/// The text is not JSON, no object, nested deeper than 127 levels, or has one of the members twice: two
/// readers could then read two different things. No key of the sender's own is in the path: it could
/// be anything.
pub(crate) fn members<'a>(
    text: &'a str,
    names: &[&'static str],
) -> Result<Vec<Option<&'a str>>, Box<Fault>> {
    let mut scan = Scanner::new(text);
    let mut found = vec![None; names.len()];
    if !scan.bracket(b'{') {
        return Err(scan.mismatch("an object"));
    }
    let mut more = !scan.bracket(b'}');
    while more {
        let key = scan.key()?;
        scan.blanks();
        let from = scan.at;
        let known = names.iter().zip(&mut found).find(|(name, _)| same(&key, name));
        match known {
            None => scan.skip()?,
            Some((name, slot)) => {
                scan.skip().map_err(|fault| fault.inside(Step::Member(name)))?;
                if slot.replace(text.get(from..scan.at).unwrap_or_default()).is_some() {
                    return Err(Fault::new("is given twice".into()).inside(Step::Member(name)));
                }
            }
        }
        more = scan.more(b'}')?;
    }
    scan.end()?;
    Ok(found)
}

/// The first that holds something.
pub(crate) fn first<'a>(values: &[Option<&'a str>]) -> Option<&'a str> {
    values.iter().flatten().copied().find(|json| *json != "null")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_wherever_they_stand_and_left_as_they_are() {
        let text = r#" { "x":[{}], "\u0061" : 1e3 ,"b":{"a":2}} "#;
        let found = members(text, &["a", "b", "c"]).unwrap();
        assert_eq!(found, [Some("1e3"), Some(r#"{"a":2}"#), None]);
        assert_eq!(members("{}", &["a"]).unwrap(), [None]);
    }

    #[test]
    fn the_first_that_holds_something_is_the_one_whatever_the_order_in_the_text() {
        for text in [r#"{"b":2,"a":null,"c":3}"#, r#"{"c":3,"a":null,"b":2}"#] {
            assert_eq!(first(&members(text, &["a", "b", "c"]).unwrap()), Some("2"));
        }
        assert_eq!(first(&[None, Some("null")]), None);
    }

    #[test]
    fn what_is_no_object_or_says_two_things_is_refused() {
        for text in ["", "null", "[]", "{", r#"{"a":1"#, r#"{"a":1}x"#, r#"{"a":}"#, "{'a':1}"] {
            assert!(members(text, &["a"]).is_err(), "{text}");
        }
        assert!(members(r#"{"a":1,"\u0061":2}"#, &["a"]).is_err());
        let deep = format!(r#"{{"b":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert!(members(&deep, &["a"]).is_err());
    }
}
