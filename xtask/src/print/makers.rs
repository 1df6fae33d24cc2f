//! `makers.js`: what makes the objects of each output shape. Every object of a kind has the same keys in
//! the same order, so that engines give them one hidden class.
//!
//! Functions for `new`, and not object literals: V8 counts how many objects of a literal outlive a
//! collection, and may come to make all of them where only the old ones live. A call for a page
//! of 50 then took half as long again. `build.js` sees to it that they are plain objects all the same.

use std::fmt::Write;

use threadline::schema::{ShapeDoc, to_camel};

use super::{Service, outputs};

pub(super) fn print(services: &[Service]) -> String {
    let mut shapes: Vec<&ShapeDoc> = services.iter().flat_map(outputs).collect();
    shapes.sort_by_key(|shape| shape.shape.id);
    let mut out = String::from("export const makers = (v) => [\n");
    for shape in shapes {
        let _ = writeln!(out, "  // {}", shape.name);
        out.push_str("  function (b) {\n");
        for (at, field) in shape.shape.fields.iter().enumerate() {
            let place = if at == 0 { "b".into() } else { format!("b + {}", 2 * at) };
            let _ = writeln!(out, "    this.{} = v({place});", to_camel(field.name));
        }
        out.push_str("  },\n");
    }
    out.push_str("];\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::print::SERVICES;

    #[test]
    fn the_ids_of_the_shapes_count_up_from_zero() {
        let mut ids: Vec<u16> = SERVICES.iter().flat_map(outputs).map(|doc| doc.shape.id).collect();
        ids.sort_unstable();
        let expected: Vec<u16> = (0..).take(ids.len()).collect();
        assert_eq!(ids, expected);
    }
}
