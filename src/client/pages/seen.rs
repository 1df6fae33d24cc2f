/// The ids of what was given. A hash table would weigh more.
#[derive(Default)]
pub(in crate::client) struct Seen {
    /// In order, and each sorted; none is empty.
    buckets: Vec<Vec<String>>,
    count: usize,
}

/// A bucket holds fewer ids.
const FULL: usize = 512;

impl Seen {
    /// How many there are.
    pub(in crate::client) fn count(&self) -> usize {
        self.count
    }

    /// The bucket that an id belongs into, and its place there: where it is, or where it would be.
    fn place(&self, id: &str) -> (usize, Result<usize, usize>) {
        let is_before =
            |bucket: &Vec<String>| bucket.first().is_some_and(|first| first.as_str() <= id);
        let at = self.buckets.partition_point(is_before).saturating_sub(1);
        let bucket = self.buckets.get(at).map(Vec::as_slice).unwrap_or_default();
        (at, bucket.binary_search_by(|known| known.as_str().cmp(id)))
    }

    pub(in crate::client) fn has(&self, id: &str) -> bool {
        self.place(id).1.is_ok()
    }

    /// Adds an id; whether it is new.
    pub(in crate::client) fn add(&mut self, id: &str) -> bool {
        let (at, Err(place)) = self.place(id) else { return false };
        self.count = self.count.wrapping_add(1);
        match self.buckets.get_mut(at) {
            Some(bucket) => {
                bucket.insert(place, id.into());
                if bucket.len() == FULL {
                    let behind = bucket.split_off(FULL / 2);
                    self.buckets.insert(at.wrapping_add(1), behind);
                }
            }
            None => self.buckets.push(vec![id.into()]),
        }
        true
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
