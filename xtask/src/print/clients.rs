//! Lists of all operations by the types of their inputs, for what is generic over these: the clients in
//! `examples/rust-bindings`, and the tests that compare two ways to read and write them.

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

/// The list of the tests, in the order of the tables.
pub(crate) fn typed() -> String {
    let mut out = String::from(
        "/// Every operation, in the order of the tables.\n\
         #[allow(unused_qualifications, reason = \"printed with whole paths\")]\n\
         const ALL: &[Typed] = typed! {\n",
    );
    for operation in SERVICES.iter().flat_map(|service| service.operations) {
        let _ = writeln!(out, "    {},", path(operation));
    }
    out.push_str("};");
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
