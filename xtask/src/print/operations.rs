//! `heymarket.js`: a method for each operation, which names it by its place in the table.

use std::fmt::Write;

use threadline::schema::Repeat;

use super::Service;

pub(super) fn print(service: &Service, first: usize) -> String {
    let mut out =
        String::from("export const operations = (Base, call) =>\n  class extends Base {\n");
    for (at, operation) in service.operations.iter().enumerate() {
        let name = operation.operation.name;
        let read = operation.operation.repeat == Repeat::Read;
        let _ = writeln!(out, "    {name}(input, options) {{");
        let place = first + at;
        let _ =
            writeln!(out, "      return call(this, {place}, \"{name}\", {read}, input, options);");
        out.push_str("    }\n");
    }
    out.push_str("  };\n");
    out
}
