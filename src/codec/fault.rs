//! What is wrong with a text, and where.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::write::{decimal, joined};
use crate::http::{Error, ErrorKind};
use crate::schema::to_camel;

/// A text breaks a rule of JSON or of its table.
#[derive(Debug)]
pub struct Fault {
    message: String,
    /// The value is good JSON, but not what the table wants.
    pub(crate) mismatch: bool,
    /// From the spot outwards.
    path: Vec<Step>,
}

/// One step from a value to a value inside of it.
#[derive(Debug)]
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

impl Fault {
    #[cold]
    #[inline(never)]
    pub(crate) fn new(message: String) -> Box<Self> {
        Box::new(Fault { message, mismatch: false, path: Vec::new() })
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

    /// A value that must be there is not.
    #[cold]
    #[inline(never)]
    pub(crate) fn missing() -> Box<Self> {
        let mut fault = Fault::new("is missing".into());
        fault.mismatch = true;
        fault
    }

    /// The value is of another kind.
    #[cold]
    #[inline(never)]
    pub(crate) fn mismatch(expected: &str, found: &str) -> Box<Self> {
        let mut fault = Fault::new(joined(&["expected ", expected, ", found ", found]));
        fault.mismatch = true;
        fault
    }

    /// The same fault, seen from one step further outside.
    #[cold]
    #[inline(never)]
    pub(crate) fn inside(mut self: Box<Self>, step: Step) -> Box<Self> {
        self.path.push(step);
        self
    }

    /// The path, beginning with `root`.
    fn path(&self, root: &str) -> String {
        let mut path = String::from(root);
        for step in self.path.iter().rev() {
            if let Step::Item(at) = step {
                path.push('[');
                path.push_str(&decimal(*at as u64));
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
        let path = self.path("");
        let mut error = Error::new(ErrorKind::InvalidArgument, self.message);
        error.path = if path.is_empty() { None } else { Some(path) };
        error
    }
}

impl From<Box<Fault>> for Error {
    fn from(fault: Box<Fault>) -> Self {
        let path = fault.path("$");
        let mut error = Error::new(ErrorKind::Decode, fault.message);
        error.path = Some(path);
        error
    }
}
