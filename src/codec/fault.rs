//! What is wrong with a text, and where.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::drift::Drift;
use crate::codec::write::{decimal, joined};
use crate::http::{Error, ErrorKind};
use crate::schema::to_camel;

/// A text breaks a rule of JSON or of its table.
#[derive(Debug, Clone)]
pub struct Fault {
    /// What was expected, where something else was found; else what is wrong.
    message: String,
    /// What was found, in words, where it is good JSON, but not what the table wants.
    found: Option<&'static str>,
    /// From the spot outwards.
    path: Vec<Step>,
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
        Box::new(Fault { message, found: None, path: Vec::new() })
    }

    /// The same, where the words stand fast.
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
        Box::new(Fault { message: expected.into(), found: Some(found), path: Vec::new() })
    }

    /// A value that must be there is not.
    #[cold]
    #[inline(never)]
    pub(crate) fn missing(expected: &str) -> Box<Self> {
        Fault::unexpected(expected, NOTHING)
    }

    /// Whether the value is good JSON, but not what the table wants.
    pub(crate) fn is_mismatch(&self) -> bool {
        self.found.is_some()
    }

    /// The same for all that is found at the same place, whichever item of a list it is in.
    pub(crate) fn kind(&self) -> usize {
        // Where the words stand says which they are.
        let mut kind = self.found.map_or(0, |found| found.as_ptr() as usize);
        for step in &self.path {
            let step = if let Step::Member(key) = step { key.as_ptr() as usize } else { 1 };
            kind = kind.rotate_left(5) ^ step;
        }
        kind
    }

    /// The fault is seen from one step further outside: under a key; under none, from a list.
    pub(crate) fn enter(&mut self, key: &'static str) {
        self.path.push(if key.is_empty() { Step::Item(0) } else { Step::Member(key) });
    }

    /// The fault as something that was found in a response and did it no harm.
    pub(crate) fn into_drift(self) -> Drift {
        let path = self.path("$", true);
        Drift { path, expected: self.message, found: self.found.unwrap_or_default() }
    }

    fn words(&self) -> String {
        match self.found {
            None => self.message.clone(),
            Some(NOTHING) => "is missing".into(),
            Some(found) => joined(&["expected ", &self.message, ", found ", found]),
        }
    }

    /// The same fault, seen from one step further outside.
    #[cold]
    #[inline(never)]
    pub(crate) fn inside(mut self: Box<Self>, step: Step) -> Box<Self> {
        self.path.push(step);
        self
    }

    /// The path, beginning with `root`; in one that is meant for all items of a list, these are `*`.
    fn path(&self, root: &str, of_all: bool) -> String {
        let mut path = String::from(root);
        for step in self.path.iter().rev() {
            if let Step::Item(at) = step {
                path.push('[');
                path.push_str(&if of_all { "*".into() } else { decimal(*at as u64) });
                path.push(']');
                continue;
            }
            if !path.is_empty() {
                path.push('.');
            }
            match step {
                Step::Item(_) => {}
                Step::Member(key) => path.push_str(key),
                Step::Field(name) => path.push_str(&to_camel(name)),
                Step::Unknown(key) => path.push_str(key),
            }
        }
        path
    }

    /// The fault as the error of a caller's input.
    pub(crate) fn into_invalid_argument(self) -> Error {
        let path = self.path("", false);
        let mut error = Error::new(ErrorKind::InvalidArgument, self.words());
        error.path = if path.is_empty() { None } else { Some(path) };
        error
    }
}

impl From<Box<Fault>> for Error {
    fn from(fault: Box<Fault>) -> Self {
        let path = fault.path("$", false);
        let mut error = Error::new(ErrorKind::Decode, fault.words());
        error.path = Some(path);
        error
    }
}
