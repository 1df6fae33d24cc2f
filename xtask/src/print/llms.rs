//! The operations in `llms.txt`: a line each, with a link to the whole reference.

use std::fmt::Write;

use super::{SERVICES, types};

pub(crate) fn list() -> String {
    let mut out = String::new();
    for service in SERVICES {
        let client = service.name.to_lowercase();
        let _ = writeln!(out, "## {}\n", service.name);
        for documented in service.operations {
            let name = documented.operation.name;
            // The first paragraph: the reference has the rest.
            let said = documented.input.text.split("\n\n").next().unwrap_or_default();
            let said = said.replace('\n', " ");
            let _ = writeln!(
                out,
                "- [{client}.{name}](docs/operations/{client}.md#{client}{}): {said} Resolves with `{}`.",
                name.to_lowercase(),
                types::reply(service, documented),
            );
        }
        out.push('\n');
    }
    out
}
