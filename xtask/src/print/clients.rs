//! The methods of the clients in `examples/rust-bindings`, each with the input that it takes.

use std::fmt::Write;

use threadline::schema::OperationDoc;

use super::{SERVICES, Service};

pub(crate) fn print() -> String {
    let mut out = String::from("clients! {\n");
    for service in SERVICES {
        client(&mut out, service);
    }
    out.push('}');
    out
}

fn client(out: &mut String, service: &Service) {
    let _ = writeln!(out, "    /// A client for {0}.\n    {0} {{", service.name);
    for operation in service.operations {
        let _ = writeln!(out, "        {}: {},", operation.operation.name, path(operation));
    }
    out.push_str("    }\n");
}

/// Where the input is, without the crate: each file's input is exported by its folder.
fn path(operation: &OperationDoc) -> String {
    let inside = operation.module.split("::").skip(1);
    let mut names: Vec<&str> = inside.collect();
    names.pop();
    names.push(operation.input.name);
    names.join("::")
}
