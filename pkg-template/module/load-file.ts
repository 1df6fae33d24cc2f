// A module that is a file of its own, or that the user brings: init({ module }).

import type { Load } from "./runtime.ts";

const read = (file: URL): BufferSource => {
  const { process } = globalThis as unknown as {
    process: { getBuiltinModule(name: string): { readFileSync(file: URL): BufferSource } };
  };
  return process.getBuiltinModule("node:fs").readFileSync(file);
};

// One that never ends must not keep later calls from trying again.
const download = (url: URL) => fetch(url, { signal: AbortSignal.timeout(60_000) });

/** `instanceof` would not recognise what comes from another realm: test runners and edge runtimes have several. */
const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1);

const compile = async (given: unknown): Promise<WebAssembly.Module> => {
  const found = await given;
  const tag = tagOf(found);
  if (tag === "WebAssembly.Module") return found as WebAssembly.Module;
  if (tag === "URL") {
    const url = found as URL;
    return compile(url.protocol === "file:" ? read(url) : download(url));
  }
  if (tag !== "Response") return WebAssembly.compile(found as BufferSource);
  const response = found as Response;
  if (!response.ok) {
    throw new Error(`the module's address responded with status ${response.status}`);
  }
  // A server that does not name the media type must not keep the module from working.
  return found instanceof Response &&
    response.headers.get("content-type")?.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
};

/** Loads it from where the user says, or else from the address that `standard` gives. */
export const loadFile = (standard: () => URL): Load => {
  let source: unknown;
  return async (given) => {
    source = given ?? source ?? standard();
    return compile(source);
  };
};
