use crate::error::Error;
use crate::schema::{Kind, Shape};

/// One operation of a service: everything that is needed to write its request and read its response.
#[derive(Debug)]
pub struct Operation {
    /// The function's name in JavaScript.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the base URL; `{field}` stands for a field that travels in the path.
    pub path: &'static str,
    /// What the caller gives.
    pub input: &'static Shape,
    /// What a successful response holds.
    pub reply: Kind,
    /// What happens when the request is sent twice.
    pub repeat: Repeat,
}

impl Error {
    /// The same error, as that of an operation. Whether an input allows a retry that the operation by itself
    /// does not is for the caller to say.
    pub(crate) fn of(mut self, operation: &Operation) -> Self {
        self.operation = operation.name;
        self.once = matches!(operation.repeat, Repeat::Once | Repeat::OnceUnless(_));
        self
    }
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// The method as it is written in a request.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// What happens when a request is sent twice; the retry policy reads nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repeat {
    /// Nothing changes: safe to retry.
    Read,
    /// The same state is reached again: may be retried.
    SetsState,
    /// The same, and afterwards there is nothing that the request could name: a 404 after an attempt whose
    /// response was lost means that it succeeded.
    Deletes,
    /// It happens twice (a message is sent twice): never retried unless the service rejected it.
    Once,
    /// The same, unless this field is given: by it the service knows the second request for the same.
    OnceUnless(&'static str),
    /// A request whose `OnceUnless` field is given: may be retried, and a response that cannot be read still
    /// does not say whether it happened.
    OnceByKey,
}
