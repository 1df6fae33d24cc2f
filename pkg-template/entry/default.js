// For Node, Deno, Bun, browsers and every bundler: the module travels inside the JavaScript.

import { base64 } from "threadline:inline";
import { bind } from "../bind.js";

export * from "../errors.js";

export const { Heymarket, Qlara, init } = /* @__PURE__ */ bind(() => {
  const zipped = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const bytes = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(bytes).arrayBuffer().then(WebAssembly.compile);
});
