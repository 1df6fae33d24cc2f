//! The services' options as JSON.

use crate::heymarket::{MessageOrder, Secrets};
use crate::qlara::{Envelope, FirstPage, ReplyText};
use crate::{heymarket, qlara};
use serde_json::{Map, Value, json};

/// The values of an option by their names.
pub type Names<T> = [(&'static str, T)];

/// How Heymarket can write.
pub const SPELLINGS: &Names<heymarket::Spelling> =
    &[("documented", heymarket::Spelling::Documented), ("observed", heymarket::Spelling::Observed)];

const MESSAGE_ORDERS: &Names<MessageOrder> = &[
    ("newest", MessageOrder::Newest),
    ("oldest", MessageOrder::Oldest),
    ("shuffled", MessageOrder::Shuffled),
];

const INBOXES: &Names<heymarket::Envelope> =
    &[("bare", heymarket::Envelope::Bare), ("named", heymarket::Envelope::Named)];

const SECRETS: &Names<Secrets> = &[
    ("both", Secrets::Both),
    ("first", Secrets::First),
    ("second", Secrets::Second),
    ("none", Secrets::None),
];

/// How Qlara can write.
pub const QLARA_SPELLINGS: &Names<qlara::Spelling> = &[
    ("flat", qlara::Spelling::Flat),
    ("nested", qlara::Spelling::Nested),
    ("renamed", qlara::Spelling::Renamed),
    ("sparse", qlara::Spelling::Sparse),
];

/// What Qlara's lists can come in.
pub const ENVELOPES: &Names<Envelope> = &[
    ("bare", Envelope::Bare),
    ("content", Envelope::Content),
    ("items", Envelope::Items),
    ("data", Envelope::Data),
    ("named", Envelope::Named),
];

const FIRST_PAGES: &Names<FirstPage> =
    &[("newest", FirstPage::Newest), ("oldest", FirstPage::Oldest)];

const REPLY_TEXTS: &Names<ReplyText> =
    &[("message", ReplyText::Message), ("text", ReplyText::Text), ("body", ReplyText::Body)];

/// Both services' options: those of Heymarket as members, those of Qlara as an object `qlara`.
pub(crate) type Both = (heymarket::Options, qlara::Options);

/// The options with what a body says.
pub(crate) fn changed((mut first, mut second): Both, body: &[u8]) -> Result<Both, String> {
    let Ok(Value::Object(mut changes)) = serde_json::from_slice(body) else {
        return Err("the body must be a JSON object".into());
    };
    if let Some(of_qlara) = changes.remove("qlara") {
        let Value::Object(changes) = of_qlara else {
            return Err("qlara must be an object".into());
        };
        for (key, value) in &changes {
            change_qlara(&mut second, key, value)?;
        }
    }
    for (key, value) in &changes {
        change_heymarket(&mut first, key, value)?;
    }
    Ok((first, second))
}

fn change_heymarket(
    options: &mut heymarket::Options,
    key: &str,
    value: &Value,
) -> Result<(), String> {
    let text = value.as_str();
    let known = match key {
        "spelling" => set(&mut options.spelling, text.and_then(|it| named(SPELLINGS, it))),
        "inclusive" => set(&mut options.inclusive, value.as_bool()),
        "pageSize" => set(&mut options.page_size, page_size(value)),
        "messageOrder" => {
            set(&mut options.message_order, text.and_then(|it| named(MESSAGE_ORDERS, it)))
        }
        "inboxes" => set(&mut options.inboxes, text.and_then(|it| named(INBOXES, it))),
        "secrets" => set(&mut options.secrets, text.and_then(|it| named(SECRETS, it))),
        "clockOffsetMs" => set(&mut options.clock_offset_ms, value.as_i64()),
        _ => return Err(format!("unknown option {key}")),
    };
    known.ok_or_else(|| format!("{key} cannot be {value}"))
}

fn change_qlara(options: &mut qlara::Options, key: &str, value: &Value) -> Result<(), String> {
    let text = value.as_str();
    let known = match key {
        "spelling" => set(&mut options.spelling, text.and_then(|it| named(QLARA_SPELLINGS, it))),
        "envelope" => set(&mut options.envelope, text.and_then(|it| named(ENVELOPES, it))),
        "pageSize" => set(&mut options.page_size, page_size(value)),
        "firstPage" => set(&mut options.first_page, text.and_then(|it| named(FIRST_PAGES, it))),
        "replyText" => set(&mut options.reply_text, text.and_then(|it| named(REPLY_TEXTS, it))),
        "usersUnavailable" => set(&mut options.users_unavailable, value.as_bool()),
        _ => return Err(format!("unknown option qlara.{key}")),
    };
    known.ok_or_else(|| format!("qlara.{key} cannot be {value}"))
}

fn set<T>(option: &mut T, value: Option<T>) -> Option<()> {
    *option = value?;
    Some(())
}

fn page_size(value: &Value) -> Option<usize> {
    let size = value.as_u64().and_then(|size| usize::try_from(size).ok());
    size.filter(|size| *size > 0)
}

/// The value of a name.
pub fn named<T: Copy>(names: &Names<T>, name: &str) -> Option<T> {
    names.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
}

fn name_of<T: PartialEq>(names: &Names<T>, value: &T) -> &'static str {
    names.iter().find(|(_, known)| known == value).map_or("", |(name, _)| *name)
}

/// The options as a body that would set them.
pub(crate) fn written((first, second): &Both) -> Value {
    let mut all = Map::new();
    all.insert("spelling".into(), json!(name_of(SPELLINGS, &first.spelling)));
    all.insert("inclusive".into(), json!(first.inclusive));
    all.insert("pageSize".into(), json!(first.page_size));
    all.insert("messageOrder".into(), json!(name_of(MESSAGE_ORDERS, &first.message_order)));
    all.insert("inboxes".into(), json!(name_of(INBOXES, &first.inboxes)));
    all.insert("secrets".into(), json!(name_of(SECRETS, &first.secrets)));
    all.insert("clockOffsetMs".into(), json!(first.clock_offset_ms));
    all.insert(
        "qlara".into(),
        json!({
            "spelling": name_of(QLARA_SPELLINGS, &second.spelling),
            "envelope": name_of(ENVELOPES, &second.envelope),
            "pageSize": second.page_size,
            "firstPage": name_of(FIRST_PAGES, &second.first_page),
            "replyText": name_of(REPLY_TEXTS, &second.reply_text),
            "usersUnavailable": second.users_unavailable,
        }),
    );
    Value::Object(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defaults() -> Both {
        (heymarket::Options::default(), qlara::Options::default())
    }

    fn others() -> Both {
        (
            heymarket::Options {
                spelling: heymarket::Spelling::Observed,
                inclusive: true,
                page_size: 3,
                message_order: MessageOrder::Oldest,
                inboxes: heymarket::Envelope::Named,
                secrets: Secrets::Second,
                clock_offset_ms: -5,
            },
            qlara::Options {
                spelling: qlara::Spelling::Renamed,
                envelope: Envelope::Named,
                page_size: 4,
                first_page: FirstPage::Oldest,
                reply_text: ReplyText::Text,
                users_unavailable: true,
            },
        )
    }

    #[test]
    fn options_change_one_by_one_and_the_rest_stays() {
        let mut options = defaults();
        for body in [
            r#"{"spelling":"observed"}"#,
            r#"{"inclusive":true,"pageSize":3,"qlara":{}}"#,
            r#"{"messageOrder":"oldest","inboxes":"named"}"#,
            r#"{"secrets":"second"}"#,
            r#"{"clockOffsetMs":-5}"#,
            r#"{"qlara":{"spelling":"renamed"}}"#,
            r#"{"qlara":{"envelope":"named","pageSize":4,"firstPage":"oldest"}}"#,
            r#"{"qlara":{"replyText":"text","usersUnavailable":true}}"#,
        ] {
            options = changed(options, body.as_bytes()).unwrap();
        }
        assert_eq!(options, others());
    }

    #[test]
    fn options_are_written_as_they_are_set() {
        for options in [defaults(), others()] {
            assert_eq!(changed(defaults(), written(&options).to_string().as_bytes()), Ok(options));
        }
    }

    #[test]
    fn a_body_that_says_anything_else_is_rejected() {
        for body in [
            "",
            "[]",
            r#"{"page_size":3}"#,
            r#"{"pageSize":0}"#,
            r#"{"pageSize":-1}"#,
            r#"{"pageSize":"3"}"#,
            r#"{"spelling":"old"}"#,
            r#"{"inclusive":1}"#,
            r#"{"messageOrder":"any"}"#,
            r#"{"inboxes":"items"}"#,
            r#"{"secrets":"demo-secret"}"#,
            r#"{"clockOffsetMs":0.5}"#,
            r#"{"qlara":"flat"}"#,
            r#"{"qlara":{"spelling":"documented"}}"#,
            r#"{"qlara":{"envelope":null}}"#,
            r#"{"qlara":{"pageSize":0}}"#,
            r#"{"qlara":{"inclusive":true}}"#,
        ] {
            assert!(changed(defaults(), body.as_bytes()).is_err(), "{body}");
        }
    }
}
