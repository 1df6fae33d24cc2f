// What comes out of a call is data: it can be cloned, posted to a worker, kept as JSON.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { fakeServices } from "threadline/testing";
import { methodsOf, OPERATIONS } from "./support/samples.mjs";
import { tour } from "./support/tours.mjs";

/** A plain value, all the way down. */
const isPlain = (value) => {
  if (value === null || typeof value !== "object") {
    return !["function", "symbol", "bigint"].includes(typeof value);
  }
  const prototype = Array.isArray(value) ? Array.prototype : Object.prototype;
  return Object.getPrototypeOf(value) === prototype && Object.values(value).every(isPlain);
};

describe("every output can be cloned (bad input, line 15):", () => {
  for (const Client of [Heymarket, Qlara]) {
    const { name: service } = Client;
    test(service, async () => {
      const fake = await fakeServices();
      const apiKey = fake.keys[service.toLowerCase()];
      const client = new Client({ apiKey, fetch: fake.fetch });
      const seen = new Set();
      const check = (name, output) => {
        seen.add(name);
        assert.ok(isPlain(output), name);
        assert.deepEqual(structuredClone(output), output);
        if (output !== undefined) assert.deepEqual(JSON.parse(JSON.stringify(output)), output);
        return output;
      };
      const over = async function* (name, pages) {
        for await (const item of pages) yield check(name, item);
      };
      // A client whose every output is looked at on its way.
      const watched = new Proxy(client, {
        get:
          (_, name) =>
          (...given) => {
            const made = client[name](...given);
            if (made[Symbol.asyncIterator]) return over(name, made);
            return made.then((output) => check(name, output));
          },
      });
      await tour(service, watched);
      const { all } = methodsOf(Client);
      const samples = OPERATIONS.filter((sample) => sample.Client === Client);
      const methods = [...all, ...samples.map(({ name }) => name)];
      assert.deepEqual(
        methods.filter((name) => !seen.has(name)),
        [],
      );
    });
  }

  test("raw ones as well", async () => {
    const fake = await fakeServices();
    const heymarket = new Heymarket({ apiKey: fake.keys.heymarket, fetch: fake.fetch });
    const qlara = new Qlara({ apiKey: fake.keys.qlara, fetch: fake.fetch });
    for (const output of [
      await heymarket.listConversations({ id: 1111, filters: {} }, { raw: true }),
      await qlara.listConversations({}, { raw: true }),
      await qlara.markRead({ chatId: "810006" }, { raw: true }),
    ]) {
      assert.ok(isPlain(output));
      assert.deepEqual(structuredClone(output), output);
    }
  });
});
