use threadline::schema::Operation;

use crate::refusal::Refusal;

/// The segments of a path in the places of `{field}`, by field.
pub(crate) type InPath<'a> = Vec<(&'static str, &'a str)>;

/// The operation that a method and a path mean: the index in the table.
///
/// A path without placeholders counts before one with: `/v1/conversations/count` names no
/// conversation.
pub(crate) fn route<'a>(
    operations: impl Iterator<Item = &'static Operation>,
    method: &str,
    path: &'a str,
) -> Result<(usize, InPath<'a>), Refusal> {
    let mut found: Vec<(usize, &Operation, InPath<'a>)> = Vec::new();
    for (at, operation) in operations.enumerate() {
        if let Some(in_path) = matches(operation.path, path) {
            found.push((at, operation, in_path));
        }
    }
    if found.iter().any(|(_, _, in_path)| in_path.is_empty()) {
        found.retain(|(_, _, in_path)| in_path.is_empty());
    }
    if found.is_empty() {
        return Err(Refusal::NotFound("no such route".into()));
    }
    let allowed: Vec<&str> = found.iter().map(|(_, known, _)| known.method.as_str()).collect();
    let allowed = allowed.join(", ");
    let meant = found.into_iter().find(|(_, operation, _)| operation.method.as_str() == method);
    let (at, _, in_path) = meant.ok_or(Refusal::MethodNotAllowed(allowed))?;
    Ok((at, in_path))
}

/// What a path has in the places of a template's placeholders, if it has the template's form.
fn matches<'a>(template: &'static str, path: &'a str) -> Option<InPath<'a>> {
    if template.split('/').count() != path.split('/').count() {
        return None;
    }
    let mut in_path = Vec::new();
    for (expected, given) in template.split('/').zip(path.split('/')) {
        match expected.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) if !given.is_empty() => in_path.push((name, given)),
            None if expected == given => {}
            _ => return None,
        }
    }
    Some(in_path)
}
