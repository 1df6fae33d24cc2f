//! Prints from the tables what JavaScript and TypeScript need to know of them.

use std::fs;
use std::io;
use std::path::Path;

use threadline::schema::{OperationDoc, ShapeDoc};

mod clients;
mod drift;
mod errors;
mod llms;
mod makers;
mod operations;
mod protocol;
mod reference;
mod table;
mod types;

pub(crate) use clients::{print as clients, typed};
pub(crate) use drift::print as drift;
pub(crate) use errors::{
    classes as error_classes, list as error_list, names as error_names, table as error_table,
};
pub(crate) use llms::list as llms_list;
pub(crate) use protocol::print as protocol;
pub(crate) use reference::print as reference;
pub(crate) use table::{methods, table as operations_table};
pub(crate) use types::bindings;

/// A service, as it is printed.
pub(crate) struct Service {
    /// The name of its class and of its namespace of types.
    pub(crate) name: &'static str,
    pub(crate) operations: &'static [&'static OperationDoc],
    /// The events that it posts.
    pub(crate) webhooks: &'static [&'static ShapeDoc],
}

/// The services, in the order in which `threadline::operations` gives their operations.
pub(crate) const SERVICES: &[Service] = &[
    Service {
        name: threadline::heymarket::NAME,
        operations: threadline::heymarket::DOCS,
        webhooks: threadline::heymarket::webhook::DOCS,
    },
    Service {
        name: threadline::qlara::NAME,
        operations: threadline::qlara::DOCS,
        webhooks: threadline::qlara::webhook::DOCS,
    },
];

/// Writes `makers.js`, `errors.d.ts`, and for each service its operations (`heymarket.js`) and its types
/// (`heymarket.d.ts`), into a folder.
pub(crate) fn write_all(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    fs::write(dir.join("makers.js"), makers::print(SERVICES))?;
    fs::write(dir.join("errors.d.ts"), errors::types())?;
    let mut first = 0;
    for service in SERVICES {
        let name = service.name.to_lowercase();
        fs::write(dir.join(format!("{name}.js")), operations::print(service, first))?;
        fs::write(dir.join(format!("{name}.d.ts")), types::print(service))?;
        first += service.operations.len();
    }
    Ok(())
}

/// A shape and all that it holds, outermost first, each once.
fn collect(shape: &'static ShapeDoc, found: &mut Vec<&'static ShapeDoc>) {
    if found.iter().any(|known| known.name == shape.name) {
        return;
    }
    found.push(shape);
    for field in shape.fields {
        if let Some(nested) = field.nested {
            collect(nested, found);
        }
    }
}

/// All objects that a service's responses and webhooks are made of.
fn outputs(service: &Service) -> Vec<&'static ShapeDoc> {
    let mut found = Vec::new();
    for operation in service.operations {
        if let Some(reply) = operation.reply {
            collect(reply, &mut found);
        }
    }
    for shape in service.webhooks {
        collect(shape, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_services_hold_every_operation_in_the_order_of_the_table() {
        let printed: Vec<&str> = SERVICES
            .iter()
            .flat_map(|service| service.operations)
            .map(|operation| operation.operation.name)
            .collect();
        let known: Vec<&str> = threadline::operations().map(|known| known.name).collect();
        assert_eq!(printed, known);
    }
}
