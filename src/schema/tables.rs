/// Names a module's operations once: their tables, and the tables with their words.
macro_rules! tables {
    ($($input:ty),* $(,)?) => {
        /// The tables of the operations, in the order that JavaScript calls them by.
        pub const OPERATIONS: &[&$crate::schema::Operation] =
            &[$(<$input as $crate::schema::Call>::OPERATION),*];

        /// The same with their words.
        pub const DOCS: &[&$crate::schema::OperationDoc] =
            &[$(<$input as $crate::schema::Call>::OPERATION_DOC),*];
    };
}

pub(crate) use tables;
