// A module that is a file of its own, or that the user brings: init({ module }).

const read = (file) => globalThis.process.getBuiltinModule("node:fs").readFileSync(file);

// One that never ends must not keep later calls from trying again.
const download = (url) => fetch(url, { signal: AbortSignal.timeout(60_000) });

/** `instanceof` would not know what comes from another realm: test runners and edge runtimes have several. */
const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);

const compile = async (given) => {
  const found = await given;
  const tag = tagOf(found);
  if (tag === "WebAssembly.Module") return found;
  if (tag === "URL") return compile(found.protocol === "file:" ? read(found) : download(found));
  if (tag !== "Response") return WebAssembly.compile(found);
  if (!found.ok) throw new Error(`the module's address answered with status ${found.status}`);
  // A server without the media type must not keep the module from working.
  return found instanceof Response &&
    found.headers.get("content-type")?.startsWith("application/wasm")
    ? WebAssembly.compileStreaming(found)
    : WebAssembly.compile(await found.arrayBuffer());
};

/** What loads it: from where the user says, or else from the address that `standard` gives. */
export const located = (standard) => {
  let source;
  return async (given) => {
    source = given ?? source ?? standard();
    return compile(source);
  };
};
