use std::collections::VecDeque;

/// So many of the last requests are remembered.
const MOST: usize = 10_000;

/// What arrived, in the order in which it did.
#[derive(Debug, Clone, Default)]
pub struct Arrivals {
    list: VecDeque<Arrived>,
    /// The last one's number.
    count: u64,
}

/// A request that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Counts up from 1.
    pub number: u64,
    /// When, by the clock of the server.
    pub at_ms: u64,
    /// `heymarket` or `qlara`, by its path.
    pub service: &'static str,
    /// The operation's name in JavaScript, if it is one.
    pub operation: Option<&'static str>,
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Whether its body came whole.
    pub complete: bool,
    /// What became of the response; nothing yet while it is under way.
    pub answer: Option<Answered>,
}

/// What became of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// How it ended.
    pub ended: Ended,
    /// How many bytes of it were sent.
    pub bytes: u64,
}

/// How a response ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// All that should be sent was.
    Sent,
    /// By a reset, as the script has it.
    Reset,
    /// The client went away.
    ClientGone,
    /// A stall, when it had lasted long enough.
    GaveUp,
}

impl Arrivals {
    /// Remembers a request; tells its number.
    pub(crate) fn add(&mut self, mut arrived: Arrived) -> u64 {
        self.count += 1;
        arrived.number = self.count;
        if self.list.len() >= MOST {
            self.list.pop_front();
        }
        self.list.push_back(arrived);
        self.count
    }

    /// All that is remembered.
    pub fn list(&self) -> impl Iterator<Item = &Arrived> {
        self.list.iter()
    }

    /// Forgets all of it; the numbers go on.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    /// Records what became of a response.
    pub fn answered(&mut self, number: u64, answer: Answered) {
        if let Some(arrived) = self.find(number) {
            arrived.answer = Some(answer);
        }
    }

    pub(crate) fn find(&mut self, number: u64) -> Option<&mut Arrived> {
        self.list.iter_mut().rev().find(|arrived| arrived.number == number)
    }
}
