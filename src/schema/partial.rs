use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Deref;

use crate::codec::Word;
use crate::schema::{Kind, ShapeDoc, Table, Value};
use crate::typed::{Read, Reader, Write, Writer};

/// An object of which a service tells only a part: a conversation inside of a message or of a webhook.
///
/// Its fields are read as those of the object. What did not come is `None` or empty there, and looks like what
/// came as `null`: [`has`](Partial::has) tells the two apart, and `onto` (feature `serde`) changes of another
/// object only what came.
#[derive(Debug, Clone)]
pub struct Partial<T> {
    value: T,
    /// The keys that came, as JavaScript names them.
    given: Vec<String>,
}

impl<T> Partial<T> {
    /// Whether a field came, by its name in camelCase.
    pub fn has(&self, field: &str) -> bool {
        self.given.iter().any(|given| given == field)
    }

    /// The names in camelCase of the fields that came.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        self.given.iter().map(String::as_str)
    }
}

/// In whatever order the keys came.
impl<T: PartialEq> PartialEq for Partial<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
            && self.given.len() == other.given.len()
            && self.given.iter().all(|field| other.has(field))
    }
}

impl<T> Deref for Partial<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Read + Table> Read for Partial<T> {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        Partial { value: T::read(reader, word), given: reader.given(word, T::SHAPE) }
    }
}

impl<T: Write> Write for Partial<T> {
    fn write(&self, writer: &mut Writer) {
        self.value.write_given(writer, &self.given);
    }
}

impl<T: Value> Value for Partial<T> {
    const KIND: Kind = T::KIND.partial();
    const DOC: Option<&'static ShapeDoc> = T::DOC;
}

#[cfg(feature = "serde")]
mod serde {
    use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error};
    use serde::ser::{Error as _, Serialize, Serializer};
    use serde_json::{Map, Value};

    use super::Partial;

    impl<T: Serialize + DeserializeOwned> Partial<T> {
        /// The same object with what came here in the place of what it had.
        ///
        /// # Errors
        /// The object cannot be written as JSON; those of this crate can.
        pub fn onto(&self, known: &T) -> serde_json::Result<T> {
            let mut members: Map<String, Value> =
                serde_json::from_value(serde_json::to_value(known)?)?;
            members.extend(self.members()?);
            serde_json::from_value(Value::Object(members))
        }

        fn members(&self) -> serde_json::Result<Map<String, Value>> {
            let mut members: Map<String, Value> =
                serde_json::from_value(serde_json::to_value(&self.value)?)?;
            members.retain(|key, _| self.given.iter().any(|given| given == key));
            Ok(members)
        }
    }

    impl<T: Serialize + DeserializeOwned> Serialize for Partial<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.members().map_err(S::Error::custom)?.serialize(serializer)
        }
    }

    impl<'de, T: DeserializeOwned> Deserialize<'de> for Partial<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let members = Map::deserialize(deserializer)?;
            let given = members.keys().cloned().collect();
            let value = serde_json::from_value(Value::Object(members)).map_err(D::Error::custom)?;
            Ok(Partial { value, given })
        }
    }
}

#[cfg(all(test, feature = "serde"))]
mod tests {
    use super::Partial;
    use crate::heymarket::{Conversation, ConversationStatus};

    const KNOWN: &str = r#"{"id":7,"status":"open","name":"Jo","members":[{"id":1}]}"#;

    #[test]
    fn what_did_not_come_wipes_nothing_and_what_came_as_null_does() {
        let known: Conversation = serde_json::from_str(KNOWN).unwrap();
        let part: Partial<Conversation> =
            serde_json::from_str(r#"{"id":7,"name":null,"read":true}"#).unwrap();
        assert_eq!((part.id.get(), &part.status), (7, &None));
        assert_eq!((part.has("name"), part.has("status")), (true, false));
        let merged = part.onto(&known).unwrap();
        assert_eq!(
            (merged.status, merged.name, merged.read),
            (Some(ConversationStatus::Open), None, Some(true))
        );
        assert_eq!(merged.members.len(), 1);
    }

    #[test]
    fn only_what_came_is_written() {
        let json = r#"{"id":7,"read":true}"#;
        let part: Partial<Conversation> = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&part).unwrap(), json);
        assert_eq!(part.given().collect::<Vec<_>>(), ["id", "read"]);
    }
}
