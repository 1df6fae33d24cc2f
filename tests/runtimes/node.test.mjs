// Every operation from an ES module in Node, against the fake service in both of its spellings.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket } from "threadline";
import { startFake } from "./support/fake.mjs";
import { EXPECTED, TOUR } from "./support/tour.mjs";

for (const [spelling, flags] of [
  ["as documented", []],
  ["as others have seen it", ["--observed"]],
]) {
  describe(`Node, import, a service that writes ${spelling}:`, async () => {
    const fake = await startFake(...flags);
    const heymarket = new Heymarket({ apiKey: fake.key, baseUrl: fake.url });
    for (const [name, step] of TOUR) {
      test(name, async () => assert.deepEqual(await step(heymarket), EXPECTED[name]));
    }
    test("a wrong key is refused", async () => {
      const stranger = new Heymarket({ apiKey: "wrong", baseUrl: fake.url });
      await assert.rejects(stranger.countConversations(), {
        name: "AuthenticationError",
        status: 401,
      });
      fake.stop();
    });
  });
}

describe("the iterator over a service", () => {
  for (const flags of [
    ["--page-size", "7"],
    ["--page-size", "7", "--inclusive"],
    ["--page-size", "1000"],
  ]) {
    test(`with ${flags.join(" ")} gives each conversation once, newest first`, async () => {
      const fake = await startFake(...flags);
      const heymarket = new Heymarket({ apiKey: fake.key, baseUrl: fake.url });
      const ids = [];
      const dates = [];
      for await (const { id, updated } of heymarket.conversations({ id: 1111, filters: {} })) {
        ids.push(id);
        dates.push(Date.parse(updated));
      }
      fake.stop();
      assert.equal(new Set(ids).size, ids.length);
      // A strict cursor cannot reach what shares its moment with the end of a page.
      assert.ok(ids.length >= 290 && ids.length <= 300, `${ids.length}`);
      if (flags.includes("--inclusive")) assert.equal(ids.length, 300);
      assert.deepEqual(
        dates,
        dates.toSorted((a, b) => b - a),
      );
    });
  }
});
