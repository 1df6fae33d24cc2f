// Every operation from a CommonJS module in Node: the one build serves require(), too.

const assert = require("node:assert/strict");
const { describe, test } = require("node:test");
const { Heymarket, isNotFoundError } = require("threadline");

describe("Node, require:", async () => {
  const { startFake } = await import("./support/fake.mjs");
  const { EXPECTED, TOUR } = await import("./support/tour.mjs");
  const fake = await startFake();
  const heymarket = new Heymarket({ apiKey: fake.key, baseUrl: fake.url });
  for (const [name, step] of TOUR) {
    test(name, async () => assert.deepEqual(await step(heymarket), EXPECTED[name]));
  }
  test("an error is one of the required classes", async () => {
    await assert.rejects(heymarket.getConversation({ id: 1 }), isNotFoundError);
    fake.stop();
  });
});
