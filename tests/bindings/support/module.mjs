// examples/rust-bindings, as it was built: the test runner says where it is.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const FOLDER = process.env.THREADLINE_BINDINGS;

export const bytes = () => readFile(join(FOLDER, "rust_bindings_bg.wasm"));

/** The module, loaded; `held()` tells how much it holds: bytes, and values of JavaScript. */
export const load = async () => {
  const module = await import(pathToFileURL(join(FOLDER, "rust_bindings.js")).href);
  const { memory, __wbindgen_externrefs: values } = module.initSync({ module: await bytes() });
  return { ...module, held: () => [memory.buffer.byteLength, values.length] };
};
