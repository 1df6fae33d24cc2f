//! What a platform said of a failed request, as far as it may be shown: a copy of its words, cause by cause. The original
//! may name the address, and what was sent.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::codec::parted;
use crate::http::redact;

/// So many causes are kept.
const DEEPEST: usize = 10;
/// So many letters of each.
const LONGEST: usize = 2_000;

/// A cause in words, and its own.
struct Shown {
    words: String,
    source: Option<Box<Shown>>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl StdError for Shown {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Words without the target of the request, which may hold what was sent.
fn without(words: &str, target: &str) -> String {
    let mut left = String::new();
    let mut rest = words;
    while target.len() > 1
        && let Some((before, behind)) = parted(rest, target)
    {
        left.push_str(before);
        left.push_str("/…");
        rest = behind;
    }
    left.push_str(rest);
    left
}

/// A copy of a cause and of its own causes, without the target of the request and without the private texts.
pub(super) fn shown(
    cause: &(dyn StdError + 'static),
    target: &str,
    private: &[String],
) -> Arc<dyn StdError + Send + Sync> {
    let mut chain = Vec::new();
    let mut at = Some(cause);
    while let (Some(error), true) = (at, chain.len() < DEEPEST) {
        chain.push(redact(&without(&error.to_string(), target), LONGEST, private));
        at = error.source();
    }
    let mut shown = Shown { words: chain.pop().unwrap_or_default(), source: None };
    while let Some(words) = chain.pop() {
        shown = Shown { words, source: Some(Box::new(shown)) };
    }
    Arc::new(shown)
}
