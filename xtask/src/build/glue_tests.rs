//! The change of the glue, on a glue that has one of each thing.

use super::factory as factory_with_exports;
use crate::build::names::Names;
use crate::failure::Result;

const GLUE: &str = r#"/* @ts-self-types="./threadline.d.ts" */

/**
 * @param {any} call
 * @returns {Promise<any>}
 */
export function call(call) {
    const ret = wasm.call(call);
    return ret;
}
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_begin_96: function(arg0) {
            arg0.begin();
        },
        __wbg_race_73: function() { return handleError(function (arg0, arg1) {
            const ret = arg0.race(arg1);
            return ret;
        }, arguments); },
        __wbg_unused_11: function(arg0) {
            if (arg0) {
                onlyForUnused(arg0);
            }
        },
    };
    return {
        __proto__: null,
        "./threadline_bg.js": import0,
    };
}

function handleError(f, args) {
    return f.apply(this, args);
}

function onlyForUnused(arg) {
    return andThat(arg);
}

function andThat(arg) {
    return arg;
}

let wasmModule, wasmInstance, wasm;
function __wbg_finalize_init(instance, module) {
    wasmInstance = instance;
    wasm = instance.exports;
    wasmModule = module;
    wasm.__wbindgen_start();
    return wasm;
}

async function __wbg_load(module, imports) {
    return await WebAssembly.instantiate(module, imports);

    function expectedResponseType(type) {
        return false;
    }
}

function initSync(module) {
    return __wbg_finalize_init(new WebAssembly.Instance(module, __wbg_get_imports()), module);
}

let __wbg_init_promise;
async function __wbg_init(module_or_path) {
    return __wbg_init_promise;
}

async function __wbg_init_once(module_or_path) {
    module_or_path = fetch(module_or_path);
}

export { initSync, __wbg_init as default };
"#;

fn names(of: &[&str], prefix: &str) -> Names {
    of.iter().enumerate().map(|(i, name)| ((*name).to_owned(), format!("{prefix}{i}"))).collect()
}

fn imported() -> Names {
    names(&["__wbg_begin_96", "__wbg_race_73"], "i")
}

fn factory(glue: &str, imports: &Names) -> Result<String> {
    let exports = ["call", "memory", "__wbindgen_start"];
    factory_with_exports(glue, imports, &names(&exports, "e"))
}

fn rejection(glue: &str, imports: &Names) -> String {
    factory(glue, imports).unwrap_err().to_string()
}

#[test]
fn the_glue_becomes_one_function_that_returns_what_was_exported() {
    let made = factory(GLUE, &imported()).unwrap();
    assert_eq!(made.matches("export ").count(), 1);
    assert!(made.contains("export function instantiate(module, host) {\n"));
    assert!(made.ends_with("return { call, memory: wasm.e1 };\n}\n"));
}

#[test]
fn loaders_are_cut_out() {
    let made = factory(GLUE, &imported()).unwrap();
    for gone in ["fetch", "initSync", "__wbg_load", "__wbg_init_promise", "expectedResponseType"] {
        assert!(!made.contains(gone), "{gone} is still there");
    }
}

#[test]
fn what_the_module_does_not_import_goes_with_all_that_only_it_used() {
    let made = factory(GLUE, &imported()).unwrap();
    assert!(!made.contains("__wbg_unused_11"));
    assert!(!made.contains("onlyForUnused"));
    assert!(!made.contains("andThat"));
    assert!(made.contains("        i1: function() { return handleError("));
}

#[test]
fn the_glue_calls_everything_as_the_module_does() {
    let made = factory(GLUE, &imported()).unwrap();
    assert!(made.contains("        m: import0,\n"));
    assert!(made.contains("        i0: function(arg0) {\n            arg0.begin();"));
    assert!(made.contains("    const ret = wasm.e0(call);"));
    assert!(made.contains("    wasm.e2();"));
    assert!(!made.contains("__wbg_begin_96"));
}

#[test]
fn an_export_that_the_module_lacks_stops_the_build() {
    let other = GLUE.replace("wasm.__wbindgen_start()", "wasm.__wbindgen_begin()");
    assert!(rejection(&other, &imported()).contains("it uses wasm.__wbindgen_begin, which"));
}

#[test]
fn a_loader_that_is_gone_stops_the_build() {
    let other = GLUE.replace("function initSync(", "function initNow(");
    assert!(rejection(&other, &imported()).contains("`function initSync(` is not there"));
}

#[test]
fn an_import_that_the_glue_lacks_stops_the_build() {
    let mut more = imported();
    more.insert("__wbg_new_77".to_owned(), "i2".to_owned());
    assert!(rejection(GLUE, &more).contains("imports 3 functions, the glue has 2"));
}

#[test]
fn a_snippet_or_an_exported_class_stops_the_build() {
    let snippet = format!("import * as import1 from \"./snippets/x.js\"\n{GLUE}");
    assert!(rejection(&snippet, &imported()).contains("`import * as import1"));
    let class = format!("{GLUE}\nexport class Client {{\n}}\n");
    assert!(rejection(&class, &imported()).contains("`export class Client {`"));
}
