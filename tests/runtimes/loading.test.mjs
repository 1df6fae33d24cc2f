// Loading the module: late, once, again after a failure, and from where the slim entry says.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { runInNewContext } from "node:vm";
import { Heymarket, InternalError, init } from "threadline";
import * as slim from "threadline/slim";
import { client, json, KEY, LIST, later, never, rejection, wire } from "./support/doubles.mjs";
import { serve } from "./support/misbehaving.mjs";
import { until } from "./transport/support.mjs";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const wasm = require.resolve("threadline/threadline.wasm");

/** The slim entry, freshly loaded: its module is not loaded yet. */
let copies = 0;
const freshSlim = () =>
  import(`${pathToFileURL(require.resolve("threadline/slim"))}?copy=${++copies}`);
const works = async ({ Heymarket }, options) => {
  const heymarket = new Heymarket({ apiKey: KEY, fetch: async () => json(3) });
  assert.equal(await heymarket.countConversations({}, options), 3);
};

test("importing and constructing load nothing", async () => {
  // The platform's own modules (for fetch) don't count.
  const script = `
    let started = 0;
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (module, imports) {
      started++;
      return new Instance(module, imports);
    };
    const { Heymarket, init } = await import("threadline");
    const heymarket = new Heymarket({ apiKey: "k", fetch: async () => new Response("1") });
    const before = started;
    await Promise.all(Array.from({ length: 100 }, () => init()));
    await heymarket.countConversations();
    console.log(before, started);
  `;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
  });
  assert.equal(stdout.trim(), "0 1");
});

test("init can be called a hundred times at once", async () => {
  assert.deepEqual(
    await Promise.all(Array.from({ length: 100 }, () => init())),
    Array(100).fill(undefined),
  );
});

test("the process ends by itself when there is nothing left to do", async () => {
  const script = `
    import { Heymarket } from "threadline";
    await new Heymarket({ apiKey: "k", fetch: async () => new Response("1") }).countConversations();
  `;
  await run(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
    timeout: 5_000,
  });
});

describe("a load that fails", () => {
  const failing = async (run) => {
    const original = WebAssembly.compile;
    WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError("forced"));
    try {
      return await run();
    } finally {
      WebAssembly.compile = original;
    }
  };

  test("is an InternalError for all who wait, and is retried at the next call", async () => {
    const fresh = await freshSlim();
    const heymarket = new fresh.Heymarket({ apiKey: KEY, fetch: async () => json(3) });
    await failing(async () => {
      const calls = [fresh.init(), heymarket.countConversations(), heymarket.countConversations()];
      for (const call of calls) {
        const error = await rejection(call);
        assert.ok(error instanceof InternalError || error.code === "INTERNAL", error);
        assert.equal(error.cause.message, "forced");
      }
    });
    assert.equal(await heymarket.countConversations(), 3);
  });

  test("because of a Content-Security-Policy says what to do", async () => {
    const original = WebAssembly.compile;
    WebAssembly.compile = () =>
      Promise.reject(
        new WebAssembly.CompileError(
          "Refused to compile or instantiate WebAssembly module because 'unsafe-eval' is not an allowed source",
        ),
      );
    try {
      const error = await rejection((await freshSlim()).init());
      assert.match(error.message, /'wasm-unsafe-eval'/);
    } finally {
      WebAssembly.compile = original;
    }
  });
});

describe("while the module loads", () => {
  test("a call can time out", async () => {
    const fresh = await freshSlim();
    const heymarket = new fresh.Heymarket({ apiKey: KEY, fetch: never });
    fresh.init({ module: never() });
    const error = await rejection(heymarket.listConversations(LIST, { timeoutMs: 20 }));
    assert.equal(error.code, "TIMEOUT");
  });

  test("a download that never ends is given up after a minute, and the next call retries", async (t) => {
    const bytes = await readFile(wasm);
    const arrived = later();
    const server = await serve((_request, response) => {
      arrived.resolve();
      if (server.requests.length > 1) response.end(bytes);
    });
    t.after(server.stop);
    const fresh = await freshSlim();
    const { timeout } = AbortSignal;
    const limits = [];
    // The minute is over once the request has arrived.
    AbortSignal.timeout = (ms) => {
      limits.push(ms);
      const minute = new AbortController();
      const over = new DOMException("The operation timed out.", "TimeoutError");
      arrived.promise.then(() => minute.abort(over));
      return minute.signal;
    };
    try {
      const error = await rejection(fresh.init({ module: new URL(server.url) }));
      assert.deepEqual([error.code, error.cause.name], ["INTERNAL", "TimeoutError"]);
    } finally {
      AbortSignal.timeout = timeout;
    }
    assert.deepEqual(limits, [60_000]);
    await works(fresh);
  });

  test("the next call still waits for what one has not waited for to the end", async () => {
    const fresh = await freshSlim();
    const { promise, resolve } = later();
    fresh.init({ module: promise });
    assert.equal((await rejection(works(fresh, { timeoutMs: 20 }))).code, "TIMEOUT");
    setTimeout(resolve, 20, new Response(await readFile(wasm)));
    await works(fresh);
  });

  test("a call can be aborted", async () => {
    const fresh = await freshSlim();
    const heymarket = new fresh.Heymarket({ apiKey: KEY, fetch: never });
    fresh.init({ module: never() });
    const controller = new AbortController();
    const call = rejection(heymarket.listConversations(LIST, { signal: controller.signal }));
    setTimeout(() => controller.abort("enough"), 5);
    assert.equal(await call, "enough");
  });

  test("a webhook can time out", async () => {
    const fresh = await freshSlim();
    fresh.init({ module: never() });
    const options = { token: "t", timeoutMs: 20 };
    const error = await rejection(fresh.parseHeymarketWebhook("{}", options));
    assert.equal(error.code, "TIMEOUT");
    assert.equal(error.operation, "parseHeymarketWebhook");
  });
});

describe("the slim entry", () => {
  test("finds the module beside itself", async () => works(await freshSlim()));

  for (const [name, module] of [
    ["bytes", () => readFile(wasm)],
    ["an ArrayBuffer", async () => Uint8Array.from(await readFile(wasm)).buffer],
    ["a compiled module", async () => WebAssembly.compile(await readFile(wasm))],
    [
      "a module compiled in another realm",
      async () => runInNewContext("WebAssembly").compile(await readFile(wasm)),
    ],
    ["the promise of one", async () => readFile(wasm).then(WebAssembly.compile), "promise"],
    ["a file's URL", async () => pathToFileURL(wasm)],
    ["a Response", async () => new Response(await readFile(wasm))],
    [
      "a Response with the media type",
      async () =>
        new Response(await readFile(wasm), { headers: { "content-type": "application/wasm" } }),
    ],
  ]) {
    test(`takes ${name}`, async () => {
      const fresh = await freshSlim();
      const given = module();
      await fresh.init({ module: name.startsWith("the promise") ? given : await given });
      await works(fresh);
    });
  }

  test("takes an address on the web", async (t) => {
    const bytes = await readFile(wasm);
    const server = await serve((_request, response) => {
      response.writeHead(200, { "content-type": "application/wasm" });
      response.end(bytes);
    });
    t.after(server.stop);
    const fresh = await freshSlim();
    await fresh.init({ module: new URL(`${server.url}/threadline.wasm`) });
    await works(fresh);
  });

  test("says what is wrong with an address, and accepts another", async (t) => {
    const server = await serve((_request, response) => {
      response.writeHead(404);
      response.end("nothing here");
    });
    t.after(server.stop);
    const fresh = await freshSlim();
    const error = await rejection(fresh.init({ module: new URL(server.url) }));
    assert.equal(error.code, "INTERNAL");
    assert.match(error.cause.message, /404/);
    await fresh.init({ module: await readFile(wasm) });
    await works(fresh);
  });

  test("shares its errors with the default one", async () => {
    assert.equal(slim.InternalError, InternalError);
  });
});

describe("the entry of pages", () => {
  const entry = (name) => import(pathToFileURL(join(wasm, "..", name)));
  const body = JSON.stringify({ type: "message" });
  const parsed = ({ parseHeymarketWebhook }) =>
    rejection(parseHeymarketWebhook(body, { token: "a-token-of-the-webhook" }));

  test("makes calls, and parses a webhook all the same", async () => {
    const page = await entry("browser.js");
    await works(page);
    const error = await parsed(page);
    assert.equal(error.code, "WEBHOOK_VERIFICATION");
    assert.equal(error.operation, "parseHeymarketWebhook");
  });

  test("exports what the default one does", async () => {
    const [page, all] = [await entry("browser.js"), await import("threadline")];
    assert.deepEqual(Object.keys(page), Object.keys(all));
    const [slimPage, allSlim] = [await entry("slim-browser.js"), slim];
    assert.deepEqual(Object.keys(slimPage), Object.keys(allSlim));
  });

  test("with a separate module says which one verifies webhooks, and uses it", async () => {
    const page = await entry("slim-browser.js");
    await works(page);
    const error = await parsed(page);
    assert.equal(error.code, "INVALID_ARGUMENT");
    assert.equal(error.operation, "parseHeymarketWebhook");
    assert.match(error.message, /give init threadline\.wasm/);
    const other = await import(`${pathToFileURL(join(wasm, "../slim-browser.js"))}?whole`);
    await other.init({ module: await readFile(wasm) });
    await works(other);
    assert.equal((await parsed(other)).code, "WEBHOOK_VERIFICATION");
  });

  test("has a smaller one", async () => {
    const calls = require.resolve("threadline/threadline-calls.wasm");
    const [small, whole] = await Promise.all([calls, wasm].map((file) => readFile(file)));
    assert.ok(small.length < whole.length * 0.9);
    const fresh = await freshSlim();
    await fresh.init({ module: small });
    await works(fresh);
    assert.equal((await parsed(fresh)).path, "module");
  });
});

test("require() gives the same as import", () => {
  const required = require("threadline");
  assert.equal(required.Heymarket, Heymarket);
  assert.equal(require("threadline/package.json").name, "threadline");
  assert.ok(join(wasm).endsWith("threadline.wasm"));
});

describe("a fault of the module itself", () => {
  // The platform is broken for one call, deep inside the module's own call: what is thrown there
  // passes through the module as a trap does.
  const broken = async (run) => {
    const { decode } = TextDecoder.prototype;
    TextDecoder.prototype.decode = () => {
      throw new WebAssembly.RuntimeError("forced");
    };
    try {
      return await run();
    } finally {
      TextDecoder.prototype.decode = decode;
    }
  };

  test("rejects the call with an InternalError that holds the cause, and the next call works", async () => {
    const heymarket = client(async () => json(3), { coalesce: false });
    await init();
    const error = await broken(() => rejection(heymarket.countConversations()));
    assert.ok(error instanceof InternalError, error);
    assert.equal(error.cause.message, "forced");
    assert.equal(await heymarket.countConversations(), 3);
  });

  test("harms no call in flight, which continues with a fresh instance", async () => {
    let release;
    const released = new Promise((resolve) => {
      release = resolve;
    });
    let sent = 0;
    const answer = () => {
      sent++;
      return released.then(() => json(3));
    };
    const heymarket = client(answer, { coalesce: false });
    const calls = Array.from({ length: 10 }, () => heymarket.countConversations());
    await until(() => sent === 10);
    const error = await broken(() => rejection(heymarket.countConversations()));
    assert.ok(error instanceof InternalError, error);
    assert.equal(error.attempts, 0);
    release();
    assert.deepEqual(await Promise.all(calls), Array(10).fill(3));
  });

  test("once the request was sent, says that it may have been carried out", async () => {
    let reads = 0;
    const heymarket = client(async () => {
      reads++;
      return json([wire(1)]);
    });
    const { decode } = TextDecoder.prototype;
    const broke = heymarket.listConversations(LIST);
    TextDecoder.prototype.decode = function (...given) {
      if (reads) throw new WebAssembly.RuntimeError("forced");
      return decode.apply(this, given);
    };
    const error = await rejection(broke);
    TextDecoder.prototype.decode = decode;
    assert.ok(error instanceof InternalError, error);
    assert.match(error.message, /may have been carried out/);
    assert.equal(error.attempts, 1);
  });
});
