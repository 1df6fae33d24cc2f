// What `import.meta.url` is in a CommonJS file.

import { pathToFileURL } from "node:url";

export const address = /* @__PURE__ */ pathToFileURL(__filename).href;
