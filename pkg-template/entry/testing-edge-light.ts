// The fake services, for tests that run in Vercel's edge runtime.

import { bind } from "../testing/bind.ts";
import module from "./threadline-testing.wasm?module";

export const { fakeServices } = /* @__PURE__ */ bind(() => module);
