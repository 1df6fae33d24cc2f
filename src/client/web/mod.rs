//! What pages, Workers and Node have in common: the platform's own functions, bound as globals, since Workers have no
//! window.

mod abort;
mod body;
mod cause;
mod clock;
mod init;
mod js;
mod place;
mod response;
mod sleep;
mod streamed;
mod unsent;

pub(super) use abort::Abort;
#[cfg(feature = "gloo")]
pub(super) use cause::words;
pub(super) use clock::{date_ms, now_ms, random, unix_ms};
pub(super) use init::init;
#[cfg(feature = "gloo")]
pub(super) use init::{headers, takes_cache};
pub(super) use place::public_place;
pub(super) use response::respond;
pub(super) use sleep::sleep;
