// Every operation from a page in Chromium: the package's own files, no bundler.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startBrowser } from "./support/browser.mjs";
import { ACCEPTED } from "./support/credentials.mjs";
import { startFake } from "./support/fake.mjs";
import { EXPECTED } from "./support/tours.mjs";

let browser;
let fake;
before(async () => {
  [browser, fake] = await Promise.all([startBrowser(), startFake()]);
});
after(async () => {
  await browser?.stop();
  fake?.stop();
});

/** Runs a function in a new page with the services' address and keys, and what else it needs. */
const inPage = async (run, policy, more) => {
  const page = await browser.page(policy);
  try {
    const { url, keys, secrets } = fake;
    return await page.evaluate(run, { url, keys, secrets, key: keys.Heymarket, ...more });
  } finally {
    await page.close();
  }
};
const runTours = async ({ url, keys, entry = "index" }) => {
  const [{ Heymarket, Qlara }, { tour }] = await Promise.all([
    import(`/threadline/${entry}.js`),
    import("/support/tours.mjs"),
  ]);
  const heymarket = new Heymarket({ baseUrl: url, token: async () => keys.Heymarket });
  // The fake wants the key in its own header, as the service does: a page would ask its own endpoint.
  const apiKey = keys.Qlara;
  const qlara = new Qlara({ baseUrl: url, apiKey, dangerouslyAllowBrowser: true });
  return { Heymarket: await tour("Heymarket", heymarket), Qlara: await tour("Qlara", qlara) };
};

describe("a page:", () => {
  let results;
  before(async () => {
    results = await inPage(runTours);
  });
  for (const [service, steps] of Object.entries(EXPECTED)) {
    for (const [name, expected] of Object.entries(steps)) {
      test(`${service}, ${name}`, () => assert.deepEqual(results[service][name], expected));
    }
  }
});

test("a page with the slim entry gets the same", async () => {
  await fake.reset();
  assert.deepEqual(await inPage(runTours, "", { entry: "slim" }), EXPECTED);
});

test("in a page that is allowed to, Heymarket takes every kind of credential", async () => {
  const results = await inPage(async ({ url, key, secrets }) => {
    const [{ Heymarket }, { tryCredentials }] = await Promise.all([
      import("/threadline/index.js"),
      import("/support/credentials.mjs"),
    ]);
    return tryCredentials(Heymarket, { key, secrets, baseUrl: url });
  });
  assert.deepEqual(results, ACCEPTED);
});

describe("a Content-Security-Policy", () => {
  const others = () => `default-src 'self'; connect-src 'self' ${fake.url}`;

  test("with 'wasm-unsafe-eval' lets everything work", async () => {
    await fake.reset();
    const results = await inPage(runTours, `${others()}; script-src 'self' 'wasm-unsafe-eval'`);
    assert.deepEqual(results, EXPECTED);
  });

  for (const entry of ["index", "slim"]) {
    test(`without it gets an error that says what to do (${entry}.js)`, async () => {
      const page = await browser.page(`${others()}; script-src 'self'`);
      const error = await page.evaluate(
        async ([entry, url]) => {
          const { Heymarket, isInternalError } = await import(`/threadline/${entry}.js`);
          const heymarket = new Heymarket({ baseUrl: url, token: () => "t" });
          const error = await heymarket.countConversations().catch((error) => error);
          return { ours: isInternalError(error), message: error.message };
        },
        [entry, fake.url],
      );
      await page.close();
      assert.equal(error.ours, true);
      assert.match(error.message, /Content-Security-Policy.*'wasm-unsafe-eval'/);
    });
  }
});

/** In the page: a module worker of that source; the first message that it posts. */
const inWorker = async (source) => {
  const blob = new Blob([source], { type: "text/javascript" });
  const worker = new Worker(URL.createObjectURL(blob), { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    });
  } finally {
    worker.terminate();
  }
};

test("an API key or secret is rejected in a page and in its workers, unless allowed", async () => {
  const attempt = `
    const { Heymarket, Qlara } = await import("${browser.url}/threadline/index.js");
    const make = (Client, options) => {
      try {
        return typeof new Client(options);
      } catch (error) {
        return error.code;
      }
    };
    const found = [
      [Heymarket, { apiKey: "k" }],
      [Qlara, { apiKey: "k" }],
      [Heymarket, { secretId: "i", secretKey: "k" }],
      [Heymarket, { secrets: [{ id: "i", key: "k" }] }],
    ].flatMap(([Client, options]) => [
      make(Client, options),
      make(Client, { ...options, dangerouslyAllowBrowser: true }),
    ]);`;
  const page = await browser.page();
  const expected = Array(4).fill(["INVALID_ARGUMENT", "object"]).flat();
  assert.deepEqual(await page.evaluate(`(async () => { ${attempt} return found; })()`), expected);
  assert.deepEqual(await page.evaluate(inWorker, `${attempt} postMessage(found);`), expected);
  await page.close();
});

test("a worker of the page makes calls, and hands over what it got", async () => {
  const page = await browser.page();
  const conversations = await page.evaluate(
    inWorker,
    `const { Heymarket } = await import("${browser.url}/threadline/index.js");
    const heymarket = new Heymarket({ baseUrl: "${fake.url}", token: () => "${fake.keys.Heymarket}" });
    postMessage(await heymarket.listConversations({ id: 1111, filters: {} }));`,
  );
  await page.close();
  assert.equal(conversations.length, 25);
});

test("two copies of the package in one page work side by side", async () => {
  const found = await inPage(async ({ url, key }) => {
    const copies = await Promise.all([import("/threadline/index.js"), import("/copy/index.js")]);
    const options = { baseUrl: url, token: () => key };
    const counts = await Promise.all(
      copies.map(({ Heymarket }) => new Heymarket(options).countConversations()),
    );
    const [one, other] = copies;
    const error = await new one.Heymarket(options)
      .getConversation({ id: 1 })
      .catch((error) => error);
    return [...counts, error instanceof other.NotFoundError, other.isNotFoundError(error)];
  });
  assert.deepEqual(found, [300, 300, false, true]);
});

test("a signal of another realm, an iframe's, ends a call with its own reason (bad input, line 5)", async () => {
  const found = await inPage(async () => {
    const { Heymarket } = await import("/threadline/index.js");
    const frame = document.body.appendChild(document.createElement("iframe"));
    const { AbortController, AbortSignal } = frame.contentWindow;
    const fetch = () => new Promise(() => {});
    const api = new Heymarket({ baseUrl: location.origin, token: () => "t", fetch });
    const ends = (signal) => api.countConversations({}, { signal }).catch((reason) => reason);
    const reason = { enough: true };
    const controller = new AbortController();
    const under = ends(controller.signal);
    setTimeout(() => controller.abort(reason), 5);
    const bare = await ends(AbortSignal.abort());
    return [
      controller.signal instanceof window.AbortSignal,
      (await under) === reason,
      await ends(AbortSignal.abort("text")),
      bare.name,
      await ends(AbortSignal.timeout(5)).then(({ name }) => name),
    ];
  });
  assert.deepEqual(found, [false, true, "text", "AbortError", "TimeoutError"]);
});

test("a fault inside the module rejects only its own call, the page survives, and later calls work (bad input, line 15)", async () => {
  const page = await browser.page();
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error));
  const found = await page.evaluate(async () => {
    const { Heymarket } = await import("/threadline/index.js");
    let answer;
    let fetch = () =>
      new Promise((resolve) => {
        answer = () => resolve(new Response("7"));
      });
    const api = new Heymarket({
      baseUrl: location.origin,
      token: () => "t",
      coalesce: false,
      fetch: (...request) => fetch(...request),
    });
    const end = () => api.countConversations().catch(({ name, cause }) => [name, cause?.message]);
    const under = end();
    while (!answer) await new Promise((resolve) => setTimeout(resolve, 5));
    const { decode } = TextDecoder.prototype;
    TextDecoder.prototype.decode = () => {
      TextDecoder.prototype.decode = decode;
      throw new WebAssembly.RuntimeError("forced");
    };
    const ends = [await end()];
    answer();
    ends.push(await under);
    fetch = async () => new Response("3");
    return [...ends, await end()];
  });
  await page.close();
  assert.deepEqual(found, [["InternalError", "forced"], 7, 3]);
  assert.deepEqual(uncaught, []);
});

test("a service that cannot be reached, or that the page may not call, is a ConnectionError", async () => {
  const found = await inPage(async () => {
    const { Heymarket } = await import("/threadline/index.js");
    const token = () => "t";
    const urls = ["http://127.0.0.1:9", location.origin.replace("127.0.0.1", "localhost")];
    return Promise.all(
      urls.map((baseUrl) =>
        new Heymarket({ baseUrl, token }).countConversations().catch(({ name }) => name),
      ),
    );
  });
  assert.deepEqual(found, ["ConnectionError", "ConnectionError"]);
});

test("a redirect is rejected in a page as well, although the page cannot see it", async () => {
  const found = await inPage(async () => {
    const { Heymarket } = await import("/threadline/index.js");
    const fetch = (_url, init) => window.fetch("/redirect", init);
    const error = await new Heymarket({ baseUrl: location.origin, token: () => "t", fetch })
      .countConversations()
      .catch((e) => e);
    return error.name;
  });
  assert.equal(found, "RedirectError");
});
