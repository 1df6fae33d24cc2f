//! The numbers by which the module and the JavaScript around it understand each other. `cargo xtask types --bless` prints
//! `pkg-template/module/protocol.ts` from them, so that neither side types them twice.

/// A group of numbers, each with what it means.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// What the names begin with in JavaScript: `TAG`.
    pub prefix: &'static str,
    /// What the numbers tell.
    pub doc: &'static str,
    /// Name, number and meaning.
    pub numbers: &'static [(&'static str, i32, &'static str)],
}

macro_rules! group {
    ($(#[doc = $doc:literal])+ $module:ident $prefix:literal: $type:ty { $($(#[doc = $meaning:literal])+ $name:ident = $number:expr,)+ }) => {
        $(#[doc = $doc])+
        pub mod $module {
            $($(#[doc = $meaning])+ pub const $name: $type = $number;)+

            /// All of them.
            pub const GROUP: super::Group = super::Group {
                prefix: $prefix,
                doc: concat!($($doc),+),
                numbers: &[$((stringify!($name), $name as i32, concat!($($meaning),+))),+],
            };
        }
    };
}

group! {
    /// What a word of the tape is: the lowest four bits of its head.
    tag "TAG": u32 {
        /// Absent: `undefined`.
        NONE = 0,
        /// `null`.
        NULL = 1,
        /// `true`.
        TRUE = 2,
        /// `false`.
        FALSE = 3,
        /// A whole number of at most 53 bits: the upper ones in the head, the lower 32 in the payload.
        INT = 4,
        /// The same, negative.
        NEG = 5,
        /// A stretch of the text: its length in the head, its start in the payload, both in UTF-16 units.
        TEXT = 6,
        /// The same between two quotes, with escapes to resolve.
        ESCAPED = 7,
        /// An object: the shape's id in the head, the place of its first slot in the payload.
        OBJECT = 8,
        /// A list: the number of items in the head, the place of the first in the payload.
        LIST = 9,
        /// As `ESCAPED`, and lower-case.
        LOWER = 10,
        /// A stretch of the text that is JSON, parsed as it is.
        JSON = 11,
        /// A time that came as a number: milliseconds since 1970, as in `INT`. It becomes RFC 3339.
        TIME = 12,
        /// As `OBJECT`, with only the members that came: the others are `NONE`.
        PARTIAL = 13,
    }
}

group! {
    /// How an attempt ended that has no status; a status stands for itself.
    outcome "OUTCOME": i32 {
        /// The connection failed, before or after the service had the request.
        LOST = -1,
        /// `timeoutMs` passed before the response was complete.
        TIMED_OUT = -2,
        /// The response cannot be read; a retry would not change that.
        GARBLED = -3,
        /// Something that a retry does not change.
        FINAL = -4,
        /// There was no connection, so nothing was sent.
        UNSENT = -5,
    }
}

group! {
    /// What follows an attempt that failed, where it is not a wait in milliseconds before the next one.
    verdict "VERDICT": f64 {
        /// The call fails with what happened.
        FAIL = -1.0,
        /// The call fails: whether the service did it is not known.
        UNKNOWN = -2.0,
        /// An earlier attempt did it: the call succeeds, without a value.
        DONE = -3.0,
    }
}

group! {
    /// What happens when a request is sent twice.
    repeat "REPEAT": u32 {
        /// Nothing changes.
        READ = 0,
        /// The same state is reached again.
        SETS_STATE = 1,
        /// It happens twice: never retried unless the service rejected it.
        ONCE = 2,
        /// What the request names is gone: a 404 after a lost response means success.
        DELETES = 3,
        /// The service recognises the second request by a key in its input.
        ONCE_BY_KEY = 4,
    }
}

group! {
    /// How strictly a body is read.
    reading "READING": u32 {
        /// What is not documented becomes its nearest meaning, or null.
        LENIENT = 0,
        /// The same, and each kind of drift is noted.
        OBSERVED = 1,
        /// What is not documented is an error.
        STRICT = 2,
    }
}

group! {
    /// Whose webhook it is.
    service "SERVICE": u32 {
        /// Heymarket's.
        HEYMARKET = 0,
        /// Qlara's.
        QLARA = 1,
    }
}

/// All groups.
pub const GROUPS: &[Group] =
    &[tag::GROUP, outcome::GROUP, verdict::GROUP, repeat::GROUP, reading::GROUP, service::GROUP];
