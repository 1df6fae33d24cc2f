//! What looks like chance in the seeds, and is the same every time.

const NAMES: [&str; 24] = [
    "Ada",
    "Amélie",
    "Björn",
    "Chidi",
    "Dora",
    "Elif",
    "Farid",
    "Grace",
    "Hiro",
    "Inés",
    "Jürgen",
    "Kofi",
    "Léa",
    "Marek",
    "Nadia",
    "Olga",
    "Paulo",
    "Quinn",
    "Rosa",
    "Søren",
    "Tariq",
    "Uma",
    "Владимир",
    "Wanjiru",
];

const MESSAGES: [&str; 12] = [
    "Thanks, that works for me.",
    "Could I move my appointment to Thursday at 10:30?",
    "Is the blue one still in stock?",
    "I have sent the form back, did it arrive?",
    "¿A qué hora abren mañana?",
    "Running 10 minutes late, sorry!",
    "Perfect 👍 see you then",
    "The invoice lists two items, but I only ordered one. Can you have a look?",
    "YES",
    "Where do I park?",
    "Merci beaucoup, à bientôt !",
    "Please call me when it is ready for pickup.",
];

/// A number that nobody has: area code and exchange are 555.
pub(crate) fn phone(number: i64) -> String {
    format!("1555555{number:04}")
}

/// SplitMix64: small, and always the same.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Dice(seed)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `from` up to but not including `to`.
    pub(crate) fn between(&mut self, from: i64, to: i64) -> i64 {
        let room = to.saturating_sub(from).max(1).unsigned_abs();
        from + i64::try_from(self.roll() % room).unwrap_or_default()
    }

    pub(crate) fn one_in(&mut self, chances: i64) -> bool {
        self.between(0, chances) == 0
    }

    pub(crate) fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        let at = self.between(0, i64::try_from(from.len()).unwrap_or_default());
        usize::try_from(at).ok().and_then(|at| from.get(at)).copied().unwrap_or_default()
    }

    /// A person's name.
    pub(crate) fn name(&mut self) -> &'static str {
        self.pick(&NAMES)
    }

    /// What a contact writes.
    pub(crate) fn message(&mut self) -> &'static str {
        self.pick(&MESSAGES)
    }

    /// Puts a list into another order, each as likely as any.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            let room = u64::try_from(end).unwrap_or(u64::MAX).saturating_add(1);
            let at = usize::try_from(self.roll() % room).unwrap_or_default();
            list.swap(at, end);
        }
    }
}
