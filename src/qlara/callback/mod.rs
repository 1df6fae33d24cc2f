//! The address that the account's webhooks are posted to: there is one, or none.

mod create;
mod delete;
mod get;
mod update;

pub use create::CreateCallback;
pub use delete::DeleteCallback;
pub use get::GetCallback;
pub use update::UpdateCallback;
