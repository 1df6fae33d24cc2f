// jsdom as it is: most of what a page has is missing.

const util = require("node:util");

const CASES = {
  threadline: ({ Heymarket }) =>
    new Heymarket({ apiKey: "key", fetch: answered }).getConversation({ id: 7 }),
  "threadline/slim": ({ Heymarket }) =>
    new Heymarket({ apiKey: "key", fetch: answered }).getConversation({ id: 7 }),
  "threadline/testing": ({ fakeServices }) => fakeServices(),
};

/** A response where `Response` does not exist. */
const answered = async () => ({
  status: 200,
  headers: new Headers(),
  arrayBuffer: async () => new util.TextEncoder().encode('{"id":7,"members":[{"id":1}]}').buffer,
});

afterEach(() => {
  delete globalThis.TextDecoder;
  delete globalThis.TextEncoder;
});

for (const [entry, call] of Object.entries(CASES)) {
  test(`${entry} is imported, and its first call says what is missing`, async () => {
    expect(globalThis.TextDecoder).toBeUndefined();
    const error = await call(require(entry)).catch((error) => error);
    expect(error).toMatchObject({ name: "InternalError", code: "INTERNAL" });
    expect(error.message).toMatch(/TextDecoder, TextEncoder.*jest-fixed-jsdom/s);
  });
}

test("a call reports that fetch is missing", async () => {
  Object.assign(globalThis, { TextDecoder: util.TextDecoder, TextEncoder: util.TextEncoder });
  const { Heymarket } = require("threadline");
  const error = await new Heymarket({ apiKey: "key" })
    .getConversation({ id: 7 })
    .catch((error) => error);
  expect(error).toMatchObject({ name: "InternalError", code: "INTERNAL" });
  expect(error.message).toMatch(/fetch/);
});

test("two joined reads settle without structuredClone, each with a result of its own", async () => {
  Object.assign(globalThis, { TextDecoder: util.TextDecoder, TextEncoder: util.TextEncoder });
  expect(globalThis.structuredClone).toBeUndefined();
  const { Heymarket } = require("threadline");
  const fetch = jest.fn(answered);
  const heymarket = new Heymarket({ apiKey: "key", fetch });
  const [one, other] = await Promise.all([7, 7].map((id) => heymarket.getConversation({ id })));
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(one).toEqual(other);
  expect(one.members[0]).not.toBe(other.members[0]);
});
