//! `heymarket.js`: a method for each operation, which names it by its place in the table.

use std::fmt::Write;

use super::Service;

pub(super) fn print(service: &Service, first: usize) -> String {
    let mut out =
        String::from("export const operations = (Base, call) =>\n  class extends Base {\n");
    for (at, operation) in service.operations.iter().enumerate() {
        let name = operation.operation.name;
        let _ = writeln!(out, "    {name}(input, options) {{");
        let _ = writeln!(out, "      return call(this, {}, input, options);", first + at);
        out.push_str("    }\n");
    }
    out.push_str("  };\n");
    out
}
