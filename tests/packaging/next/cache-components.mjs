// Cache Components: what can be made ahead of a page is, and the rest when the page is asked for.

import assert from "node:assert/strict";
import { built, developed, madeAhead } from "./apps.mjs";
import { arrived, ask, next, shown } from "./next.mjs";

const APP = "cache-components";
const COUNT = "countConversations";

/** The pages whose call is made for each view, and what they show. */
const LIVE = { "/key": "300", "/secrets": "300", "/token": "300" };

const asVisitor = (fake) => ({ cookie: `session=${fake.keys.Heymarket}` });

const visitAll = async (server, fake) => {
  for (const [path, count] of Object.entries(LIVE)) {
    assert.equal(await shown(server, path, asVisitor(fake)), count, path);
  }
  assert.equal(await shown(server, "/use-cache"), "[300,300]");
  assert.equal(await shown(server, "/failed?id=1"), "NOT_FOUND");
};

const test = (what, run) => {
  next.also(`Cache Components: ${what}`, async (fake) => {
    const server = await built(APP, "turbopack", fake);
    await fake.requests();
    await run(server, fake);
  });
};

export const testCacheComponents = () => {
  test("`apiKey`, API secrets and `cookies()` in `token()`, in `<Suspense>`", async (server, fake) => {
    for (const [path, count] of Object.entries(LIVE)) {
      for (let view = 1; view <= 2; view++) {
        assert.equal(await shown(server, path, asVisitor(fake)), count, path);
      }
      assert.deepEqual(await arrived(fake), [COUNT, COUNT], path);
    }
    assert.equal(await shown(server, "/token", { cookie: "session=another" }), "AUTHENTICATION");
  });

  test('calls in `"use cache"`', async (server, fake) => {
    assert.ok(madeAhead(APP)["/use-cache"]);
    assert.equal(await shown(server, "/use-cache"), "[300,300]");
    assert.deepEqual(await arrived(fake), []);
    assert.equal((await ask(`${server.found}/changed`, { method: "POST" })).status, 200);
    for (let view = 1; view <= 2; view++) {
      assert.equal(await shown(server, "/use-cache"), "[300,300]");
    }
    assert.deepEqual(await arrived(fake), [COUNT, COUNT]);
  });

  test('an error out of `"use cache"`', async (server, fake) => {
    for (let view = 1; view <= 2; view++) {
      assert.equal(await shown(server, "/failed?id=1"), "NOT_FOUND");
    }
    assert.deepEqual(await arrived(fake), ["getConversation"]);
  });

  next.also("Cache Components: the development server", async (fake) => {
    const server = await developed(APP, fake);
    for (let view = 1; view <= 3; view++) await visitAll(server, fake);
    assert.doesNotMatch(server.output.all, /⨯|Error/);
  });
};
