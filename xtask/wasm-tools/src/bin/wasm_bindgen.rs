//! `wasm-bindgen`, from the library of its own command line tool.
//!
//! Built here it has the version that `Cargo.lock` pins, which must be the crate's to the letter.

use std::process::ExitCode;

fn main() -> ExitCode {
    match wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}
