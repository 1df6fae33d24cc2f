//! A step: says its name when it starts and its time when it ends.

use std::fmt::Display;
use std::time::Instant;

use crate::failure::Result;

pub(crate) fn step<T>(name: impl Display, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("> {name}");
    let start = Instant::now();
    let mut result = work();
    let seconds = start.elapsed().as_secs_f64();
    match &mut result {
        Ok(_) => println!("  done in {seconds:.1} s"),
        Err(failure) => {
            // A step inside this one may have shown it.
            if !failure.shown {
                println!("  {failure}");
                failure.shown = true;
            }
            println!("  FAILED after {seconds:.1} s");
        }
    }
    result
}

/// A remark inside a step.
pub(crate) fn note(text: impl Display) {
    println!("  {text}");
}
