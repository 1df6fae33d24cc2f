//! The operations in a few words: the README's list of methods, and the table in `docs/operations.md`.

use std::fmt::Write;

use threadline::schema::{Operation, Repeat, to_camel};

use super::{SERVICES, Service};

/// The methods of each service, side by side, each with a link to its reference.
pub(crate) fn methods() -> String {
    let mut out = String::new();
    let names: Vec<&str> = SERVICES.iter().map(|service| service.name).collect();
    let _ = writeln!(out, "| {} |\n|{}", names.join(" | "), "---|".repeat(names.len()));
    let rows = SERVICES.iter().map(|service| service.operations.len()).max().unwrap_or_default();
    for row in 0..rows {
        let cells: Vec<String> = SERVICES.iter().map(|service| method(service, row)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}

fn method(service: &Service, row: usize) -> String {
    let Some(documented) = service.operations.get(row) else { return String::new() };
    let (name, client) = (documented.operation.name, service.name.to_lowercase());
    format!("[`{name}`](docs/operations/{client}.md#{client}{})", name.to_lowercase())
}

/// One table per service, one row per operation: the function, what it sends, what it resolves with, and whether it is
/// retried.
pub(crate) fn table() -> String {
    let mut out = String::new();
    for service in SERVICES {
        rows(&mut out, service);
    }
    out
}

fn rows(out: &mut String, service: &Service) {
    let prefix = common_prefix(service);
    let _ = writeln!(out, "## {}\n", service.name);
    if !prefix.is_empty() {
        let _ = writeln!(out, "Paths below `{prefix}`.\n");
    }
    out.push_str("| function | sends | resolves with | retried |\n");
    out.push_str("|---|---|---|---|\n");
    for documented in service.operations {
        let operation = documented.operation;
        let repeat = repeat(operation);
        let path = operation.path.strip_prefix(prefix).unwrap_or(operation.path);
        let _ = writeln!(
            out,
            "| `{}` | `{} {path}` | `{}` | {repeat} |",
            operation.name,
            operation.method.as_str(),
            super::types::reply(service, documented),
        );
    }
    out.push('\n');
}

/// Whether a call is retried after a failure.
pub(super) fn repeat(operation: &Operation) -> String {
    match operation.repeat {
        Repeat::Read => "yes".into(),
        Repeat::SetsState => "yes: same state".into(),
        Repeat::Deletes => "yes: same state; a 404 is then success".into(),
        Repeat::Once => "only if rejected (425, 429)".into(),
        Repeat::OnceUnless(field) => {
            format!("only if rejected (425, 429); with `{}`: yes", to_camel(field))
        }
        // Of requests alone.
        Repeat::OnceByKey => "yes".into(),
    }
}

/// What the paths of all operations begin with, where that is long enough to be in the way.
fn common_prefix(service: &Service) -> &'static str {
    let mut paths = service.operations.iter().map(|documented| documented.operation.path);
    let first = paths.next().unwrap_or_default();
    let mut end = first.len();
    for path in paths {
        end = first.bytes().zip(path.bytes()).take(end).take_while(|(a, b)| a == b).count();
    }
    let common = first.get(..end).unwrap_or_default();
    let common = common.rfind("/conversations").and_then(|at| common.get(..at)).unwrap_or_default();
    if common.len() > "/v1".len() { common } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_is_listed_in_the_column_of_its_service() {
        let methods = methods();
        let mut lines = methods.lines();
        assert_eq!(lines.next(), Some("| Heymarket | Qlara |"));
        assert_eq!(lines.next(), Some("|---|---|"));
        let linked =
            lines.flat_map(|line| line.split(" | ")).filter(|cell| cell.contains("](docs/"));
        assert_eq!(linked.count(), threadline::operations().count());
    }

    #[test]
    fn every_operation_has_a_row() {
        let table = table();
        for operation in threadline::operations() {
            assert!(table.contains(&format!("\n| `{}` | ", operation.name)), "{}", operation.name);
        }
    }
}
