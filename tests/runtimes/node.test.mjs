// Every operation from an ES module in Node, against the fake services in all of their spellings.

import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { Heymarket } from "threadline";
import { ACCEPTED, tryCredentials } from "./support/credentials.mjs";
import { startFake } from "./support/fake.mjs";
import { SERVICES } from "./support/services.mjs";
import { TOURS } from "./support/tours.mjs";

const flavour = (spelling, envelope) => [
  "--qlara-spelling",
  spelling,
  "--qlara-envelope",
  envelope,
];
const WRITES = {
  Heymarket: [
    ["as documented", []],
    ["as others have seen it", ["--observed"]],
  ],
  Qlara: [
    ["flat keys and bare lists", flavour("flat", "bare")],
    ["nested objects, lists in content", flavour("nested", "content")],
    ["other keys, lists in items", flavour("renamed", "items")],
    ["as little as it can, lists in data", flavour("sparse", "data")],
    ["nested objects, lists by their own names", flavour("nested", "named")],
  ],
};

for (const { name: service, Client, list } of SERVICES) {
  for (const [spelling, flags] of WRITES[service]) {
    describe(`Node, import, ${service} that writes ${spelling}:`, async () => {
      const fake = await startFake(...flags);
      after(() => fake.stop());
      const api = new Client({ apiKey: fake.keys[service], baseUrl: fake.url });
      for (const [name, step, expected] of TOURS[service]) {
        test(name, async () => assert.deepEqual(await step(api), expected));
      }
      test("a wrong key is rejected", async () => {
        const stranger = new Client({ apiKey: "wrong", baseUrl: fake.url });
        await assert.rejects(list(stranger), { name: "AuthenticationError", status: 401 });
      });
    });
  }
}

test("Node, import: Heymarket takes every kind of credential", async (t) => {
  const { url, keys, secrets, stop } = await startFake();
  t.after(stop);
  const results = await tryCredentials(Heymarket, { key: keys.Heymarket, secrets, baseUrl: url });
  assert.deepEqual(results, ACCEPTED);
});

describe("the iterator over Heymarket", () => {
  for (const flags of [
    ["--page-size", "7"],
    ["--page-size", "7", "--inclusive"],
    ["--page-size", "1000"],
  ]) {
    test(`with ${flags.join(" ")} gives each conversation once, newest first`, async (t) => {
      const fake = await startFake(...flags);
      t.after(fake.stop);
      const heymarket = new Heymarket({ apiKey: fake.keys.Heymarket, baseUrl: fake.url });
      const ids = [];
      const dates = [];
      for await (const { id, updated } of heymarket.conversations({ id: 1111, filters: {} })) {
        ids.push(id);
        dates.push(Date.parse(updated));
      }
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(ids.length, 300);
      assert.deepEqual(
        dates,
        dates.toSorted((a, b) => b - a),
      );
    });
  }

  for (const flags of [[], ["--inclusive"]]) {
    const cursor = flags.length ? "an inclusive cursor" : "a strict cursor";
    test(`with pages of two and ${cursor} gives all but one of three of the same time, and says which time`, async (t) => {
      const fake = await startFake("--page-size", "2", ...flags);
      t.after(fake.stop);
      const heymarket = new Heymarket({ apiKey: fake.keys.Heymarket, baseUrl: fake.url });
      const given = [];
      const walk = async () => {
        for await (const one of heymarket.conversations({ id: 1111, filters: {} })) given.push(one);
      };
      const error = await walk().catch((error) => error);
      assert.equal(new Set(given.map(({ id }) => id)).size, 299);
      const { updated } = given.find(({ id }) => id === 610_023);
      assert.deepEqual([error.name, error.path], ["DecodeError", "$[*].updated"]);
      assert.ok(error.message.includes(updated), error.message);
    });
  }
});
