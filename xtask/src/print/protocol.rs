//! `pkg-template/module/protocol.ts`: the numbers by which the module and JavaScript understand each other.

use std::fmt::Write;

use threadline::protocol::GROUPS;

pub(crate) fn print() -> String {
    let mut out = String::from(
        "// The numbers by which the module and this package understand each other: printed from src/protocol.rs by\n\
         // `cargo xtask types --bless`.\n",
    );
    for group in GROUPS {
        let _ = writeln!(out, "\n//{}", group.doc);
        for (name, number, doc) in group.numbers {
            let _ =
                writeln!(out, "\n/**{doc} */\nexport const {}_{name} = {number};", group.prefix);
        }
    }
    out
}
