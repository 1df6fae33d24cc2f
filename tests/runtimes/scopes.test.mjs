// What somebody sees of a client in a console by opening its members one after the other: no credential.

import assert from "node:assert/strict";
import { Session } from "node:inspector/promises";
import { after, before, describe, test } from "node:test";
import { Heymarket, Qlara } from "threadline";

const KEY = "key-SECRET-1";
const SECRET = { id: "id-1", key: "key-SECRET-2" };

// Deeper than a client is.
const DEPTH = 6;

// What is in a module's or the global scope belongs to no client.
const SHARED = /^(Global|Module|Script)/;

const session = new Session();
before(() => session.connect());
after(() => session.disconnect());

const membersOf = async (objectId) => {
  const request = { objectId, ownProperties: true };
  const { result, internalProperties = [] } = await session.post("Runtime.getProperties", request);
  return [...result, ...internalProperties].filter(({ name }) => name !== "[[Prototype]]");
};

/** What a console shows of `globalThis.seen`, and of all that can be reached from there. */
const shown = async () => {
  const { result } = await session.post("Runtime.evaluate", { expression: "globalThis.seen" });
  const texts = [];
  const open = [{ path: "client", value: result, depth: 0 }];
  for (const { path, value, depth } of open) {
    const text = String(value.value ?? value.description);
    texts.push(`${path}: ${text}`);
    if (!value.objectId || depth === DEPTH) continue;
    for (const { name, value: member } of await membersOf(value.objectId)) {
      if (!member || (path.endsWith("[[Scopes]]") && SHARED.test(member.description))) continue;
      open.push({ path: `${path}.${name}`, value: member, depth: depth + 1 });
    }
  }
  return texts;
};

describe("a console shows no credential", () => {
  for (const [title, make] of [
    ["a key of Heymarket's", () => new Heymarket({ apiKey: KEY })],
    ["a key of Qlara's", () => new Qlara({ apiKey: KEY })],
    ["a secret", () => new Heymarket({ secretId: SECRET.id, secretKey: SECRET.key })],
    ["a list of secrets", () => new Heymarket({ secrets: [SECRET] })],
  ]) {
    test(`of a client with ${title}`, async () => {
      globalThis.seen = make();
      const texts = await shown();
      assert.ok(
        texts.some((text) => text.includes("[[Scopes]]")),
        "the handle's scopes were not seen",
      );
      assert.deepEqual(
        texts.filter((text) => text.includes("SECRET")),
        [],
      );
    });
  }
});
