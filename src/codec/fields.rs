//! A caller's keys, and the rules between the fields that they name.

use alloc::boxed::Box;
use alloc::string::String;

use crate::codec::fault::{Fault, Result, Step};
use crate::codec::scan::Text;
use crate::codec::suggest::likely;
use crate::codec::write::joined;
use crate::schema::{Field, Rule, Shape, is_camel_of, to_camel};

/// The field that a key in camelCase names.
pub(crate) fn known(shape: &'static Shape, key: &Text<'_>) -> Result<(usize, &'static Field)> {
    let mut fields = shape.fields.iter().enumerate();
    fields.find(|(_, field)| is_camel_of(key.raw, field.name)).ok_or_else(|| unknown(shape, key))
}

#[cold]
fn unknown(shape: &Shape, key: &Text<'_>) -> Box<Fault> {
    // A key that is not a name may be anything, a phone number even: it is not shown.
    let name = core::str::from_utf8(key.raw).unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'-');
    let is_name = name.len() <= 40
        && name.bytes().all(plain)
        && name.bytes().next().is_some_and(|byte| !byte.is_ascii_digit());
    if !is_name {
        return Fault::new(joined(&[
            "there is a key that is not known here; known are ",
            &names(shape),
        ]));
    }
    let hint = match likely(shape, name) {
        Some(likely) => joined(&["is not known here; did you mean ", &likely, "?"]),
        None => joined(&["is not known here; known are ", &names(shape)]),
    };
    Fault::new(hint).inside(Step::Unknown(name.into()))
}

/// The names of all fields.
fn names(shape: &Shape) -> String {
    let mut names = String::new();
    shape.fields.iter().for_each(|field| push_name(&mut names, field, ", "));
    names
}

fn push_name(names: &mut String, field: &Field, between: &str) {
    if !names.is_empty() {
        names.push_str(between);
    }
    names.push_str(&to_camel(field.name));
}

pub(crate) fn check(shape: &Shape, rule: &Rule, given: u64) -> Result<()> {
    let is_given = |at: u8| given & 1_u64.wrapping_shl(u32::from(at)) != 0;
    if rule.when.is_some_and(|when| !is_given(when)) {
        return Ok(());
    }
    let (mut names, mut found, mut count) = (String::new(), String::new(), 0_u8);
    for at in rule.of {
        let Some(field) = shape.fields.get(usize::from(*at)) else { continue };
        push_name(&mut names, field, ", ");
        if is_given(*at) {
            push_name(&mut found, field, " and ");
            count = count.wrapping_add(1);
        }
    }
    if (rule.least..=rule.most).contains(&count) {
        return Ok(());
    }
    if let Some(when) = rule.when.and_then(|when| shape.fields.get(usize::from(when))) {
        return Err(Fault::new(joined(&[&names, " must be given with ", &to_camel(when.name)])));
    }
    let amount = match (rule.least, rule.most) {
        (1, 1) => "exactly one of ",
        (0, _) => "at most one of ",
        _ => "at least one of ",
    };
    let found = if count == 0 { "none" } else { &found };
    Err(Fault::new(joined(&[amount, &names, " must be given, found ", found])))
}
