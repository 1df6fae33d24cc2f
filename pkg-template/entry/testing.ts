// The fake services, for tests in Node, Deno, Bun, browsers and with every bundler.

import { base64 } from "threadline:testing-inline";
import { bind } from "../testing/bind.ts";
import { unpack } from "../module/load-inline.ts";

export const { fakeServices } = /* @__PURE__ */ bind(() => unpack(base64));
