/// The id of a conversation, an inbox, a member: a whole number.
///
/// The documents say "integer" and give no bound; 64 bits hold every id of a usual database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id(pub i64);

impl From<i64> for Id {
    fn from(id: i64) -> Self {
        Id(id)
    }
}

#[cfg(feature = "serde")]
mod serde {
    use super::Id;
    use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
    use serde::ser::{Serialize, Serializer};

    /// Up to here JavaScript counts without gaps, and JSON readers made for it with it.
    const MAX_SAFE: u64 = (1 << 53) - 1;

    /// As JavaScript has it: a number, and past 2^53 − 1 its digits as text.
    impl Serialize for Id {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if self.0.unsigned_abs() > MAX_SAFE {
                return serializer.collect_str(&self.0);
            }
            serializer.serialize_i64(self.0)
        }
    }

    impl<'de> Deserialize<'de> for Id {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(Reader)
        }
    }

    struct Reader;

    impl Visitor<'_> for Reader {
        type Value = Id;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a whole number of at most 64 bits, or its digits as text")
        }

        fn visit_i64<E>(self, id: i64) -> Result<Id, E> {
            Ok(Id(id))
        }

        fn visit_u64<E: Error>(self, id: u64) -> Result<Id, E> {
            i64::try_from(id).map(Id).map_err(|_| E::invalid_value(Unexpected::Unsigned(id), &self))
        }

        fn visit_str<E: Error>(self, digits: &str) -> Result<Id, E> {
            digits.parse().map(Id).map_err(|_| E::invalid_value(Unexpected::Str(digits), &self))
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn an_id_survives_the_way_there_and_back_whatever_its_size() {
            for id in [0, 1, -1, (1 << 53) - 1, 1 << 53, i64::MAX, i64::MIN] {
                let json = serde_json::to_string(&Id(id)).unwrap();
                assert_eq!(json.starts_with('"'), id.unsigned_abs() > MAX_SAFE);
                assert_eq!(serde_json::from_str::<Id>(&json).unwrap(), Id(id));
                assert_eq!(serde_json::from_str::<Id>(&id.to_string()).unwrap(), Id(id));
            }
            for bad in ["1.5", "\"x\"", "9223372036854775808", "null"] {
                assert!(serde_json::from_str::<Id>(bad).is_err(), "{bad}");
            }
        }
    }
}
