//! The types that hold text of one kind, and the enums of texts that are known.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::cmp::Ordering;
use core::convert::Infallible;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::str::FromStr;

use crate::codec::Word;
use crate::schema::{Kind, Value};
use crate::typed::{Read, Reader, Write, Writer};

macro_rules! texts {
    ($($(#[doc = $doc:literal])+ $name:ident => $kind:ident;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
            pub struct $name(pub String);

            impl $name {
                /// It, as text.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl From<&str> for $name {
                fn from(text: &str) -> Self {
                    $name(text.to_owned())
                }
            }

            impl From<String> for $name {
                fn from(text: String) -> Self {
                    $name(text)
                }
            }

            impl From<&$name> for $name {
                fn from(other: &$name) -> Self {
                    other.clone()
                }
            }

            impl From<$name> for String {
                fn from(text: $name) -> Self {
                    text.0
                }
            }

            impl FromStr for $name {
                type Err = Infallible;

                fn from_str(text: &str) -> Result<Self, Infallible> {
                    Ok(text.into())
                }
            }

            impl AsRef<str> for $name {
                fn as_ref(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.pad(&self.0)
                }
            }

            impl Value for $name {
                const KIND: Kind = Kind::$kind;
            }

            impl Read for $name {
                fn read(reader: &Reader<'_>, word: Word) -> Self {
                    $name(String::read(reader, word))
                }
            }

            impl Write for $name {
                fn write(&self, writer: &mut Writer) {
                    writer.text(&self.0);
                }
            }
        )+
    };
}

texts! {
    /// A phone number, a short code, an e-mail address, or the target of a chat.
    Target => Target;

    /// A date and time in RFC 3339, exactly as the service wrote it: parsing it would lose the microseconds, and with
    /// them the place in a list.
    Timestamp => Timestamp;

    /// A phone number as E.164 has it: digits, the country's code first.
    Phone => Phone;

    /// Whom an e-mail goes to: `to:`, `cc:` or `bcc:` and addresses between commas.
    Addressees => Addressees;

    /// A time on a quarter of an hour: RFC 3339 with its offset.
    QuarterHour => QuarterHour;
}

/// An id of which nothing is known but that it names something: text.
pub struct Opaque<T: ?Sized> {
    text: String,
    of: PhantomData<fn() -> T>,
}

impl<T: ?Sized> Opaque<T> {
    /// The id with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Opaque { text: text.into(), of: PhantomData }
    }

    /// It, as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T: ?Sized> Clone for Opaque<T> {
    fn clone(&self) -> Self {
        Opaque::new(self.text.clone())
    }
}

impl<T: ?Sized> PartialEq for Opaque<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T: ?Sized> Eq for Opaque<T> {}

impl<T: ?Sized> PartialOrd for Opaque<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for Opaque<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<T: ?Sized> Hash for Opaque<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T: ?Sized> fmt::Debug for Opaque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opaque({:?})", self.text)
    }
}

impl<T: ?Sized> fmt::Display for Opaque<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl<T: ?Sized> AsRef<str> for Opaque<T> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<T: ?Sized> From<&str> for Opaque<T> {
    fn from(text: &str) -> Self {
        Opaque::new(text)
    }
}

impl<T: ?Sized> From<String> for Opaque<T> {
    fn from(text: String) -> Self {
        Opaque::new(text)
    }
}

impl<T: ?Sized> From<&Opaque<T>> for Opaque<T> {
    fn from(other: &Opaque<T>) -> Self {
        other.clone()
    }
}

impl<T: ?Sized> FromStr for Opaque<T> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Opaque::new(text))
    }
}

impl<T: ?Sized> Value for Opaque<T> {
    const KIND: Kind = Kind::Opaque;
}

impl<T: ?Sized> Read for Opaque<T> {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        Opaque::new(String::read(reader, word))
    }
}

impl<T: ?Sized> Write for Opaque<T> {
    fn write(&self, writer: &mut Writer) {
        writer.text(&self.text);
    }
}

#[cfg(feature = "serde")]
mod by_serde {
    use alloc::string::String;

    use super::Opaque;
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::{Serialize, Serializer};

    impl<T: ?Sized> Serialize for Opaque<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(&self.text)
        }
    }

    impl<'de, T: ?Sized> Deserialize<'de> for Opaque<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            String::deserialize(deserializer).map(Opaque::new)
        }
    }
}

/// Declares the values of a field that are known today; a service may give others.
macro_rules! known_texts {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $meaning:literal])+ $variant:ident = $text:literal,)+ })+) => {
        $(
            $(#[doc = $doc])+
            ///
            /// What is not known today is [`Other`](Self::Other).
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum $name {
                $($(#[doc = $meaning])+ $variant,)+
                /// A value that is not known today, as the service wrote it.
                Other(alloc::string::String),
            }

            impl $name {
                /// As the service writes it.
                pub fn as_str(&self) -> &str {
                    match self {
                        $($name::$variant => $text,)+
                        $name::Other(text) => text,
                    }
                }
            }

            impl From<&str> for $name {
                fn from(text: &str) -> Self {
                    match text {
                        $($text => $name::$variant,)+
                        _ => $name::Other(text.into()),
                    }
                }
            }

            impl From<alloc::string::String> for $name {
                fn from(text: alloc::string::String) -> Self {
                    match $name::from(text.as_str()) {
                        $name::Other(_) => $name::Other(text),
                        known => known,
                    }
                }
            }

            impl core::str::FromStr for $name {
                type Err = core::convert::Infallible;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    Ok(text.into())
                }
            }

            impl core::fmt::Display for $name {
                fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    f.pad(self.as_str())
                }
            }

            impl $crate::schema::Value for $name {
                const KIND: $crate::schema::Kind = $crate::schema::Kind::Text;
                const VALUES: &'static [&'static str] = &[$($text),+];
            }

            impl $crate::typed::Read for $name {
                fn read(
                    reader: &$crate::typed::Reader<'_>,
                    word: $crate::codec::Word,
                ) -> Self {
                    $name::from(<alloc::string::String as $crate::typed::Read>::read(reader, word))
                }
            }

            impl $crate::typed::Write for $name {
                fn write(&self, writer: &mut $crate::typed::Writer) {
                    writer.text(self.as_str());
                }
            }

            #[cfg(feature = "serde")]
            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }

            #[cfg(feature = "serde")]
            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    <alloc::string::String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
                }
            }
        )+
    };
}

pub(crate) use known_texts;
