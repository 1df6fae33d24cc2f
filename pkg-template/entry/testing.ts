// The fake services, for tests in Node, Deno, Bun, browsers and with every bundler.

import { base64 } from "threadline:testing-inline";
import { loadInline } from "../module/load-inline.ts";
import { bind } from "../testing/bind.ts";

export const { fakeServices } = /* @__PURE__ */ bind(() => loadInline(base64));
