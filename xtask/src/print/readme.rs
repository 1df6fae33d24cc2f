//! The README's table of operations.

use std::fmt::Write;

use threadline::schema::Repeat;

use super::SERVICES;

/// One row an operation: function, method and path, what repeating it does.
pub(crate) fn table() -> String {
    let mut out = String::new();
    for service in SERVICES {
        let _ = writeln!(out, "| {} | sends | resolves with | repeating it |", service.name);
        out.push_str("|---|---|---|---|\n");
        for documented in service.operations {
            let operation = documented.operation;
            let repeat = match operation.repeat {
                Repeat::Read => "changes nothing",
                Repeat::SetsState => "reaches the same state",
                Repeat::Once => "does it again",
            };
            let _ = writeln!(
                out,
                "| `{}` | `{} {}` | `{}` | {repeat} |",
                operation.name,
                operation.method.as_str(),
                operation.path,
                super::types::reply(service, documented),
            );
        }
    }
    out
}
