// The fake services as a `fetch`: what users test their own code with.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { fakeServices } from "threadline/testing";
import { startBrowser } from "./support/browser.mjs";
import { ACCEPTED, tryCredentials } from "./support/credentials.mjs";
import { sleep } from "./support/doubles.mjs";
import { EXPECTED, TOURS } from "./support/tours.mjs";
import { startWorkerd } from "./support/workerd.mjs";
import { until } from "./transport/support.mjs";

const CLIENTS = { Heymarket, Qlara };

const make = async (options) => {
  const fake = await fakeServices();
  const client = (Client, key) =>
    new Client({ apiKey: key, fetch: fake.fetch, coalesce: false, maxRetries: 0, ...options });
  return {
    fake,
    heymarket: client(Heymarket, fake.keys.heymarket),
    qlara: client(Qlara, fake.keys.qlara),
  };
};

for (const [service, steps] of Object.entries(TOURS)) {
  describe(`fakeServices, every operation of ${service}:`, async () => {
    const { fake } = await make();
    const apiKey = fake.keys[service.toLowerCase()];
    const api = new CLIENTS[service]({ apiKey, fetch: fake.fetch });
    for (const [name, step, expected] of steps) {
      test(name, async () => assert.deepEqual(await step(api), expected));
    }
  });
}

describe("fakeServices,", () => {
  test("a foreign key is rejected", async () => {
    const { heymarket } = await make({ apiKey: "another" });
    await assert.rejects(heymarket.countConversations(), { name: "AuthenticationError" });
  });

  test("every kind of credential is theirs, until its secret is revoked", async () => {
    const fake = await fakeServices();
    const { fetch, keys, secrets } = fake;
    const all = { key: keys.heymarket, secrets: secrets.heymarket, fetch };
    assert.deepEqual(await tryCredentials(Heymarket, all), ACCEPTED);
    fake.options({ secrets: "none" });
    const results = Object.values(await tryCredentials(Heymarket, all));
    assert.equal(results.filter((result) => /^failed: AuthenticationError/.test(result)).length, 4);
  });

  test("two of them share nothing", async () => {
    const [one, other] = [await make(), await make()];
    await one.qlara.archiveConversation({ chatId: "810006" });
    const ids = async ({ qlara }) => (await qlara.listConversations()).map(({ id }) => id);
    assert.ok(!(await ids(one)).includes("810006"));
    assert.ok((await ids(other)).includes("810006"));
  });

  test("requests are recorded in order, with how each was answered", async () => {
    const { fake, heymarket, qlara } = await make();
    await heymarket.countConversations();
    await qlara.markRead({ chatId: "810006" });
    const requests = fake.requests().map(({ atMs, answer, ...rest }) => {
      assert.ok(atMs >= 0);
      return { ...rest, ended: answer.ended };
    });
    assert.deepEqual(requests, [
      {
        number: 1,
        service: "heymarket",
        operation: "countConversations",
        method: "POST",
        target: "/v1/conversations/count",
        complete: true,
        ended: "sent",
      },
      {
        number: 2,
        service: "qlara",
        operation: "markRead",
        method: "PATCH",
        target: "/api/partner-gateway/v1/inbox/conversations/810006/read",
        complete: true,
        ended: "sent",
      },
    ]);
    fake.clearRequests();
    assert.deepEqual(fake.requests(), []);
  });

  test("options change how they write, and reset brings the beginning back", async () => {
    const { fake, heymarket } = await make();
    assert.equal(fake.options().pageSize, 25);
    fake.options({ pageSize: 3 });
    const page = () => heymarket.listConversations({ id: 1111, filters: {} });
    assert.equal((await page()).length, 3);
    const [{ id }] = await page();
    const isClosed = async () => (await heymarket.getConversation({ id })).status === "closed";
    await heymarket.closeConversation({ inboxId: 2222, userId: 1111, chatId: 610018 });
    fake.reset();
    assert.equal(fake.options().pageSize, 3);
    assert.equal(await isClosed(), false);
  });

  test("an invalid script or option is rejected with an explanation", async () => {
    const { fake } = await make();
    assert.throws(() => fake.faults({ reply: [] }), /unknown operation reply/);
    assert.throws(() => fake.faults({ "*": [{ state: 1 }] }), /unknown field `state`/);
    assert.throws(() => fake.faults(undefined), TypeError);
    assert.throws(() => fake.options({ pagesize: 1 }), /unknown option pagesize/);
  });

  test("a fault that is cleared does not happen", async () => {
    const { fake, heymarket } = await make();
    fake.faults({ "*": [{ status: 500, repeat: true }] });
    await assert.rejects(heymarket.countConversations(), { name: "ServerError" });
    fake.clearFaults();
    assert.equal(await heymarket.countConversations(), 300);
  });
});

describe("fakeServices, faults:", () => {
  const read = ({ heymarket }, options) => heymarket.getConversation({ id: 610018 }, options);
  const act = ({ qlara }, options) => qlara.markRead({ chatId: "810006" }, options);
  const reply = ({ qlara }, options) => qlara.reply({ chatId: "810006", message: "Hi" }, options);

  for (const [name, fault, call, expected] of [
    ["a reset before", { sending: "resetBefore" }, read, "ConnectionError"],
    ["a reset after a send", { sending: "resetAfter" }, reply, "OutcomeUnknownError"],
    ["a reset halfway", { sending: "resetHalfway" }, read, "ConnectionError"],
    ["a reset halfway without a body", { sending: "resetHalfway" }, act, "ConnectionError"],
    ["a stall", { sending: "stall" }, read, "TimeoutError"],
    ["a stall after the headers", { sending: "stallAfterHeaders" }, read, "TimeoutError"],
    ["a stall halfway", { sending: "stallHalfway" }, read, "TimeoutError"],
    ["a stall halfway without a body", { sending: "stallHalfway" }, act, "TimeoutError"],
    ["a drip", { sending: { drip: 50 } }, read, "TimeoutError"],
    ["a delay", { delayMs: 5000 }, read, "TimeoutError"],
    ["no HTTP", { sending: "notHttp" }, read, "ConnectionError"],
    ["no status", { status: 0 }, read, "ConnectionError"],
    ["a status for nothing", { status: 101 }, read, "ConnectionError"],
    ["a status past all others", { status: 999 }, read, "DecodeError"],
    ["a redirect", { status: 302, headers: [["location", "/"]] }, read, "RedirectError"],
    [
      "an error response",
      { status: 429, headers: [["retry-after-ms", "1"]] },
      reply,
      "RateLimitError",
    ],
    ["nothing", { body: "empty" }, read, "DecodeError"],
    ["a page", { body: "html" }, read, "DecodeError"],
    ["garbage", { body: "garbage" }, read, "DecodeError"],
    ["half", { body: "truncated" }, read, "ConnectionError"],
    ["another text", { body: { text: "no" } }, read, "DecodeError"],
    ["other JSON", { body: { json: [] } }, read, "DecodeError"],
    ["other bytes", { body: { bytes: [255] } }, read, "DecodeError"],
    ["a body without end", { body: { endless: 1 << 26 } }, read, "ReplyTooLargeError"],
    ["a gzip bomb", { body: { gzipBomb: 1 << 26 } }, read, "ReplyTooLargeError"],
  ]) {
    test(name, async () => {
      const clients = await make({ maxReplyBytes: 1 << 16 });
      clients.fake.faults({ "*": [fault] });
      const options = expected === "TimeoutError" ? { timeoutMs: 200 } : {};
      await assert.rejects(call(clients, options), { name: expected });
      assert.equal(clients.fake.requests().length, 1);
      await call(clients);
    });
  }

  test("an abort ends a stalled call, and the service sees its client go", async () => {
    const { fake, heymarket } = await make();
    for (const sending of ["stall", "stallAfterHeaders", "stallHalfway"]) {
      fake.clearRequests();
      fake.faults({ "*": [{ sending }] });
      const controller = new AbortController();
      const call = heymarket.getConversation({ id: 610018 }, { signal: controller.signal });
      const ended = assert.rejects(call, (reason) => reason === "enough");
      await until(() => fake.requests().length > 0);
      await sleep(5);
      controller.abort("enough");
      await ended;
      assert.equal(fake.requests()[0].answer.ended, "clientGone");
    }
  });

  test("what was applied before the response was lost has taken effect", async () => {
    const { fake, qlara } = await make();
    const chatId = "810006";
    const count = async () => (await qlara.listMessages({ chatId })).length;
    const before = await count();
    fake.faults({ "qlara.reply": [{ sending: "resetAfter" }, { sending: "resetBefore" }] });
    const send = () => qlara.reply({ chatId, message: "Hi" });
    await assert.rejects(send(), { name: "OutcomeUnknownError" });
    assert.equal(await count(), before + 1);
    await assert.rejects(send(), { name: "OutcomeUnknownError" });
    assert.equal(await count(), before + 1);
  });
});

describe("fakeServices in workerd", () => {
  let worker;
  before(async () => {
    worker = await startWorkerd({}, new URL("support/testing-worker.mjs", import.meta.url));
  });
  after(() => worker.stop());

  test("every operation", async () => {
    assert.deepEqual(await worker.get("/"), EXPECTED);
  });
});

describe("fakeServices in a page", () => {
  let browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser.stop());

  test("every operation", async () => {
    const page = await browser.page();
    const results = await page.evaluate(async () => {
      const { tourFakes } = await import("/support/tour-fakes.mjs");
      const [threadline, testing] = await Promise.all([
        import("/threadline/index.js"),
        import("/threadline/testing.js"),
      ]);
      return tourFakes({ ...threadline, ...testing });
    });
    assert.deepEqual(results, EXPECTED);
  });
});
