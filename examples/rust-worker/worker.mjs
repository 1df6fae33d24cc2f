// The Worker: the module, and the handler that it exports.

import { fetch as handle, initSync } from "./pkg/rust_worker.js";
import module from "./pkg/rust_worker_bg.wasm";

initSync({ module });

export default {
  fetch: (request, env, context) => handle(request, env, context),
};
