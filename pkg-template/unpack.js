// A module that travels inside the JavaScript.

export const unpack = (base64) => {
  const zipped = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const bytes = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(bytes).arrayBuffer().then(WebAssembly.compile);
};
