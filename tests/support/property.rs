//! How many cases a property test tries, and which.

use proptest::prelude::ProptestConfig;
use proptest::test_runner::{RngSeed, contextualize_config};

/// So many cases, the same in every run: `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more of them and
/// for others, as `cargo xtask fuzz` does.
pub fn cases(cases: u32) -> ProptestConfig {
    contextualize_config(ProptestConfig {
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
        ..ProptestConfig::with_cases(cases)
    })
}
