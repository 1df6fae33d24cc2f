use super::sorted::add;

/// The ids of what was given. A hash table would weigh more, and so would a tree.
#[derive(Default)]
pub(in crate::client) struct Seen {
    /// Sorted, and each longer than the next one.
    runs: Vec<Vec<String>>,
    count: usize,
}

impl Seen {
    /// How many there are.
    pub(in crate::client) fn count(&self) -> usize {
        self.count
    }

    pub(in crate::client) fn has(&self, id: &str) -> bool {
        let has = |run: &Vec<String>| run.binary_search_by(|known| known.as_str().cmp(id)).is_ok();
        self.runs.iter().any(has)
    }

    /// Adds an id; whether it is new.
    pub(in crate::client) fn add(&mut self, id: &str) -> bool {
        let is_new = !self.has(id);
        if is_new {
            self.count = self.count.wrapping_add(1);
            add(&mut self.runs, id.into(), &|one, other| one > other);
        }
        is_new
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Seen;

    #[test]
    fn each_id_is_new_once() {
        for (count, range) in [(3_000_u64, 1_009), (20_000, 100_003)] {
            let (mut seen, mut expected) = (Seen::default(), HashSet::new());
            for at in 0..count {
                let id = (at.pow(2).wrapping_mul(2_654_435_761) % range).to_string();
                assert_eq!(seen.has(&id), expected.contains(&id));
                assert_eq!(seen.add(&id), expected.insert(id));
                assert_eq!(seen.count(), expected.len());
            }
            assert!(!seen.has(""));
        }
    }

    #[test]
    fn ids_may_come_in_any_order() {
        let (mut rising, mut falling) = (Seen::default(), Seen::default());
        for at in 0..5_000 {
            assert!(rising.add(&format!("{at:05}")));
            assert!(falling.add(&format!("{:05}", 5_000 - at)));
        }
        for seen in [rising, falling] {
            assert!((1..5_000).all(|at| seen.has(&format!("{at:05}"))));
            assert_eq!(seen.count(), 5_000);
        }
    }
}
