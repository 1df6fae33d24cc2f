// The fake services, for a require() that loads no ES module: only tests in Node come here.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bind } from "../testing/bind.ts";

declare const __dirname: string;

export const { fakeServices } = /* @__PURE__ */ bind(() =>
  WebAssembly.compile(readFileSync(join(__dirname, "threadline-testing.wasm"))),
);
