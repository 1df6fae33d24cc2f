use super::sorted::add;

/// The ids of what was given. A hash table would weigh more.
#[derive(Default)]
pub(in crate::client) struct Seen {
    /// Each sorted, and longer than the next one.
    runs: Vec<Vec<String>>,
    count: usize,
}

impl Seen {
    /// How many there are.
    pub(in crate::client) fn count(&self) -> usize {
        self.count
    }

    pub(in crate::client) fn has(&self, id: &str) -> bool {
        self.runs.iter().any(|run| run.binary_search_by(|known| known.as_str().cmp(id)).is_ok())
    }

    /// Adds an id; whether it is new.
    pub(in crate::client) fn add(&mut self, id: &str) -> bool {
        if self.has(id) {
            return false;
        }
        self.count = self.count.saturating_add(1);
        add(&mut self.runs, id.into(), &|a, b| a > b);
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Seen;

    #[test]
    fn each_id_is_new_once() {
        let (mut seen, mut expected) = (Seen::default(), HashSet::new());
        for at in 0..3_000_u64 {
            let id = (at.pow(2).wrapping_mul(2_654_435_761) % 1_009).to_string();
            assert_eq!(seen.has(&id), expected.contains(&id));
            assert_eq!(seen.add(&id), expected.insert(id));
            assert_eq!(seen.count(), expected.len());
        }
        assert!(!seen.has(""));
    }
}
