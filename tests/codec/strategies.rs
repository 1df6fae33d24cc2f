//! Arbitrary JSON: anything, what a table expects, and what it almost expects.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use threadline::schema::{Kind, Shape, to_camel};

use crate::json::Json;

pub fn text() -> BoxedStrategy<String> {
    prop_oneof![
        4 => "[a-z ]{0,12}",
        2 => vec(any::<char>(), 0..6).prop_map(|letters| letters.into_iter().collect()),
        1 => select(vec!["", "\"", "\\", "\u{0}", "é😀", "\u{2028}", "__proto__", "2026-01-01T00:00:00Z"])
            .prop_map(str::to_owned),
    ]
    .boxed()
}

fn whole() -> BoxedStrategy<Json> {
    prop_oneof![
        4 => (0..100_000).prop_map(Json::number),
        1 => any::<i64>().prop_map(Json::number),
        1 => any::<u64>().prop_map(Json::number),
        1 => ((1_i64 << 53) - 3..(1_i64 << 53) + 3).prop_map(Json::number),
        1 => (-1000_i32..1000).prop_map(|whole| Json::Number(format!("{whole}.0"))),
    ]
    .boxed()
}

/// A number of any form, of up to 308 places.
fn number() -> BoxedStrategy<Json> {
    let places = "-?(0|[1-9][0-9]{0,4}|[1-9][0-9]{14,18}|[1-9][0-9]{30})";
    let fraction = r"(\.(0{1,3}|[0-9]{1,3}|[0-9]{20}))?";
    let form = format!("{places}{fraction}([eE][+-]?[0-9]{{1,2}})?");
    proptest::string::string_regex(&form).unwrap().prop_map(Json::Number).boxed()
}

/// JSON of any form.
pub fn anything() -> BoxedStrategy<Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        whole(),
        number(),
        text().prop_map(Json::Text),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Json::List),
            vec((text(), inner), 0..4).prop_map(Json::Object),
        ]
    })
    .boxed()
}

/// What services write in the place of something else.
pub fn odd() -> BoxedStrategy<Json> {
    let words = [
        "",
        "0",
        "1",
        "7",
        "-7",
        "007",
        "9007199254740993",
        "99999999999999999999",
        "true",
        "FALSE",
        "null",
        "1776007800",
        "1776007800123",
        "393331234567",
        "+39 333 1234567",
        "US.13491208655302741918",
        "US.ENT.11815799212886844830",
        "jo@example.com",
        "Jo",
        "2026-04-12T15:30:00Z",
        "a\u{1}",
    ];
    let numbers = [
        "0",
        "-0",
        "1",
        "2",
        "-1",
        "5.0",
        "0.0",
        "1e3",
        "9.0071992547409e+15",
        "0.5",
        "1776007800",
        "1776007800123",
        "1776007800.25",
        "99999999999999",
        "1e400",
        "393331234567",
    ];
    let leaf = prop_oneof![
        select(words.to_vec()).prop_map(|word| Json::Text(word.into())),
        select(numbers.to_vec()).prop_map(|number| Json::Number(number.into())),
        any::<bool>().prop_map(Json::Bool),
        Just(Json::Null),
        Just(Json::List(vec![])),
        Just(Json::Object(vec![])),
    ];
    let keys = ["id", "userId", "name", "phoneNumber", "uid", "updated", "items", "content"];
    leaf.prop_recursive(2, 6, 3, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Json::List),
            vec((select(keys.to_vec()).prop_map(str::to_owned), inner), 0..3)
                .prop_map(Json::Object),
        ]
    })
    .boxed()
}

/// Pieces of numbers, addresses and names in a row, as people may paste them.
fn pasted() -> BoxedStrategy<String> {
    let pieces = [
        "+",
        "+",
        "1",
        "44",
        "39",
        "+41",
        "0",
        "(0)",
        "(",
        ")",
        "7",
        "20",
        "415",
        "555",
        "1234",
        "7946",
        "0958",
        "6601234",
        " ",
        " ",
        "-",
        ".",
        "/",
        ",",
        ":",
        ";",
        "@",
        "\n",
        "\u{a0}",
        "\u{2011}",
        "\u{202a}",
        "\u{200d}",
        "\u{feff}",
        "\u{2028}",
        "١",
        "９",
        "＋",
        "९",
        "a",
        "x",
        "ext",
        "é",
        "李",
        "tel:",
        "SMS:",
        "whatsapp:",
        "to",
        "bcc:",
        "a@b",
        "c.example",
        "<",
        "\"",
        "📞",
        "×",
    ];
    vec(select(pieces.to_vec()), 1..9).prop_map(|pieces| pieces.concat()).boxed()
}

/// Which spelling of a field's name is in the JSON.
#[derive(Clone, Copy, PartialEq)]
pub enum Side {
    Reply,
    Input,
}

/// What a table wants; now and then, by `trouble` in a thousand, something else.
pub fn of_kind(kind: &'static Kind, side: Side, trouble: u32) -> BoxedStrategy<Json> {
    let good = match kind {
        Kind::Bool => any::<bool>().prop_map(Json::Bool).boxed(),
        Kind::Flag => prop_oneof![any::<bool>().prop_map(Json::Bool), whole()].boxed(),
        Kind::Id if side == Side::Input => prop_oneof![
            (0_i64..=(1 << 53) - 1).prop_map(Json::number),
            (0_i64..=i64::MAX).prop_map(|id| Json::Text(id.to_string())),
        ]
        .boxed(),
        Kind::Id => any::<i64>().prop_map(Json::number).boxed(),
        Kind::Opaque => prop_oneof![
            (0_i64..=(1 << 53) - 1).prop_map(Json::number),
            "[a-zA-Z0-9-]{1,12}".prop_map(Json::Text),
            (0_u64..=u64::MAX).prop_map(|id| Json::Text(id.to_string())),
        ]
        .boxed(),
        Kind::OneOf(values) => (select(*values), any::<bool>())
            .prop_map(|(value, loud)| {
                Json::Text(if loud { value.to_uppercase() } else { value.to_owned() })
            })
            .boxed(),
        Kind::Json => vec((text(), anything()), 0..3).prop_map(Json::Object).boxed(),
        Kind::Text | Kind::SomeText | Kind::Line => text().prop_map(Json::Text).boxed(),
        Kind::Target => prop_oneof![
            "[1-9][0-9]{2,14}",
            r"\+1 \([0-9]{3}\) [0-9-]{4,8}",
            "[a-z]{1,8}@example\\.com",
            pasted(),
        ]
        .prop_map(Json::Text)
        .boxed(),
        Kind::Timestamp | Kind::Instant => "20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,6})?(Z|[+-]02:00)"
            .prop_map(Json::Text)
            .boxed(),
        Kind::Phone => prop_oneof![
            "[1-9][0-9]{6,14}",
            r"\+?[1-9]{1,3}[ -][0-9]{3}[ -][0-9]{3,6}",
            pasted(),
        ]
            .prop_map(Json::Text)
            .boxed(),
        Kind::Addressees => prop_oneof![
            "(to|cc|bcc):[a-z]{1,5}@[a-z]{1,5}(, ?[a-z]{1,5}@[a-z]{1,5}){0,2}",
            pasted(),
        ]
        .prop_map(Json::Text)
        .boxed(),
        Kind::Seconds => prop_oneof![
            4 => (0_i64..=253_402_300_800).prop_map(Json::number),
            1 => (253_402_300_795_i64..253_402_300_805).prop_map(Json::number),
            1 => (0_i64..=(1 << 53) - 1).prop_map(Json::number),
            4 =>
            "[0-3][0-9]{3}-[01][0-9]-[0-3][0-9][Tt ][0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{0,6})?(Z|[+-]02:30)"
                .prop_map(Json::Text),
        ]
        .boxed(),
        Kind::QuarterHour => "20[0-9]{2}-(0[1-9]|1[0-2])-[0-2][0-9]T[01][0-9]:(00|15|30|45|20):0{2}(\\.0{1,3})?(Z|[+-]0[0-9]:(00|15|45))"
            .prop_map(Json::Text)
            .boxed(),
        Kind::Object(shape) => object(shape, side, trouble),
        Kind::ObjectOr(shape, at) => prop_oneof![
            object(shape, side, trouble),
            of_kind(&shape.fields[*at].kind, side, trouble),
        ]
        .boxed(),
        Kind::Partial(shape, at) => match shape.fields.get(*at) {
            Some(bare) => {
                let bare = of_kind(&bare.kind, side, trouble);
                prop_oneof![object(shape, side, trouble), bare].boxed()
            }
            None => object(shape, side, trouble),
        },
        Kind::Part(shape, at) => of_kind(&shape.fields[*at].kind, side, trouble),
        Kind::PhoneText => {
            prop_oneof!["\\+?[1-9][0-9]{6,14}", "\\+39 [0-9]{3} [0-9]{3}-[0-9]{4}"].prop_map(Json::Text).boxed()
        }
        Kind::List(item) => vec(of_kind(item, side, trouble), 0..4).prop_map(Json::List).boxed(),
        Kind::OneOrMore(item) => vec(of_kind(item, side, trouble), 1..4).prop_map(Json::List).boxed(),
        Kind::Enveloped(keys, inner) => prop_oneof![
            of_kind(inner, side, trouble),
            vec((select(*keys).prop_map(str::to_owned), of_kind(inner, side, trouble)), 1..3)
                .prop_map(Json::Object),
        ]
        .boxed(),
        Kind::Count => prop_oneof![
            (0..100_000).prop_map(Json::number),
            (0_u32..100_000).prop_map(|count| Json::Text(count.to_string())),
            (text(), 0..100_000).prop_map(|(key, n)| Json::Object(vec![(key, Json::number(n))])),
        ]
        .boxed(),
        Kind::Raw => anything(),
        Kind::Acknowledged | Kind::Nothing => Just(Json::Text("ok".into())).boxed(),
    };
    if trouble == 0 {
        return good;
    }
    prop_oneof![(1000 - trouble) => good, trouble => anything(), trouble => odd()].boxed()
}

fn object(shape: &'static Shape, side: Side, trouble: u32) -> BoxedStrategy<Json> {
    let mut members: Vec<BoxedStrategy<Vec<(String, Json)>>> = Vec::new();
    for field in shape.fields {
        let mut names =
            vec![if side == Side::Input { to_camel(field.name) } else { field.wire.into() }];
        if side == Side::Reply {
            let aliases = field.aliases.iter().map(|alias| alias.key);
            names.extend(aliases.chain(field.opposite).map(str::to_owned));
        }
        let one = (select(names), of_kind(&field.kind, side, trouble));
        let count = match (field.required, side) {
            (true, Side::Input) => 1..=1,
            (true, Side::Reply) => 1..=2,
            (false, Side::Input) => 0..=1,
            (false, Side::Reply) => 0..=2,
        };
        members.push(vec(one, count).boxed());
    }
    if side == Side::Reply || trouble > 0 {
        let most = if side == Side::Reply { 3 } else { 1 };
        members.push(vec((text(), anything()), 0..most).boxed());
    }
    let flat = members.prop_map(|members| members.into_iter().flatten().collect::<Vec<_>>());
    flat.prop_shuffle().prop_map(Json::Object).boxed()
}
