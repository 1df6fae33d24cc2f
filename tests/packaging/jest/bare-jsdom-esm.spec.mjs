// The same with import, which finds the entries for pages here.

import { Heymarket } from "threadline";
import { Qlara } from "threadline/slim";
import { fakeServices } from "threadline/testing";

const fetch = () => Promise.reject(new Error("nothing is to be sent"));

for (const [entry, call] of Object.entries({
  threadline: () => new Heymarket({ apiKey: "key", fetch }).getConversation({ id: 7 }),
  "threadline/slim": () => new Qlara({ apiKey: "key", fetch }).reply({ chatId: 8, message: "Hi" }),
  "threadline/testing": () => fakeServices(),
})) {
  test(`${entry} is imported, and its first call says what is missing`, async () => {
    expect(globalThis.TextDecoder).toBeUndefined();
    const error = await call().catch((error) => error);
    expect(error).toMatchObject({ name: "InternalError", code: "INTERNAL" });
    expect(error.message).toMatch(/TextDecoder, TextEncoder.*jest-fixed-jsdom/s);
  });
}
