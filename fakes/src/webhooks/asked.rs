use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// More posts are rejected, repeats included.
pub const MOST: usize = 1_000;

/// More posts at the same time are rejected.
pub const MOST_AT_ONCE: usize = 100;

/// What is to be posted, and how.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Asked {
    /// Who posts.
    pub service: Service,
    /// Where to, if not to the service's own webhook address.
    pub url: Option<String>,
    /// The conversations that take turns.
    #[serde(default)]
    pub conversation: Conversations,
    /// The event's name.
    pub event: Option<String>,
    /// The message's text.
    pub text: Option<String>,
    /// What became of a message.
    pub status: Option<String>,
    /// Who the contact is in an event of Qlara's, if not the conversation's.
    pub contact: Option<Contact>,
    /// What the event holds, if not what the service would say.
    #[serde(default, deserialize_with = "given")]
    pub data: Option<Value>,
    /// The whole body, if not what the service would say.
    pub body: Option<String>,
    /// The header `Content-Type`, if it is another one.
    pub content_type: Option<String>,
    /// The token, if it is not the right one; within, none at all.
    #[serde(default, deserialize_with = "given")]
    pub token: Option<Option<String>>,
    /// How many different ones.
    #[serde(default = "one")]
    pub count: usize,
    /// How often each comes once more.
    #[serde(default)]
    pub repeats: usize,
    /// In which order.
    #[serde(default)]
    pub order: Order,
    /// What the order depends on where it is by chance.
    #[serde(default = "first")]
    pub seed: u64,
    /// How many are under way at the same time.
    #[serde(default = "one")]
    pub at_once: usize,
}

/// A contact as an event of Qlara's names it: by any of these, not all of which a WhatsApp contact has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Contact {
    /// The phone number.
    pub phone_number: Option<String>,
    /// The business-scoped user id.
    pub id: Option<String>,
    /// The user name.
    pub username: Option<String>,
}

/// Who posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Service {
    /// Heymarket.
    Heymarket,
    /// Qlara Inbox.
    Qlara,
}

/// The order in which webhooks are posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Order {
    /// As things happened; a repeat follows the first at once.
    #[default]
    InOrder,
    /// The last first.
    Reversed,
    /// By chance, which is the same for the same seed.
    Shuffled,
}

/// Ids of conversations: numbers, or their digits as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Conversations(Vec<String>);

impl Conversations {
    /// The one whose turn it is; none where none is named.
    pub(crate) fn at(&self, turn: usize) -> Option<&str> {
        self.0.get(turn.checked_rem(self.0.len())?).map(String::as_str)
    }
}

impl<'de> Deserialize<'de> for Conversations {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let one = |id: &Value| match id {
            Value::String(id) => Some(id.clone()),
            Value::Number(id) => Some(id.to_string()),
            _ => None,
        };
        let ids = match Value::deserialize(deserializer)? {
            Value::Array(ids) if !ids.is_empty() => ids.iter().map(one).collect(),
            id => one(&id).map(|id| vec![id]),
        };
        ids.map(Conversations)
            .ok_or_else(|| serde::de::Error::custom("conversation must be an id or a list of ids"))
    }
}

/// A member that is there, even as `null`.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

fn one() -> usize {
    1
}

fn first() -> u64 {
    1
}

impl Asked {
    /// Reads what is asked for.
    ///
    /// # Errors
    /// In words, when it names what is unknown or asks for too much.
    pub fn parse(json: &[u8]) -> Result<Self, String> {
        let asked: Asked = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        if asked.count == 0 || asked.at_once == 0 {
            return Err("count and atOnce are at least 1".into());
        }
        let all = asked.repeats.checked_add(1).and_then(|each| each.checked_mul(asked.count));
        if all.is_none_or(|all| all > MOST) {
            return Err(format!("no more than {MOST} are posted, repeats included"));
        }
        if asked.at_once > MOST_AT_ONCE {
            return Err(format!("no more than {MOST_AT_ONCE} are posted at once"));
        }
        if asked.service == Service::Qlara && asked.token.is_some() {
            return Err("Qlara has no token: the secret is in the url".into());
        }
        if asked.service == Service::Heymarket && asked.contact.is_some() {
            return Err("the contact of an event is Qlara's alone".into());
        }
        let is_line = |text: &String| !text.contains(char::is_control);
        if !asked.url.iter().chain(&asked.content_type).all(is_line) {
            return Err("url and contentType have no control characters".into());
        }
        Ok(asked)
    }

    /// The text of the message whose turn it is: numbered where there are several.
    pub(crate) fn text(&self, turn: usize) -> String {
        let text = self.text.as_deref().unwrap_or("Hello?");
        if self.count == 1 { text.to_owned() } else { format!("{text} {}", turn + 1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(json: &str) -> Result<Asked, String> {
        Asked::parse(json.as_bytes())
    }

    #[test]
    fn what_is_not_said_is_the_usual() {
        let asked = parse(r#"{"service":"heymarket"}"#).unwrap();
        assert_eq!((asked.count, asked.repeats, asked.at_once, asked.seed), (1, 0, 1, 1));
        assert_eq!((asked.order, asked.token, asked.data), (Order::InOrder, None, None));
        assert_eq!((asked.conversation.at(0), asked.conversation.at(7)), (None, None));
    }

    #[test]
    fn null_means_no_token_and_no_data_and_is_not_the_same_as_absence() {
        let asked = parse(r#"{"service":"heymarket","token":null,"data":null}"#).unwrap();
        assert_eq!((asked.token, asked.data), (Some(None), Some(Value::Null)));
        let asked = parse(r#"{"service":"heymarket","token":"no","data":[1]}"#).unwrap();
        assert_eq!(asked.token, Some(Some("no".into())));
    }

    #[test]
    fn conversations_take_turns_and_their_ids_keep_every_digit() {
        for (json, turns) in [
            ("7", ["7", "7", "7"]),
            (r#""wa-39""#, ["wa-39", "wa-39", "wa-39"]),
            (r#"[1,"2"]"#, ["1", "2", "1"]),
            ("18446744073709551615", ["18446744073709551615"; 3]),
        ] {
            let asked = parse(&format!(r#"{{"service":"qlara","conversation":{json}}}"#)).unwrap();
            assert_eq!([0, 1, 2].map(|turn| asked.conversation.at(turn).unwrap()), turns);
        }
    }

    #[test]
    fn texts_are_numbered_where_there_are_several() {
        let text = |json: &str| {
            let asked = parse(&format!(r#"{{"service":"qlara"{json}}}"#)).unwrap();
            [asked.text(0), asked.text(1)]
        };
        assert_eq!(text(r#","text":"Ciao""#)[0], "Ciao");
        assert_eq!(text(r#","text":"Ciao","count":2"#), ["Ciao 1", "Ciao 2"]);
    }

    #[test]
    fn what_is_unknown_or_too_much_is_rejected_in_words() {
        for (json, words) in [
            ("", "EOF"),
            ("{}", "missing field `service`"),
            (r#"{"service":"other"}"#, "unknown variant `other`"),
            (r#"{"service":"qlara","reorder":true}"#, "unknown field `reorder`"),
            (r#"{"service":"qlara","order":"random"}"#, "unknown variant `random`"),
            (r#"{"service":"qlara","count":0}"#, "at least 1"),
            (r#"{"service":"qlara","atOnce":0}"#, "at least 1"),
            (r#"{"service":"qlara","atOnce":101}"#, "no more than 100"),
            (r#"{"service":"qlara","count":1001}"#, "no more than 1000"),
            (r#"{"service":"qlara","count":500,"repeats":2}"#, "no more than 1000"),
            (r#"{"service":"qlara","repeats":18446744073709551615}"#, "no more than 1000"),
            (r#"{"service":"qlara","count":-1}"#, "invalid value"),
            (r#"{"service":"qlara","token":"x"}"#, "no token"),
            (r#"{"service":"heymarket","contact":{}}"#, "Qlara's alone"),
            (r#"{"service":"qlara","contact":{"phone":"1"}}"#, "unknown field `phone`"),
            (r#"{"service":"qlara","conversation":[]}"#, "an id or a list"),
            (r#"{"service":"qlara","conversation":[null]}"#, "an id or a list"),
            (r#"{"service":"qlara","url":"http://a/\r\nb"}"#, "control characters"),
        ] {
            let problem = parse(json).unwrap_err();
            assert!(problem.contains(words), "{json}: {problem}");
        }
    }
}
