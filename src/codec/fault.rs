//! What is wrong with a text, and where.

use alloc::boxed::Box;
use alloc::string::String;

use crate::codec::drift::Drift;
use crate::codec::expected::expected;
use crate::codec::write::{decimal, joined};
use crate::error::{Error, ErrorKind};
use crate::schema::{Kind, to_camel};

/// A text breaks a rule of JSON or of its table.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What was expected, where something else was found; else what is wrong.
    message: String,
    /// What was found, in words, where it is good JSON, but not what the table wants.
    found: Option<&'static str>,
    /// The way to the spot: `.members[2].id`. It grows at its front, while the fault travels outwards.
    path: String,
}

/// One step from a value to a value inside of it.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// An item of a list.
    Item(usize),
    /// A member, by its key on the wire.
    Member(&'static str),
    /// A field of an input, by its name in Rust; written as JavaScript has it.
    Field(&'static str),
    /// A key that no table knows.
    Unknown(String),
}

pub(crate) type Result<T> = core::result::Result<T, Box<Fault>>;

/// What is found where there is nothing.
const NOTHING: &str = "nothing";

impl Fault {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(message: String) -> Box<Self> {
        Box::new(Fault { message, found: None, path: String::new() })
    }

    /// The same, where the words are fixed.
    #[cold]
    #[inline(never)]
    pub(crate) fn of(message: &str) -> Box<Self> {
        Fault::new(message.into())
    }

    /// The text is not JSON.
    #[cold]
    #[inline(never)]
    pub(crate) fn syntax(at: usize, expected: &str) -> Box<Self> {
        Fault::new(joined(&["not JSON: expected ", expected, " at byte ", &decimal(at as u64)]))
    }

    /// A caller's value is of another kind.
    #[cold]
    #[inline(never)]
    pub(crate) fn mismatch(expected: &str, found: &str) -> Box<Self> {
        Fault::new(joined(&["expected ", expected, ", found ", found]))
    }

    /// A service's value is of another kind.
    #[cold]
    #[inline(never)]
    pub(crate) fn unexpected(expected: &str, found: &'static str) -> Box<Self> {
        let mut fault = Fault::new(expected.into());
        fault.found = Some(found);
        fault
    }

    /// The same, of a kind in the tables.
    #[cold]
    #[inline(never)]
    pub(crate) fn unlike(kind: &Kind, found: &'static str) -> Box<Self> {
        Fault::unexpected(expected(kind), found)
    }

    /// A value that must be there is not.
    #[cold]
    pub(crate) fn missing(kind: &Kind) -> Box<Self> {
        Fault::unlike(kind, NOTHING)
    }

    /// Whether the value is good JSON, but not what the table wants.
    pub(crate) fn is_mismatch(&self) -> bool {
        self.found.is_some()
    }

    /// The fault as something that was found in a response and did it no harm. Its path is the same for all items
    /// of a list.
    pub(crate) fn into_drift(self) -> Drift {
        let mut path = String::new();
        let mut in_brackets = false;
        for byte in self.path.bytes() {
            // Only items are in brackets: the keys are those of the tables.
            in_brackets = byte == b'[' || in_brackets && byte != b']';
            if !in_brackets {
                path.push(char::from(byte));
            } else if byte == b'[' {
                path.push_str("[*");
            }
        }
        Drift { path, expected: self.message, found: self.found.unwrap_or_default() }
    }

    /// The same fault, seen from one step further outside.
    #[cold]
    #[inline(never)]
    pub(crate) fn inside(mut self: Box<Self>, step: Step) -> Box<Self> {
        let (before, name, behind) = match step {
            Step::Item(at) => ("[", decimal(at as u64), "]"),
            Step::Member(key) => (".", key.into(), ""),
            Step::Field(name) => (".", to_camel(name), ""),
            Step::Unknown(key) => (".", key, ""),
        };
        self.path = joined(&[before, &name, behind, &self.path]);
        self
    }

    /// The fault as the error of a caller's input.
    pub(crate) fn into_invalid_argument(self) -> Error {
        let mut error = Error::from(Box::new(self));
        error.kind = ErrorKind::InvalidArgument;
        // An input has no name of its own.
        let path = error.path.take().unwrap_or_default();
        let path = path.strip_prefix('$').unwrap_or_default();
        let path = path.strip_prefix('.').unwrap_or(path);
        error.path = if path.is_empty() { None } else { Some(path.into()) };
        error
    }
}

impl From<Box<Fault>> for Error {
    fn from(fault: Box<Fault>) -> Self {
        let message = match fault.found {
            None => fault.message,
            Some(NOTHING) => "is missing".into(),
            Some(found) => joined(&["expected ", &fault.message, ", found ", found]),
        };
        let mut error = Error::new(ErrorKind::Decode, message);
        error.path = Some(joined(&["$", &fault.path]));
        error
    }
}
