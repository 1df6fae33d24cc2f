//! `wasm-bindgen`, with those of its options that the build uses: `MODULE --out-dir FOLDER [--out-name NAME]
//! [--omit-default-module-path] [--remove-name-section] [--remove-producers-section]`. It always writes for the web,
//! and no types.
//!
//! From the library of wasm-bindgen's own command line tool, which takes a third of the crates and of the time that
//! the tool itself takes. Built here it has the version that `Cargo.lock` pins, which must be exactly the crate's.

use std::env;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    match run(env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    let mut folder = None;
    // Unless it is asked for, as the command line tool has it.
    bindgen.omit_default_module_path(false).typescript(false);
    bindgen.web(true).map_err(|error| error.to_string())?;
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--version" => {
                println!("wasm-bindgen {}", env!("CARGO_PKG_VERSION"));
                return Ok(());
            }
            "--out-dir" => folder = Some(value()?),
            "--out-name" => drop(bindgen.out_name(&value()?)),
            "--omit-default-module-path" => drop(bindgen.omit_default_module_path(true)),
            "--remove-name-section" => drop(bindgen.remove_name_section(true)),
            "--remove-producers-section" => drop(bindgen.remove_producers_section(true)),
            option if option.starts_with('-') => return Err(format!("no option {option}")),
            module => drop(bindgen.input_path(module)),
        }
    }
    let folder = folder.ok_or("--out-dir is missing")?;
    bindgen.generate(folder).map_err(|error| format!("{error:?}"))
}
