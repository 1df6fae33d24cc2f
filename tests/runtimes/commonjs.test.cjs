// Every operation from a CommonJS module in Node: the one build serves require(), too.

const assert = require("node:assert/strict");
const { after, describe, test } = require("node:test");
const threadline = require("threadline");

describe("Node, require:", async () => {
  const { startFake } = await import("./support/fake.mjs");
  const { ACCEPTED, tryCredentials } = await import("./support/credentials.mjs");
  const { TOURS } = await import("./support/tours.mjs");
  const fake = await startFake();
  after(() => fake.stop());
  for (const [service, steps] of Object.entries(TOURS)) {
    const api = new threadline[service]({ apiKey: fake.keys[service], baseUrl: fake.url });
    describe(service, () => {
      for (const [name, step, expected] of steps) {
        test(name, async () => assert.deepEqual(await step(api), expected));
      }
    });
  }
  test("Heymarket takes every kind of credential", async () => {
    const { keys, secrets, url: baseUrl } = fake;
    const options = { key: keys.Heymarket, secrets, baseUrl };
    assert.deepEqual(await tryCredentials(threadline.Heymarket, options), ACCEPTED);
  });
  test("an error is one of the required classes", async () => {
    const api = new threadline.Heymarket({ apiKey: fake.keys.Heymarket, baseUrl: fake.url });
    await assert.rejects(api.getConversation({ id: 1 }), threadline.isNotFoundError);
  });
});
