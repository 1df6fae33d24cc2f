//! What a table is: operations, the shapes of what goes in and comes out, their fields and rules.
//!
//! The tables are plain constants, written by the attribute macros [`macro@operation`],
//! [`macro@input`] and [`macro@model`] from one declaration each. Everything else reads them: the
//! codec, the printed TypeScript types, the fake services, the documentation.

mod case;
mod doc;
mod field;
mod id;
mod kind;
mod operation;
mod operations;
mod partial;
mod rule;
mod texts;
mod values;

pub use case::{is_camel_of, to_camel};
pub use doc::{FieldDoc, OperationDoc, ShapeDoc};
pub use field::{Alias, Field, Place, Shape};
pub use id::Id;
pub use kind::Kind;
pub use operation::{Method, Operation, Repeat};
#[cfg(test)]
pub(crate) use operations::assert_named;
pub(crate) use operations::{in_a_row, operations, tables};
pub use partial::Partial;
pub use rule::Rule;
pub(crate) use texts::known_texts;
pub use texts::{Addressees, Opaque, Phone, QuarterHour, Target, Timestamp};
pub use threadline_macros::{input, model, operation};
pub use values::{
    Acknowledged, Call, Count, Json, Nothing, OneOrMore, Raw, Table, UnixSeconds, Value,
};
