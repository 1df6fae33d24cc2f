// What a caller passes on from others: recipients, dates, bodies, and what the client itself is made of.

import { Heymarket } from "threadline";
import { bytesOf, filled, heymarket, KIB, qlara, respond, settled, words } from "./services.mjs";

const ok = bytesOf('"ok"');
const nothing = () => respond([], { status: 202 });

const markRead = (input) => {
  const api = heymarket(() => ok);
  return () => settled(api.markRead({ inboxId: 1, userId: 2, ...input }));
};
const sendEmail = (input) => {
  const api = heymarket(() => bytesOf('{"id":1}'));
  return () => settled(api.sendEmail({ inbox: 1, creatorId: 2, text: "See you", ...input }));
};
const sendMessage = (input) => {
  const api = heymarket(() => bytesOf('{"id":1}'));
  return () => settled(api.sendMessage({ inboxId: 1, creatorId: 2, text: "See you", ...input }));
};
const reply = (input) => {
  const api = qlara(nothing);
  return () => settled(api.reply(input));
};
const list = (input) => {
  const api = heymarket(() => bytesOf("[]"));
  return () => settled(api.listConversations({ id: 1, filters: {}, ...input }));
};
const made = (options) => () => {
  try {
    return new Heymarket({ apiKey: "key-4f1d9a7c", ...options });
  } catch {
    return undefined;
  }
};
const limited = (headers, body = "{}", status = 429) => {
  const bytes = bytesOf(body);
  const api = heymarket(() => respond([bytes], { status, headers }));
  return () => settled(api.countConversations());
};

const nested = (depth) => {
  let value = 1;
  for (let i = 0; i < depth; i++) value = { a: value };
  return value;
};

const CASES = {
  "many targets": [
    256,
    (n) => {
      const targets = Array.from({ length: n }, (_, i) => String(14_155_550_000 + i));
      return markRead({ targets });
    },
  ],
  "one target, again and again": [16, (n) => markRead({ targets: Array(n).fill("14155551234") })],
  "a target with many blanks": [4 * KIB, (n) => markRead({ target: `+${" ".repeat(n)}1` })],
  "a target of many digits": [4 * KIB, (n) => markRead({ target: "1".repeat(n) })],
  "a target of many (0)": [4 * KIB, (n) => markRead({ target: `+1${"(0)".repeat(n)}` })],
  "a target of many brackets": [4 * KIB, (n) => markRead({ target: `+1${"(".repeat(n)}` })],
  "a target of many pluses": [4 * KIB, (n) => markRead({ target: "+".repeat(n) })],
  "a target of format characters": [4 * KIB, (n) => markRead({ target: `${"\u202a".repeat(n)}1` })],
  "a target of many x": [4 * KIB, (n) => markRead({ target: `+1415555123${"x1".repeat(n)}` })],
  "a target with many @": [4 * KIB, (n) => markRead({ target: "a@".repeat(n) })],
  "a phone number with many blanks": [
    4 * KIB,
    (n) => sendMessage({ phoneNumber: `+1${" ".repeat(n)}4155551234` }),
  ],
  "many addresses in one text": [
    16,
    (n) => sendEmail({ targets: [`to:${filled(n * 20, (i) => `a${i}@example.com`)}`] }),
  ],
  "many texts of one address": [
    16,
    (n) => sendEmail({ targets: Array.from({ length: n }, (_, i) => `to:a${i}@example.com`) }),
  ],
  "addresses with many commas": [
    4 * KIB,
    (n) => sendEmail({ targets: [`to:a@b.c${",".repeat(n)}`] }),
  ],
  "addresses with many blanks": [
    4 * KIB,
    (n) => sendEmail({ targets: [`to:a@b.c${" ".repeat(n)},b@b.c`] }),
  ],
  "an address with many dots": [
    4 * KIB,
    (n) => sendEmail({ targets: [`to:a@b${".c".repeat(n)}`] }),
  ],
  "an address with many @": [4 * KIB, (n) => sendEmail({ targets: [`to:${"a@".repeat(n)}`] })],
  "an address with many quotation marks": [
    4 * KIB,
    (n) => sendEmail({ targets: [`to:${'"'.repeat(n)}@b.c`] }),
  ],
  "many names of fields that are not known": [
    16,
    (n) => markRead(Object.fromEntries(Array.from({ length: n }, (_, i) => [`field${i}`, 1]))),
  ],
  "one long name of a field that is not known": [KIB, (n) => markRead({ ["inboxI".repeat(n)]: 1 })],
  "many inboxes": [
    16,
    (n) => list({ filters: { inboxes: Array.from({ length: n }, (_, i) => i + 1) } }),
  ],
  "many inboxes and one that is wrong": [
    16,
    (n) => list({ filters: { inboxes: [...Array.from({ length: n }, (_, i) => i + 1), "x"] } }),
  ],
  "an id of many digits": [4 * KIB, (n) => list({ id: "1".repeat(n) })],
  "an id that is a long BigInt": [16, (n) => list({ id: BigInt(`1${"0".repeat(n)}`) })],
  "a date of many digits": [
    4 * KIB,
    (n) => list({ date: `2026-01-01T00:00:00.${"0".repeat(n)}Z` }),
  ],
  "a date of many blanks": [4 * KIB, (n) => list({ date: `2026-01-01${" ".repeat(n)}` })],
  "a long message": [4 * KIB, (n) => reply({ chatId: 1, message: words(n) })],
  "a long message of control characters": [
    4 * KIB,
    (n) => reply({ chatId: 1, message: "\u0001".repeat(n) }),
  ],
  "a deep body": [8, (n) => reply({ body: nested(n) })],
  "a wide body": [
    16,
    (n) => reply({ body: Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, [i]])) }),
  ],
  "a base URL of many slashes": [
    4 * KIB,
    (n) => made({ baseUrl: `https://x.example${"/".repeat(n)}a` }),
  ],
  "a base URL that ends in many slashes": [
    4 * KIB,
    (n) => made({ baseUrl: `https://x.example/a${"/".repeat(n)}` }),
  ],
  "a base URL of many dots": [
    KIB,
    (n) => made({ baseUrl: `https://x.example/${"a/../".repeat(n)}` }),
  ],
  "a header with many blanks": [4 * KIB, (n) => made({ headers: { "x-a": `a${" ".repeat(n)}b` } })],
  "a header with a long name": [4 * KIB, (n) => made({ headers: { ["x".repeat(n)]: "a" } })],
  "many headers": [
    16,
    (n) => made({ headers: Array.from({ length: n }, (_, i) => [`x-${i}`, "a"]) }),
  ],
  "one header, again and again, in a call": [
    16,
    (n) => {
      const headers = Array.from({ length: n }, () => ["x-a", "a"]);
      const api = heymarket(() => bytesOf("7"));
      return () => settled(api.countConversations({}, { headers }));
    },
  ],
  "many headers of a client and as many of a call": [
    16,
    (n) => {
      const headers = Array.from({ length: n }, (_, i) => [`x-${i}`, "a"]);
      const api = heymarket(() => bytesOf("7"), { headers });
      return () => settled(api.countConversations({}, { headers }));
    },
  ],
  "Retry-After of many digits": [4 * KIB, (n) => limited({ "retry-after": `1${"0".repeat(n)}` })],
  "Retry-After of many zeros": [4 * KIB, (n) => limited({ "retry-after": `${"0".repeat(n)}1` })],
  "Retry-After of many points": [4 * KIB, (n) => limited({ "retry-after": `1.${"0".repeat(n)}` })],
  "Retry-After of many commas": [4 * KIB, (n) => limited({ "retry-after": "1,".repeat(n) })],
  "Retry-After of many blanks": [4 * KIB, (n) => limited({ "retry-after": `1${" ".repeat(n)}1` })],
  "Retry-After with a long date": [
    4 * KIB,
    (n) => limited({ "retry-after": `Sun, 06 Nov 2094 08:49:37${" ".repeat(n)}GMT` }),
  ],
  "Retry-After with a date of many letters": [
    4 * KIB,
    (n) => limited({ "retry-after": `${"Sun, ".repeat(n)}` }),
  ],
  "Retry-After-Ms of many digits": [4 * KIB, (n) => limited({ "retry-after-ms": "1".repeat(n) })],
  "retryAfter of many digits": [4 * KIB, (n) => limited({}, `{"retryAfter":"1${"0".repeat(n)}"}`)],
  "X-RateLimit-Limit of many digits": [
    4 * KIB,
    (n) => limited({ "x-ratelimit-limit": "1".repeat(n), "x-ratelimit-remaining": "1".repeat(n) }),
  ],
  "Content-Length of many digits": [4 * KIB, (n) => limited({ "content-length": "1".repeat(n) })],
  "X-Request-Id that is long": [4 * KIB, (n) => limited({ "x-request-id": "r".repeat(n) })],
  "an error of fetch with long words": [
    KIB,
    (n) => {
      const api = heymarket(() => {
        throw new TypeError(words(n));
      });
      return () => settled(api.countConversations());
    },
  ],
  "an error of fetch that quotes the URL": [
    KIB,
    (n) => {
      const api = qlara((url) => {
        throw new TypeError(`${url} `.repeat(n / 16));
      });
      return () => settled(api.getConversation({ chatId: 14155551234 }));
    },
  ],
  "an error of fetch with many causes": [
    4,
    (n) => {
      let error = new Error("last");
      for (let i = 0; i < n; i++) {
        error = Object.assign(new Error("one"), { cause: error, stack: "Error: one" });
      }
      const api = qlara(() => {
        throw error;
      });
      return () => settled(api.getConversation({ chatId: 14155551234 }));
    },
  ],
};

export default Object.entries(CASES).map(([name, [base, make]]) => ({
  name,
  base,
  make: (n) => ({ run: make(n) }),
}));
