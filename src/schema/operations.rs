//! How operations are named: each in one line of its folder, each folder once in its service.

/// Names a folder's operations, one a line: `file => Input`. That alone puts an operation into the crate and into its
/// service's tables, in the order of the lines.
///
/// `cargo fmt` does not look for files in macros: `cargo xtask fmt` formats them, and `cargo xtask test lint` checks
/// them.
macro_rules! operations {
    ($($file:ident => $input:ident),+ $(,)?) => {
        $(
            mod $file;
            pub use $file::$input;
        )+

        pub(crate) const OPERATIONS: &[&$crate::schema::Operation] =
            &[$(<$input as $crate::schema::Call>::OPERATION),+];

        pub(crate) const DOCS: &[&$crate::schema::OperationDoc] =
            &[$(<$input as $crate::schema::Call>::OPERATION_DOC),+];

        #[cfg(test)]
        #[test]
        fn every_operation_is_named() {
            let named = [$(stringify!($file)),+];
            $crate::schema::assert_named(file!(), &named, |_| true);
        }
    };
}

/// A service's tables: its folders of operations, in the order that JavaScript calls them by.
macro_rules! tables {
    ($($folder:ident),+ $(,)?) => {
        /// The tables of the operations, in the order that JavaScript calls them by.
        pub const OPERATIONS: &[&$crate::schema::Operation] =
            &$crate::schema::in_a_row::<_, { 0 $(+ $folder::OPERATIONS.len())+ }>(
                &[$($folder::OPERATIONS),+],
            );

        /// The same with their words.
        pub const DOCS: &[&$crate::schema::OperationDoc] =
            &$crate::schema::in_a_row::<_, { 0 $(+ $folder::DOCS.len())+ }>(
                &[$($folder::DOCS),+],
            );

        #[cfg(test)]
        #[test]
        fn every_folder_of_operations_is_named() {
            let named = [$(stringify!($folder)),+];
            $crate::schema::assert_named(file!(), &named, std::path::Path::is_dir);
        }
    };
}

pub(crate) use {operations, tables};

/// The items of all lists, one list behind the other.
#[allow(clippy::panic, reason = "evaluated by the compiler, which it stops")]
pub(crate) const fn in_a_row<T: Copy, const LENGTH: usize>(lists: &[&[T]]) -> [T; LENGTH] {
    let [[first, ..], ..] = lists else { panic!("the first list is empty") };
    let mut row = [*first; LENGTH];
    let (mut lists, mut free) = (lists, row.as_mut_slice());
    while let [list, others @ ..] = lists {
        let mut items = *list;
        while let [item, behind @ ..] = items {
            let Some((place, others)) = free.split_first_mut() else {
                panic!("there are more items than places")
            };
            *place = *item;
            (items, free) = (behind, others);
        }
        lists = others;
    }
    row
}

/// Whatever stands beside a `mod.rs` and counts is named in it. The compiler sees the opposite: what is named is there.
#[cfg(test)]
pub(crate) fn assert_named(mod_rs: &str, named: &[&str], counts: fn(&std::path::Path) -> bool) {
    let mod_rs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(mod_rs);
    for entry in mod_rs.parent().unwrap().read_dir().unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let known = path == mod_rs || !counts(&path) || named.contains(&name);
        assert!(known, "{} has no line in {}", path.display(), mod_rs.display());
    }
}

#[cfg(test)]
mod tests {
    use super::in_a_row;

    #[test]
    fn lists_keep_their_order() {
        assert_eq!(in_a_row::<_, 4>(&[&[3, 1], &[], &[2, 2]]), [3, 1, 2, 2]);
    }
}
