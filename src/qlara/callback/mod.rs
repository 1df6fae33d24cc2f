//! The address that the account's webhooks are posted to: there is one, or none.

use crate::schema::operations;

operations! {
    create => CreateCallback,
    get => GetCallback,
    update => UpdateCallback,
    delete => DeleteCallback,
}
