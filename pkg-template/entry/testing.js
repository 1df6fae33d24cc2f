// The fake services, for tests in Node, Deno, Bun, browsers and with every bundler.

import { base64 } from "threadline:testing-inline";
import { bind } from "../testing/bind.js";
import { unpack } from "../unpack.js";

export const { fakeServices } = /* @__PURE__ */ bind(() => unpack(base64));
