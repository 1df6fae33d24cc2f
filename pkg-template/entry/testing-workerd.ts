// The fake services, for tests that run in Cloudflare Workers.

import { bind } from "../testing/bind.ts";
import module from "./threadline-testing.wasm";

export const { fakeServices } = /* @__PURE__ */ bind(() => module);
