//! `docs/drift.md`: what is understood of a response, by kind and by field.

use std::fmt::Write;

use threadline::codec::{UNDERSTOOD, expected};
use threadline::schema::{Field, Kind, Shape, to_camel};

use super::{SERVICES, outputs, reference};

const HEAD: &str = "\
<!-- Printed from the tables by `cargo xtask types --bless`. -->

# Drift: undocumented values in responses

Services change, and they send things that their documents do not show. threadline needs little of a response: an \
object's own id and, where pages are requested by a timestamp, that timestamp. Everything else is incidental. An \
incidental value in an undocumented form becomes its nearest meaning, or `null`; in a list, an element without a \
usable id is left out. A response is a `DecodeError` only if it is not JSON, if the id of the one requested object is \
missing, or if no element of a list has one. `null` in place of a page is a `DecodeError`, too.

```js
import { Heymarket } from \"threadline\";

const heymarket = new Heymarket({
  apiKey: process.env.HEYMARKET_API_KEY,
  // Each kind of drift once per client, and never a value.
  onDrift: ({ operation, path, expected, found }) => {
    console.warn(`${operation}: ${path}: expected ${expected}, found ${found}`);
  },
});
```

- `onDrift` is an option of clients, and of `parseHeymarketWebhook` and `parseQlaraWebhook`, which report each kind once \
for each function that they are given. At most 1,000 kinds are reported, and 64 for one response.
- `strict: true`, an option of clients, of calls and of the webhooks, makes any drift a `DecodeError` with the path: \
for tests against a service, not for production.
- `raw: true` returns the service's own text along with the data.
- A conversation inside a message or a webhook has only the keys that arrived (`Pick<Conversation, \"id\"> & \
Partial<Conversation>`), so that `{ ...known, ...message.conversation }` erases nothing. A value without a meaning, and \
`null` in place of a list, count as absent.

## By kind

| kind of value | documented, or seen | also understood | neither |
|---|---|---|---|
";

const FIELDS: &str = "
An empty reference (`{}`, `\"\"`, `false`, `0`) is `null`; in a list of references it is left out. An id with an \
exponent was rounded before it arrived, and is not used. Numbers from 100,000,000 on are seconds since 1970, from \
100,000,000,000 on milliseconds.

## By field

The first key takes precedence; further keys fill the gaps. An object is invalid if none of the keys of an *essential* \
field has a usable value.
";

pub(crate) fn print() -> String {
    let mut out = HEAD.to_owned();
    for one in UNDERSTOOD {
        let pairs = |all: &[(&str, &str)]| {
            let pair = |(json, out): &(&str, &str)| {
                if json == out { format!("`{json}`") } else { format!("`{json}` → `{out}`") }
            };
            all.iter().map(pair).collect::<Vec<_>>().join(", ")
        };
        let neither: Vec<String> = one.neither.iter().map(|json| format!("`{json}`")).collect();
        let (documented, also) = (pairs(one.documented), pairs(one.also));
        reference::row(&mut out, &[one.name, &documented, &also, &neither.join(", ")]);
    }
    out.push_str(FIELDS);
    for service in SERVICES {
        for shape in outputs(service) {
            model(&mut out, service.name, shape.name, shape.shape);
        }
    }
    out
}

fn model(out: &mut String, service: &str, name: &str, shape: &Shape) {
    let fields: Vec<&Field> = shape.fields.iter().filter(|field| !field.wire.is_empty()).collect();
    let _ = writeln!(
        out,
        "\n### {service}.{name}\n\n| field | keys | documented form | |\n|---|---|---|---|"
    );
    for field in fields {
        let mut keys = vec![format!("`{}`", field.wire)];
        keys.extend(field.aliases.iter().map(|alias| match alias.kind {
            Kind::Part(_, 0) => format!("`{}` (an id of WhatsApp's)", alias.key),
            _ => format!("`{}`", alias.key),
        }));
        keys.extend(field.opposite.map(|key| format!("`{key}` (the opposite)")));
        let essential = if field.required { "essential" } else { "" };
        let form = form(&field.kind);
        let name = format!("`{}`", to_camel(field.name));
        reference::row(out, &[&name, &keys.join(", "), &form, essential]);
    }
}

/// The documented form of a kind, in words.
fn form(kind: &Kind) -> String {
    match kind {
        Kind::List(item) => format!("a list: each {}", form(item)),
        Kind::Enveloped(keys, inner) => {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            format!("{}, or an object with one under {}", form(inner), keys.join(", "))
        }
        Kind::OneOf(values) => {
            let values: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
            format!("one of {}, in any letter case", values.join(", "))
        }
        Kind::Partial(..) => "an object of which not all may be there".into(),
        kind => expected(kind).into(),
    }
}
