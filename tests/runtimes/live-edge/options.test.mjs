// What `createEdge` says of options that are wrong, and what a request gets of settings that are.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startWorkerd } from "../support/workerd.mjs";

const PATHS = {
  "nothing at all": "options",
  "no authorize": "authorize",
  "an authorize that is no function": "authorize",
  "no service": "heymarket",
  "keys in the place of a function": "heymarket",
  "a misspelt option": "onevent",
  "a path without a slash": "path",
  "a path that ends in a slash": "path",
  "a binding that is no name": "binding",
  "an origin with a path": "origins",
  "an operation that pages have no use for": "operations[0]",
  "a log that keeps nothing": "events",
  "a log that is kept for no number": "ms",
  "an unknown member of keep": "days",
  "answers that are a number": "answers",
};

const STATUSES = {
  "a binding that is missing": 500,
  "a session without a user": 500,
  "a session with too many inboxes": 500,
  "an account that is not there": 404,
  "a webhook that is not configured": 404,
  "a status that nobody may see": 404,
};

let worker;
let found;
before(async () => {
  const file = new URL("support/options-worker.mjs", import.meta.url);
  worker = await startWorkerd({}, file);
  found = await worker.get("/");
});
after(() => worker.stop());

describe("createEdge rejects", () => {
  for (const [what, path] of Object.entries(PATHS)) {
    test(what, () => {
      const { name, path: where, message } = found.wrong[what];
      assert.deepEqual([name, where], ["InvalidArgumentError", path]);
      assert.doesNotMatch(message, /4711/);
    });
  }

  test("each of them, and no other", () => {
    assert.deepEqual(Object.keys(found.wrong).sort(), Object.keys(PATHS).sort());
  });
});

describe("a request responds with a status where there is", () => {
  for (const [what, status] of Object.entries(STATUSES)) {
    test(what, () => assert.equal(found.late[what], status));
  }
});
