// A module that travels inside the JavaScript.

const bytesOf = (base64) => {
  // Node, Bun and Deno: for once at the start, streams take several times as long.
  const builtin = (name) => globalThis.process?.getBuiltinModule?.(name);
  const zlib = builtin("node:zlib");
  if (zlib) return zlib.gunzipSync(builtin("node:buffer").Buffer.from(base64, "base64"));
  const zipped = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const bytes = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(bytes).arrayBuffer();
};

export const unpack = async (base64) => WebAssembly.compile(await bytesOf(base64));
