//! Sorting by merging. The standard library's sort weighs more than a whole walk.

/// Sorts, and keeps the order of what is equal.
pub(in crate::client) fn sorted<T>(items: Vec<T>, is_behind: impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut runs = Vec::new();
    for item in items {
        add(&mut runs, item, &is_behind);
    }
    let mut whole = Vec::new();
    while let Some(run) = runs.pop() {
        whole = merged(run, whole, &is_behind);
    }
    whole
}

/// Adds an item to sorted runs, of which each is longer than the next one: so there are few.
pub(super) fn add<T>(runs: &mut Vec<Vec<T>>, item: T, is_behind: &impl Fn(&T, &T) -> bool) {
    let mut run = vec![item];
    while let Some(before) = runs.pop_if(|before| before.len() <= run.len()) {
        run = merged(before, run, is_behind);
    }
    runs.push(run);
}

fn merged<T>(mut left: Vec<T>, mut right: Vec<T>, is_behind: &impl Fn(&T, &T) -> bool) -> Vec<T> {
    let mut whole = Vec::with_capacity(left.len().wrapping_add(right.len()));
    // From the end: an item is popped in less code than it is shifted.
    while let Some(item) = match (left.last(), right.last()) {
        (Some(one), Some(other)) if is_behind(one, other) => left.pop(),
        (_, Some(_)) => right.pop(),
        _ => left.pop(),
    } {
        whole.push(item);
    }
    reversed(whole)
}

/// The last one first. The standard library's `reverse` swaps, with bounds checks that say in words what was wrong.
pub(super) fn reversed<T>(mut items: Vec<T>) -> Vec<T> {
    let mut reversed = Vec::with_capacity(items.len());
    while let Some(item) = items.pop() {
        reversed.push(item);
    }
    reversed
}

#[cfg(test)]
mod tests {
    use super::sorted;

    #[test]
    fn what_is_equal_keeps_its_order() {
        for length in 0..70_usize {
            let items: Vec<_> = (0..length).map(|at| (at.wrapping_mul(7_919) % 11, at)).collect();
            let mut expected = items.clone();
            expected.sort();
            assert_eq!(sorted(items, |a, b| a.0 > b.0), expected);
        }
    }
}
