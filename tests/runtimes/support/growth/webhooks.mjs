// What anybody may post to a webhook of ours, with the right secret and without.

import { parseHeymarketWebhook, parseQlaraWebhook } from "threadline";
import { filled, KIB, settled, words } from "./services.mjs";

const SECRET = "3e1f0a6b9c4d8e27";
const OPTIONS = { maxBytes: 2 ** 25, timeoutMs: 600_000 };
const URL_OF = (secret) => `https://example.com/hook?secret=${secret}`;

const nested = (depth, inner) => '{"a":'.repeat(depth) + inner + "}".repeat(depth);

// The members of an event, beside those that make it one.
const MEMBERS = {
  "members that are not known": (bytes) => filled(bytes, (i) => `"member${i}":1`),
  "members that are not known, backwards": (bytes) => filled(bytes, (i) => `"member${1e9 - i}":1`),
  "one unknown member, many times": (bytes) => filled(bytes, () => '"member":1'),
  "escaped keys": (bytes) => filled(bytes, () => String.raw`"\u0074\u0065\u0078\u0074":"a"`),
  "escaped keys that are not known": (bytes) =>
    filled(bytes, (i) => String.raw`"\u0061\u0062${i}":1`),
  "one escaped key": (bytes) => `"${String.raw`\u0061`.repeat(bytes / 6)}":1`,
  "one long key": (bytes) => `"${"a".repeat(bytes)}":1`,
  "objects in objects, as deep as is taken": (bytes) =>
    filled(bytes, (i) => `"m${i}":${nested(120, "1")}`),
  "members of objects, as deep as is taken": (bytes) =>
    `"m":${nested(120, `{${filled(bytes, (i) => `"k${i}":1`)}}`)}`,
  "members on every level": (bytes) => {
    let text = "1";
    for (let level = 0; level < 120; level++) {
      text = `{${filled(bytes / 120, (i) => `"k${i}":1`)},"a":${text}}`;
    }
    return `"m":${text}`;
  },
  "lists of numbers": (bytes) => `"m":[${filled(bytes, (i) => String(i))}]`,
  "a long number": (bytes) => `"m":${"1".repeat(bytes)}`,
  "a long date": (bytes) =>
    `"updated":"2026-01-01T00:00:00.${"0".repeat(bytes)}1Z","timestamp":"2026-01-01T00:00:00.${"0".repeat(bytes)}1Z"`,
  "a long escaped text": (bytes) => `"text":"${String.raw`\u00e9`.repeat(bytes / 6)}"`,
  "aliases, again and again": (bytes) =>
    filled(bytes, () => '"id":"7","messageId":"7","source":"391","from":"391"'),
  "contacts, again and again": (bytes) =>
    filled(bytes, () => '"contact":{"id":"1","phoneNumber":"+391"}'),
  "statuses, again and again": (bytes) => filled(bytes, () => '"statusCode":3,"status":"READ"'),
};

const parseHeymarket = (token) => (body) => () =>
  settled(parseHeymarketWebhook(body, { token, ...OPTIONS }));
const parseQlara = (secret) => (body) => () =>
  settled(parseQlaraWebhook(body, { secret: SECRET, url: URL_OF(secret), ...OPTIONS }));

const WAYS = [
  [
    "Heymarket",
    parseHeymarket(SECRET),
    (members) =>
      `{"type":"message_sent","id":1,"token":"${SECRET}","event_data":{"id":5,${members}}}`,
  ],
  [
    "Heymarket, beside event_data",
    parseHeymarket(SECRET),
    (members) =>
      `{"type":"message_sent","id":1,${members},"token":"${SECRET}","event_data":{"id":5}}`,
  ],
  [
    "Heymarket, a stranger's",
    parseHeymarket("another-1234567890"),
    (members) => `{"type":"message_sent","id":1,"token":"${SECRET}",${members},"event_data":{}}`,
  ],
  ["Qlara", parseQlara(SECRET), (members) => `{"eventType":"DELIVERY","messageId":"7",${members}}`],
  [
    "Qlara, an event that is not known",
    parseQlara(SECRET),
    (members) => `{"eventType":"OTHER",${members}}`,
  ],
  [
    "Qlara, a stranger's",
    parseQlara("another-1234567890"),
    (members) => `{"eventType":"DELIVERY","messageId":"7",${members}}`,
  ],
];

const attachment = (i) => `{"url":"https://example.com/files/${i}","name":"${words(40)}"}`;

/** A long message with many attachments. */
const ordinary = (parse, event) => (bytes) => {
  const text = `"text":"${words(bytes / 2)}","attachments":[${filled(bytes / 2, attachment)}]`;
  const body = event(text);
  return { bytes: body.length, run: parse(body) };
};

const cases = [];
for (const [service, parse, event] of WAYS) {
  // What an event that is taken costs is the measure for a stranger's, too.
  const like = WAYS.find(([name]) => name === service.split(",")[0]);
  for (const [name, members] of Object.entries(MEMBERS)) {
    cases.push({
      name: `${name} (${service})`,
      // What is taken costs more, and no more than 1 MiB is by itself.
      base: service.endsWith("stranger's") ? 8 * KIB : 2 * KIB,
      make: (bytes) => {
        const body = event(members(bytes));
        return { bytes: body.length, run: parse(body) };
      },
      ordinary: ordinary(like[1], like[2]),
    });
  }
}

// A URL is the stranger's as well.
cases.push({
  name: "a URL with many parameters (Qlara, a stranger's)",
  base: KIB,
  make: (bytes) => {
    const url = `https://example.com/hook?${filled(bytes, () => "secret=a", "", "&")}`;
    return { run: () => settled(parseQlaraWebhook("{}", { secret: SECRET, url, ...OPTIONS })) };
  },
});

export default cases;
