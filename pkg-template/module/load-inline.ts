// A module that travels inside the JavaScript: gzipped, as base64.

interface NodeModules {
  "node:zlib": { gunzipSync(bytes: Uint8Array): Uint8Array<ArrayBuffer> };
  "node:buffer": { Buffer: { from(text: string, encoding: "base64"): Uint8Array } };
}

/** Of Node, Bun and Deno. */
const builtin = <Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined => {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  return process?.getBuiltinModule?.(name) as NodeModules[Name] | undefined;
};

const bytesOf = (base64: string): BufferSource | Promise<BufferSource> => {
  // For once at the start, streams take several times as long.
  const zlib = builtin("node:zlib");
  const buffer = builtin("node:buffer");
  if (zlib && buffer) return zlib.gunzipSync(buffer.Buffer.from(base64, "base64"));
  const zipped = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const bytes = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(bytes).arrayBuffer();
};

export const loadInline = async (base64: string): Promise<WebAssembly.Module> =>
  WebAssembly.compile(await bytesOf(base64));
