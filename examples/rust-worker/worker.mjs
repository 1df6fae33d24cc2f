// What worker-build writes: the module, and the Worker's handler.

import { fetch as handle, initSync } from "./build/rust_worker.js";
import module from "./build/rust_worker_bg.wasm";

initSync({ module });

export default {
  fetch: (request, env, context) => handle(request, env, context),
};
