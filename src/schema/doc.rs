//! The words of the tables. They are beside the tables and not in them, so that a program which
//! never prints documentation does not carry it.

use crate::schema::{Operation, Shape};

/// An operation and what its doc comments say.
#[derive(Debug)]
pub struct OperationDoc {
    /// The operation's table.
    pub operation: &'static Operation,
    /// What its input is.
    pub input: &'static ShapeDoc,
    /// The object that its response is made of, if it is made of one.
    pub reply: Option<&'static ShapeDoc>,
    /// The Rust module that declares it: `threadline::heymarket::conversations::close`.
    pub module: &'static str,
}

/// A shape and what its doc comments say.
#[derive(Debug)]
pub struct ShapeDoc {
    /// The shape's table.
    pub shape: &'static Shape,
    /// The struct's name, as Rust and TypeScript call it.
    pub name: &'static str,
    /// The struct's doc comment.
    pub text: &'static str,
    /// One entry a field, in the table's order.
    pub fields: &'static [FieldDoc],
}

/// What is said of a field.
#[derive(Debug)]
pub struct FieldDoc {
    /// The field's doc comment.
    pub text: &'static str,
    /// The values known today, where the field holds one of an open set.
    pub values: &'static [&'static str],
    /// The object that the field holds, if it holds one.
    pub nested: Option<&'static ShapeDoc>,
}
