//! `docs/operations/heymarket.md`: every operation of a service with all that goes in and comes out.

use std::fmt::Write;

use threadline::schema::{Kind, OperationDoc, Rule, Shape, ShapeDoc, to_camel};

use super::{Service, outputs, table, types};

pub(crate) fn print(service: &Service) -> String {
    let name = service.name;
    let client = name.to_lowercase();
    let mut out = format!(
        "<!-- Printed from the tables by `cargo xtask types --bless`. -->\n\n\
         # {name}\n\n\
         Each function takes its input, which may be left out where no field is required, and then the \
         [options of the call](../options.md#of-a-call). The types are in the namespace `{name}`. What \
         every operation has in common: [Inputs and outputs](../inputs-and-outputs.md), \
         [Errors and retries](../errors-and-retries.md).\n\n"
    );
    for operation in service.operations {
        let _ =
            writeln!(out, "- [`{0}`](#{client}{1})", operation.operation.name, anchor(operation));
    }
    for documented in service.operations {
        operation(&mut out, service, &client, documented);
    }
    for shape in outputs(service) {
        model(&mut out, service, shape);
    }
    out
}

/// The operation's name as it is written in the anchor of its heading, `heymarket.markRead`.
fn anchor(documented: &OperationDoc) -> String {
    documented.operation.name.to_lowercase()
}

fn operation(out: &mut String, service: &Service, client: &str, documented: &OperationDoc) {
    let operation = documented.operation;
    let result = types::reply(service, documented);
    let result = match documented.reply {
        Some(shape) => {
            format!("[`{result}`](#{}{})", service.name.to_lowercase(), shape.name.to_lowercase())
        }
        None => format!("`{result}`"),
    };
    let _ = writeln!(
        out,
        "\n## {client}.{}\n\n{}\n\n\
         - sends `{} {}`\n\
         - resolves with {result}\n\
         - retried after a failure: {}",
        operation.name,
        documented.input.text,
        operation.method.as_str(),
        operation.path,
        table::repeat(operation),
    );
    rules(out, documented.input, "");
    if !operation.input.fields.is_empty() {
        out.push_str("\n| input | type | | |\n|---|---|---|---|\n");
        inputs(out, documented.input, "");
    }
}

/// A line for each rule between fields, those of the objects inside with their paths.
fn rules(out: &mut String, shape: &ShapeDoc, prefix: &str) {
    for rule in shape.shape.rules {
        let _ = writeln!(out, "- {}", rule_in_words(shape.shape, rule, prefix));
    }
    for (field, said) in shape.shape.fields.iter().zip(shape.fields) {
        if let Some(nested) = said.nested {
            let path = format!("{prefix}{}{}.", to_camel(field.name), brackets(&field.kind));
            rules(out, nested, &path);
        }
    }
}

/// A row for each field, those of the objects inside by their paths.
fn inputs(out: &mut String, shape: &ShapeDoc, prefix: &str) {
    for (field, said) in shape.shape.fields.iter().zip(shape.fields) {
        let path = format!("{prefix}{}", to_camel(field.name));
        let required = if field.required { "required" } else { "" };
        let ty = types::input_type(&field.kind, said);
        row(out, &[&format!("`{path}`"), &code(&ty), required, said.text]);
        if let Some(nested) = said.nested {
            inputs(out, nested, &format!("{path}{}.", brackets(&field.kind)));
        }
    }
}

/// What follows the name of a list, where one speaks of its items.
fn brackets(kind: &Kind) -> &'static str {
    if matches!(kind, Kind::List(_) | Kind::OneOrMore(_)) { "[]" } else { "" }
}

fn rule_in_words(shape: &Shape, rule: &Rule, prefix: &str) -> String {
    let name = |position: &u8| {
        let field = shape.fields.get(usize::from(*position));
        format!("`{prefix}{}`", to_camel(field.map_or("", |field| field.name)))
    };
    let names = rule.of.iter().map(name).collect::<Vec<_>>().join(", ");
    let counted = match (rule.least, rule.most) {
        (1, 1) if rule.of.len() > 1 => format!("exactly one of {names}"),
        (0, most) => format!("at most {most} of {names}"),
        (least, _) if usize::from(least) == rule.of.len() => names,
        (1, _) => format!("at least one of {names}"),
        (least, _) => format!("at least {least} of {names}"),
    };
    match &rule.when {
        Some(position) => format!("with {}: {counted}", name(position)),
        None => counted,
    }
}

fn model(out: &mut String, service: &Service, shape: &ShapeDoc) {
    let _ = writeln!(
        out,
        "\n## {}.{}\n\n{}\n\n| field | type | |\n|---|---|---|",
        service.name, shape.name, shape.text,
    );
    for (field, said) in shape.shape.fields.iter().zip(shape.fields) {
        let name = format!("`{}`", to_camel(field.name));
        row(out, &[&name, &code(&types::member_type(field, said)), said.text]);
    }
}

fn code(ty: &str) -> String {
    format!("`{ty}`")
}

/// A row of a table: a bar would end its cell, and a line's end the table.
pub(super) fn row(out: &mut String, cells: &[&str]) {
    out.push('|');
    for cell in cells {
        let cell = cell.replace('|', "\\|").replace('\n', " ");
        out.push_str(if cell.is_empty() { "" } else { " " });
        let _ = write!(out, "{cell} |");
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::super::SERVICES;
    use super::{print, row};

    #[test]
    fn every_operation_has_a_heading_that_the_list_above_leads_to() {
        for service in SERVICES {
            let printed = print(service);
            let client = service.name.to_lowercase();
            for operation in service.operations {
                let name = operation.operation.name;
                assert!(printed.contains(&format!("\n## {client}.{name}\n")), "{name}");
                let anchor = format!("(#{client}{})", name.to_lowercase());
                assert!(printed.contains(&anchor), "{anchor}");
            }
        }
    }

    #[test]
    fn a_cell_may_hold_bars_and_several_lines() {
        let mut out = String::new();
        row(&mut out, &["`a | b`", "", "one\ntwo"]);
        assert_eq!(out, "| `a \\| b` | | one two |\n");
    }
}
