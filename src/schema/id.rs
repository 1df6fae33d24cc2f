use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::num::ParseIntError;
use core::str::FromStr;

/// The id of a conversation, an inbox, a member: a whole number of at most 64 bits, kept exactly.
///
/// It knows what it is the id of, so that a member's id is never given where an inbox's is needed:
///
/// ```compile_fail
/// use threadline::Id;
/// use threadline::heymarket::{Inbox, Member};
///
/// let member: Id<Member> = Id::new(1111);
/// let inbox: Id<Inbox> = member;
/// ```
///
/// The documents say "integer" and give no bound; 64 bits hold every id of a usual database.
pub struct Id<T: ?Sized> {
    number: i64,
    of: PhantomData<fn() -> T>,
}

impl<T: ?Sized> Id<T> {
    /// The id with this number.
    pub const fn new(number: i64) -> Self {
        Id { number, of: PhantomData }
    }

    /// Its number.
    pub const fn get(self) -> i64 {
        self.number
    }
}

impl<T: ?Sized> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Id<T> {}

impl<T: ?Sized> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<T: ?Sized> Eq for Id<T> {}

impl<T: ?Sized> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}

impl<T: ?Sized> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}

impl<T: ?Sized> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.number)
    }
}

impl<T: ?Sized> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number.fmt(f)
    }
}

impl<T: ?Sized> FromStr for Id<T> {
    type Err = ParseIntError;

    fn from_str(digits: &str) -> Result<Self, ParseIntError> {
        digits.parse().map(Id::new)
    }
}

macro_rules! from {
    ($($integer:ty),+) => {
        $(impl<T: ?Sized> From<$integer> for Id<T> {
            fn from(number: $integer) -> Self {
                Id::new(number.into())
            }
        })+
    };
}

from!(i64, i32, u32, i16, u16, u8);

#[cfg(feature = "serde")]
mod serde {
    use core::marker::PhantomData;

    use super::Id;
    use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};
    use serde::ser::{Serialize, Serializer};

    /// Up to here JavaScript counts without gaps, and JSON readers made for it with it.
    const MAX_SAFE: u64 = (1 << 53) - 1;

    /// As JavaScript has it: a number, and past 2^53 − 1 its digits as text.
    impl<T: ?Sized> Serialize for Id<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if self.number.unsigned_abs() > MAX_SAFE {
                return serializer.collect_str(&self.number);
            }
            serializer.serialize_i64(self.number)
        }
    }

    impl<'de, T: ?Sized> Deserialize<'de> for Id<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(Reader(PhantomData))
        }
    }

    struct Reader<T: ?Sized>(PhantomData<fn() -> T>);

    impl<T: ?Sized> Visitor<'_> for Reader<T> {
        type Value = Id<T>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a whole number of at most 64 bits, or its digits as text")
        }

        fn visit_i64<E>(self, id: i64) -> Result<Id<T>, E> {
            Ok(Id::new(id))
        }

        fn visit_u64<E: Error>(self, id: u64) -> Result<Id<T>, E> {
            i64::try_from(id)
                .map(Id::new)
                .map_err(|_| E::invalid_value(Unexpected::Unsigned(id), &self))
        }

        /// As JavaScript's numbers come out of serde-wasm-bindgen.
        fn visit_f64<E: Error>(self, id: f64) -> Result<Id<T>, E> {
            if id.fract() == 0.0 && id.abs() <= MAX_SAFE as f64 {
                return Ok(Id::new(id as i64));
            }
            Err(E::invalid_value(Unexpected::Float(id), &self))
        }

        fn visit_str<E: Error>(self, digits: &str) -> Result<Id<T>, E> {
            digits.parse().map_err(|_| E::invalid_value(Unexpected::Str(digits), &self))
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn an_id_survives_the_way_there_and_back_whatever_its_size() {
            for id in [0, 1, -1, (1 << 53) - 1, 1 << 53, i64::MAX, i64::MIN] {
                let json = serde_json::to_string(&Id::<()>::new(id)).unwrap();
                assert_eq!(json.starts_with('"'), id.unsigned_abs() > MAX_SAFE);
                assert_eq!(serde_json::from_str::<Id<()>>(&json).unwrap(), Id::new(id));
                assert_eq!(serde_json::from_str::<Id<()>>(&id.to_string()).unwrap(), Id::new(id));
            }
            for bad in ["1.5", "\"x\"", "9223372036854775808", "null"] {
                assert!(serde_json::from_str::<Id<()>>(bad).is_err(), "{bad}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Id;
    use crate::heymarket::Member;

    #[test]
    fn an_id_is_read_and_written_as_its_number() {
        let id: Id<Member> = "9007199254740993".parse().unwrap();
        assert_eq!((id.get(), id.to_string()), (9_007_199_254_740_993, id.get().to_string()));
        assert_eq!(
            (Id::from(7_u32), format!("{id:?}")),
            (Id::<Member>::new(7), "Id(9007199254740993)".into())
        );
        assert!("7x".parse::<Id<Member>>().is_err());
    }
}
