//! `heymarket.d.ts`: the TypeScript types of a service, doc comments included. It is appended to the
//! hand-written part in `pkg-template/types/`, which declares `CallOptions`, `Raw` and their kin.
//!
//! And `src/js/types.d.ts`: the same of both services for bindings, whose methods take an input alone.

use std::fmt::Write;

use threadline::schema::{Field, FieldDoc, Kind, OperationDoc, Rule, ShapeDoc, to_camel};

use super::{Service, collect, outputs};

pub(super) fn print(service: &Service) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "interface {}Operations {{", service.name);
    for operation in service.operations {
        methods(&mut out, service, operation);
    }
    out.push_str("}\n");
    namespace(&mut out, service);
    out
}

/// What bindings need, of these services.
pub(crate) fn bindings(services: &[Service]) -> String {
    let mut out = String::from(
        "// Printed from the tables by `cargo xtask types --bless`.\n\n\
         /** What every call throws that fails. */\n\
         export interface ThreadlineError extends Error {\n",
    );
    for (text, member) in ERROR {
        doc(&mut out, 1, text);
        let _ = writeln!(out, "  readonly {member};");
    }
    out.push_str("}\n");
    for service in services {
        let _ = writeln!(out, "\nexport interface {}Operations {{", service.name);
        for operation in service.operations {
            let Method { name, optional, input, result } = method(service, operation);
            doc(&mut out, 1, operation.input.text);
            let _ = writeln!(out, "  {name}(input{optional}: {input}): Promise<{result}>;");
        }
        out.push_str("}\n");
        namespace(&mut out, service);
    }
    out
}

/// The members of an error, beside those of any.
const ERROR: [(&str, &str); 8] = [
    ("What went wrong: `NOT_FOUND`.", "code: string"),
    ("The operation.", "operation?: string"),
    (
        "Where in the input or in the response: `filters.inboxes[2]`, `$[3].inbox.id`.",
        "path?: string",
    ),
    ("The HTTP status, where there was a response.", "status?: number"),
    ("The service's `X-Request-Id`, where there was a response.", "requestId?: string"),
    ("How many requests were sent.", "attempts: number"),
    ("How long the service asks to wait, where that is known.", "retryAfterMs?: number"),
    (
        "Whether the same call may succeed later, without doing anything twice.",
        "retryable: boolean",
    ),
];

/// The namespace of a service's inputs and outputs.
fn namespace(out: &mut String, service: &Service) {
    let name = service.name;
    let _ = writeln!(out, "\n/** The types of {name}'s inputs and outputs. */");
    let _ = writeln!(out, "export declare namespace {name} {{");
    ids(out, service);
    for shape in outputs(service) {
        interface(out, shape);
    }
    events(out, service);
    let mut parts = Vec::new();
    for operation in service.operations {
        input(out, operation);
        for field in operation.input.fields {
            if let Some(nested) = field.nested {
                collect(nested, &mut parts);
            }
        }
    }
    for part in parts {
        object_input(out, part, part.name);
    }
    out.push_str("}\n");
}

/// What the ids of a service look like.
fn ids(out: &mut String, service: &Service) {
    let mut shapes = outputs(service).into_iter().flat_map(|shape| shape.shape.fields);
    if shapes.any(|field| matches!(field.kind, Kind::Id)) {
        doc(
            out,
            1,
            "An id in an output: a number; its digits as text where a number would change it (beyond 2^53 - 1).",
        );
        out.push_str("  type Id = number | string;\n\n");
    } else {
        doc(out, 1, "An id in an output: text, whatever the service writes.");
        out.push_str("  type Id = string;\n\n");
    }
    doc(out, 1, "An id in an input: text, a whole number or a BigInt.");
    out.push_str("  type IdInput = string | number | bigint;\n");
}

fn input_name(operation: &OperationDoc) -> String {
    format!("{}Input", operation.input.name)
}

/// What a call resolves with.
pub(super) fn reply(service: &Service, operation: &OperationDoc) -> String {
    match operation.operation.reply {
        Kind::Acknowledged | Kind::Nothing => "void".into(),
        Kind::Count => "number".into(),
        kind => output_type(&kind, &[], operation.reply, &format!("{}.", service.name)),
    }
}

/// An operation as a method.
struct Method {
    name: &'static str,
    /// `?` where it may be called without an input.
    optional: &'static str,
    input: String,
    result: String,
}

fn method(service: &Service, documented: &OperationDoc) -> Method {
    let shape = documented.input.shape;
    let needed = shape.fields.iter().any(|field| field.required)
        || shape.rules.iter().any(|rule| rule.when.is_none() && rule.least > 0);
    Method {
        name: documented.operation.name,
        optional: if needed { "" } else { "?" },
        input: format!("{}.{}", service.name, input_name(documented)),
        result: reply(service, documented),
    }
}

/// An operation as the npm package has it.
fn methods(out: &mut String, service: &Service, documented: &OperationDoc) {
    let Method { name, optional, input, result } = method(service, documented);
    let raw = if result == "void" { "undefined" } else { &result };
    let or_undefined = if optional.is_empty() { "" } else { " | undefined" };
    doc(out, 1, documented.input.text);
    let _ = writeln!(
        out,
        "  {name}(input{optional}: {input}, options?: CallOptions): Promise<{result}>;"
    );
    doc(out, 1, documented.input.text);
    let _ = writeln!(
        out,
        "  {name}(input: {input}{or_undefined}, options: RawCallOptions): Promise<Raw<{raw}>>;"
    );
}

fn interface(out: &mut String, shape: &ShapeDoc) {
    out.push('\n');
    doc(out, 1, shape.text);
    let _ = writeln!(out, "  interface {} {{", shape.name);
    for (field, said) in shape.shape.fields.iter().zip(shape.fields) {
        doc(out, 2, said.text);
        let ty = member_type(field, said);
        let _ = writeln!(out, "    {}: {ty};", to_camel(field.name));
    }
    out.push_str("  }\n");
}

/// What a field of an output holds.
pub(super) fn member_type(field: &Field, said: &FieldDoc) -> String {
    let null = if field.required || matches!(field.kind, Kind::List(_)) { "" } else { " | null" };
    let ty = output_type(&field.kind, said.values, said.nested, "");
    if matches!(field.kind, Kind::Partial(..)) && !null.is_empty() {
        return format!("({ty}){null}");
    }
    format!("{ty}{null}")
}

/// The union of a service's events: each is known by its `type`.
fn events(out: &mut String, service: &Service) {
    let names: Vec<&str> = service.webhooks.iter().map(|event| event.name).collect();
    if !names.is_empty() {
        out.push('\n');
        doc(out, 1, "What a webhook tells: `type` says which one of these it is.");
        let _ = writeln!(out, "  type WebhookEvent = {};", names.join(" | "));
    }
}

fn input(out: &mut String, operation: &OperationDoc) {
    object_input(out, operation.input, &input_name(operation));
}

/// An interface; or, where exactly one or at least one of some fields must be given, a union of what may be given,
/// so that the compiler accepts each of them, and two where one is due.
fn object_input(out: &mut String, shape: &ShapeDoc, name: &str) {
    let fields: Vec<_> = shape.shape.fields.iter().zip(shape.fields).collect();
    let rules = |most: fn(u8) -> bool| {
        let is_meant = |rule: &&Rule| rule.when.is_none() && rule.least == 1 && most(rule.most);
        shape.shape.rules.iter().filter(is_meant).collect::<Vec<_>>()
    };
    let (choices, some) = (rules(|most| most == 1), rules(|most| most > 1));
    let plain =
        fields.iter().enumerate().filter(|(at, _)| !choices.iter().any(|rule| holds(rule, *at)));
    let plain: Vec<_> = plain.map(|(_, field)| field).collect();
    out.push('\n');
    doc(out, 1, shape.text);
    if fields.is_empty() {
        // An interface without members would take anything.
        let _ = writeln!(out, "  type {name} = Record<string, never>;");
        return;
    }
    let is_union = !choices.is_empty() || !some.is_empty();
    let _ = if is_union {
        writeln!(out, "  type {name} = {{")
    } else {
        writeln!(out, "  interface {name} {{")
    };
    for (field, said) in plain {
        member(out, 2, field, said, field.required);
    }
    out.push_str("  }");
    for rule in &choices {
        out.push_str(" & (\n");
        for chosen in rule.of {
            out.push_str("    | {\n");
            for other in rule.of {
                let Some((field, said)) = fields.get(usize::from(*other)) else { continue };
                if chosen == other {
                    member(out, 4, field, said, true);
                    for needed in needed_with(shape.shape.rules, *chosen) {
                        let Some((field, said)) = fields.get(usize::from(needed)) else { continue };
                        member(out, 4, field, said, true);
                    }
                } else {
                    let _ = writeln!(out, "        {}?: undefined;", to_camel(field.name));
                }
            }
            out.push_str("      }\n");
        }
        out.push_str("  )");
    }
    for rule in &some {
        out.push_str(" & (\n");
        for given in rule.of {
            let Some((field, said)) = fields.get(usize::from(*given)) else { continue };
            let ty = input_type(&field.kind, said);
            let _ = writeln!(out, "    | {{ {}: {ty} }}", to_camel(field.name));
        }
        out.push_str("  )");
    }
    out.push_str(if is_union { ";\n" } else { "\n" });
}

/// What must be given with a field.
fn needed_with(rules: &[Rule], chosen: u8) -> impl Iterator<Item = u8> {
    let needs = rules.iter().filter(move |rule| rule.when == Some(chosen));
    needs.flat_map(|rule| rule.of.iter().copied())
}

fn holds(rule: &Rule, at: usize) -> bool {
    rule.of.iter().any(|position| usize::from(*position) == at)
}

fn member(out: &mut String, depth: usize, field: &Field, said: &FieldDoc, required: bool) {
    doc(out, depth, said.text);
    let name = to_camel(field.name);
    let ty = input_type(&field.kind, said);
    let indent = "  ".repeat(depth);
    let _ = if required {
        writeln!(out, "{indent}{name}: {ty};")
    } else {
        writeln!(out, "{indent}{name}?: {ty} | undefined;")
    };
}

/// `object` is the one that the kind holds, if it holds one.
fn output_type(kind: &Kind, values: &[&str], object: Option<&ShapeDoc>, namespace: &str) -> String {
    match kind {
        Kind::Bool | Kind::Flag => "boolean".into(),
        Kind::Id | Kind::Opaque => format!("{namespace}Id"),
        Kind::Text | Kind::SomeText | Kind::PhoneText | Kind::Line => text_type(values),
        Kind::Target
        | Kind::Phone
        | Kind::Addressees
        | Kind::Timestamp
        | Kind::Instant
        | Kind::QuarterHour => "string".into(),
        Kind::Seconds => "number".into(),
        Kind::OneOf(values) => union(values),
        Kind::Json => "{ readonly [key: string]: unknown }".into(),
        Kind::Object(_) | Kind::ObjectOr(..) | Kind::Part(..) => {
            format!("{namespace}{}", object.map_or("", |shape| shape.name))
        }
        Kind::Partial(..) => {
            let name = format!("{namespace}{}", object.map_or("", |shape| shape.name));
            format!("Pick<{name}, \"id\"> & Partial<{name}>")
        }
        Kind::List(item) | Kind::OneOrMore(item) => {
            format!("{}[]", output_type(item, values, object, namespace))
        }
        Kind::Enveloped(_, kind) => output_type(kind, values, object, namespace),
        Kind::Count => "number".into(),
        Kind::Acknowledged | Kind::Nothing => "undefined".into(),
        Kind::Raw => "unknown".into(),
    }
}

pub(super) fn input_type(kind: &Kind, said: &FieldDoc) -> String {
    match kind {
        Kind::Id | Kind::Opaque => "IdInput".into(),
        Kind::Timestamp | Kind::Instant | Kind::QuarterHour => "string | Date".into(),
        Kind::Seconds => "number | string | Date".into(),
        Kind::OneOrMore(item) | Kind::List(item) => {
            format!("readonly {}[]", input_type(item, said))
        }
        kind => output_type(kind, said.values, said.nested, ""),
    }
}

/// Text; an open set of values keeps the known ones as hints of the editor.
fn text_type(values: &[&str]) -> String {
    if values.is_empty() {
        return "string".into();
    }
    format!("{} | (string & {{}})", union(values))
}

fn union(values: &[&str]) -> String {
    let known: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
    known.join(" | ")
}

pub(super) fn doc(out: &mut String, depth: usize, text: &str) {
    let indent = "  ".repeat(depth);
    let lines: Vec<&str> = text.lines().collect();
    if let [line] = lines.as_slice() {
        let _ = writeln!(out, "{indent}/** {line} */");
        return;
    }
    let _ = writeln!(out, "{indent}/**");
    for line in lines {
        let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
    }
    let _ = writeln!(out, "{indent} */");
}
