// How long a comparison takes reveals nothing: the module runs the same code, wherever a secret is wrong. Shown
// by what it runs, not by a clock, so that a busy machine changes nothing.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { heymarketBody, qlaraBody } from "./support/deliveries.mjs";
import { traced } from "./support/trace.mjs";

const SECRET = "abcdefghijklmnopqrstuvwx";

/** Wrong from the letter at a place on, or there alone. */
const WRONG = Array.from({ length: SECRET.length }, (_, at) => [
  `${SECRET.slice(0, at)}!${SECRET.slice(at + 1)}`,
  SECRET.slice(0, at).padEnd(SECRET.length, "!"),
]).flat();

describe("the same code runs", () => {
  let trace;
  before(async () => {
    trace = await traced();
  });

  const heymarket =
    (given, token = SECRET) =>
    ({ parseHeymarketWebhook }) =>
      parseHeymarketWebhook(heymarketBody({ token: given }), { token });
  const qlara =
    (given, secret = SECRET) =>
    ({ parseQlaraWebhook }) =>
      parseQlaraWebhook(qlaraBody(), { secret, url: `https://h.example/?secret=${given}` });

  for (const [name, delivery] of Object.entries({ heymarket, qlara })) {
    /** What runs for a rejected delivery. */
    const rejected = async (...given) => {
      const blocks = await trace(async (threadline) => {
        await assert.rejects(delivery(...given)(threadline), { name: "WebhookVerificationError" });
      });
      assert.ok(blocks.split(" ").length > 100);
      return blocks;
    };

    test(`wherever and in how much a secret is wrong (${name})`, async () => {
      for (let i = 0; i < 3; i++) await rejected(WRONG[0]); // memory is laid out once
      const expected = await rejected(WRONG[0]);
      for (const wrong of WRONG) assert.equal(await rejected(wrong), expected, wrong);
    });

    test(`however many characters of a longer or shorter one are right (${name})`, async () => {
      for (const length of [17, 20, 23]) {
        const none = await rejected("!".repeat(length));
        for (let right = 0; right <= length; right++) {
          const given = (SECRET + SECRET).slice(0, right).padEnd(length, "!");
          assert.equal(await rejected(given), none, `${right} of ${length}`);
        }
      }
    });

    test(`whichever of several secrets is nearly right (${name})`, async () => {
      const several = ["m".repeat(24), "n".repeat(24), SECRET];
      await rejected("!".repeat(24), several);
      const expected = await rejected("!".repeat(24), several);
      for (const near of several) {
        assert.equal(await rejected(`${near.slice(0, -1)}!`, several), expected, near);
      }
    });

    test(`and more when it is right: the test sees what runs (${name})`, async () => {
      const wrong = await rejected(WRONG[0]);
      const right = await trace((threadline) => delivery(SECRET)(threadline));
      assert.notEqual(right, wrong);
    });
  }
});
