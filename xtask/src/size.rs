//! `cargo xtask size`: what a user downloads, and whether that is within `size-budget.json`.

use crate::failure::Result;
use crate::process::Program;
use crate::{build, paths};

/// What is done with the budget.
pub(crate) enum Budget {
    /// Nothing.
    None,
    /// What is larger than the budget allows is a failure.
    Check,
    /// What is smaller than the budget becomes the budget.
    Lower,
}

impl Budget {
    pub(crate) fn argument(&self) -> Option<&'static str> {
        match self {
            Budget::None => None,
            Budget::Check => Some("--check"),
            Budget::Lower => Some("--bless"),
        }
    }
}

/// Builds the package and weighs it; `false` when it is over its budget.
pub(crate) fn run(budget: &Budget) -> Result<bool> {
    build::build()?;
    weigh(budget)?.show()
}

/// Whether the package as it was built is within its budget.
pub(crate) fn check() -> Result<()> {
    weigh(&Budget::Check)?.run().map(drop)
}

fn weigh(budget: &Budget) -> Result<Program> {
    let program = Program::new("node")?
        .arg(paths::root().join("xtask/size.mjs"))
        .arg(paths::package().join("dist"))
        .arg(paths::generated().join("bundle.json"))
        .arg(paths::root().join("size-budget.json"));
    Ok(program.args(budget.argument()))
}
