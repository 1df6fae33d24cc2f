use crate::codec::{decimal, joined};

/// The timestamps of which there may be more items than a page holds.
#[derive(Default)]
pub(super) struct Full {
    count: u32,
    /// The first few of them.
    names: String,
    /// How many items of the first one came.
    most: usize,
}

impl Full {
    pub(super) fn is_any(&self) -> bool {
        self.count > 0
    }

    /// Takes note of one, of which so many items came.
    pub(super) fn note(&mut self, name: &str, items: usize) {
        if self.count == 0 {
            self.most = items;
        }
        let [before, name] = match self.count {
            0 => ["", name],
            1 | 2 => [", ", name],
            3 => [" …", ""],
            _ => return,
        };
        self.count = self.count.wrapping_add(1);
        self.names = joined(&[&self.names, before, name]);
    }

    pub(super) fn message(&self) -> String {
        let most = decimal(self.most as u64);
        joined(&[
            &most,
            " or more items share ",
            &self.names,
            ", but a page holds only ",
            &most,
            ": the rest, if any, cannot be fetched",
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::Full;

    #[test]
    fn the_first_three_are_named() {
        let named = |count: usize| {
            let mut full = Full::default();
            for (name, items) in ["a", "b", "c", "d", "e"].iter().zip(7..).take(count) {
                full.note(name, items);
            }
            let message = full.message();
            let (before, behind) = message.split_once(", but").unwrap();
            assert_eq!(behind, " a page holds only 7: the rest, if any, cannot be fetched");
            before.strip_prefix("7 or more items share ").unwrap().to_owned()
        };
        assert!(!Full::default().is_any());
        assert_eq!(named(1), "a");
        assert_eq!(named(3), "a, b, c");
        assert_eq!(named(4), "a, b, c …");
        assert_eq!(named(5), "a, b, c …");
    }
}
