use alloc::string::String;

use crate::schema::{Method, Repeat};

/// A request as an operation writes it: without host and credentials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// Path and query, percent-encoded, beginning with `/`.
    pub target: String,
    /// The JSON body, if the operation has one.
    pub body: Option<String>,
    /// What happens when it is sent twice; never `OnceUnless`, but `Once` or `OnceByKey`.
    pub repeat: Repeat,
}
