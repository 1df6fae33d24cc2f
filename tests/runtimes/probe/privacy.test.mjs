// Nothing that a service says about an account comes out of examples/node/probe.mjs: no value, and no key
// that is one.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Qlara } from "threadline";
import { Keys } from "../../examples/node/probe/keys.mjs";
import { Values } from "../../examples/node/probe/values.mjs";
import { startFake } from "../support/fake.mjs";
import { forwardTo, mapped, probe, reference, section, serve } from "./support.mjs";

let fake;
before(async () => {
  fake = await startFake();
  const qlara = new Qlara({ apiKey: fake.keys.Qlara, baseUrl: fake.url });
  await qlara.createCallback({ callbackUrl: "https://example.com/hooks?secret=3f9a77c1d0" });
});
after(() => fake.stop());

/** What the probe prints about a service with these responses, and the responses. */
const probed = async (name, answer, key) => {
  const service = await serve(answer);
  try {
    const { stdout, stderr } = await probe(name, service.url, { key });
    return { stdout, stderr, exchanges: service.exchanges };
  } finally {
    service.stop();
  }
};

/** All keys, and all values as text, in the responses. */
const contents = (exchanges) => {
  const keys = new Set();
  const values = new Map();
  for (const { answer } of exchanges) {
    mapped(JSON.parse(answer), (value, key) => {
      values.set(String(value), key);
    });
    for (const [, key] of answer.matchAll(/"([\w-]+)":/g)) keys.add(key.toLowerCase());
  }
  return { keys, values };
};

// What the probe says by itself, and some value is the same word.
const OWN = new Set(["digits", "status", "text", "word"]);

const NAMED = /^(name|displayName)$/;

const assertNoValue = ({ stdout, exchanges }) => {
  const { keys, values } = contents(exchanges);
  // Without the sentences around it.
  const output = stdout.slice(stdout.indexOf("\n\n"), stdout.lastIndexOf("\n\n")).toLowerCase();
  const words = new Set(output.match(/[\p{L}\p{M}\d]+/gu));
  // As digits alone, whatever is between them.
  const digits = output.replace(/(?<=\d)[ ().+-]+(?=\d)/g, "");
  // A key in snake_case has words of its own.
  const keyWords = new Set([...keys, ...[...keys].flatMap((key) => key.split("_"))]);
  const isOwn = (text) => keyWords.has(text) || OWN.has(text);
  let checked = 0;
  for (const [value, key] of values) {
    const text = value.trim().toLowerCase();
    if (text.length < 4 && !NAMED.test(key)) continue;
    if (["null", "true", "false", ""].includes(text)) continue;
    checked++;
    // One word can be part of many others.
    const isPrinted = /^\p{L}+$/u.test(text) ? words.has(text) : output.includes(text);
    assert.ok(isOwn(text) || !isPrinted, `${key}: ${value}`);
    const number = text.replace(/\D/g, "");
    if (number.length > 3) assert.ok(!digits.includes(number), `${key}: ${value}`);
    for (const word of text.match(/\p{L}{4,}/gu) ?? []) {
      assert.ok(isOwn(word) || !words.has(word), `${key}: ${value}`);
    }
  }
  return checked;
};

const DIGITS = "0357912468";
const rotated = (letter, first) =>
  String.fromCharCode(((letter.charCodeAt(0) - first + 7) % 26) + first);
const mask = (text) =>
  text
    .replace(/\d/g, (digit) => DIGITS[digit])
    .replace(/[a-z]/g, (letter) => rotated(letter, 97))
    .replace(/[A-Z]/g, (letter) => rotated(letter, 65));

/** Another value of the same form. */
const another = (value, key) => {
  // The client knows two of them, and two flags.
  if (key === "direction" || value === 0 || value === 1) return value;
  if (typeof value === "number") return Number(mask(String(value)));
  if (typeof value !== "string") return value;
  const [, before, fraction, zone] = /^(\d{4}-.*T.*\.)(\d+)(Z)$/.exec(value) ?? [];
  if (fraction) return before + mask(fraction) + zone;
  // A part of the form of an id for linked portfolios.
  const [country, portfolios] = value.split(".ENT.");
  return portfolios ? `${mask(country)}.ENT.${mask(portfolios)}` : mask(value);
};

const SPELLINGS = [
  ["heymarket", { spelling: "documented", inboxes: "bare" }],
  ["heymarket", { spelling: "observed", inboxes: "named" }],
  ["qlara", { spelling: "flat", envelope: "bare" }],
  ["qlara", { spelling: "nested", envelope: "content" }],
  ["qlara", { spelling: "renamed", envelope: "items" }],
  ["qlara", { spelling: "sparse", envelope: "data" }],
  ["qlara", { spelling: "flat", envelope: "named" }],
];

describe("the probe prints no value of the fakes' data", () => {
  for (const [name, options] of SPELLINGS) {
    const service = name === "qlara" ? "Qlara" : "Heymarket";
    test(`${service}, ${Object.values(options).join(", ")}`, async () => {
      await fake.options(name === "qlara" ? { qlara: options } : options);
      const found = await probed(name, forwardTo(fake.url), fake.keys[service]);
      assert.ok(assertNoValue(found) > 100);

      // With every value replaced by another one, not a letter of the output is another one.
      const replay = (_, at) => {
        const { status, answer } = found.exchanges[at];
        return { status, body: JSON.stringify(mapped(JSON.parse(answer), another)) };
      };
      const replayed = await probed(name, replay);
      const values = [found, replayed].map(({ exchanges }) => contents(exchanges).values);
      const kept = [...values[0].keys()].filter((value) => values[1].has(value));
      assert.ok(kept.length < values[0].size / 5, `${kept.length} of ${values[0].size}`);
      assert.equal(replayed.stdout, found.stdout);
    });
  }
});

const LIST = "/api/partner-gateway/v1/inbox/conversations";

/** What the probe prints of Qlara's list, and all of it, when this is the response. */
const listed = async (answer) => {
  const { stdout, stderr } = await probed("qlara", ({ target }) =>
    target === LIST ? answer : { status: 404, body: "" },
  );
  return { list: section(stdout, "listConversations"), stdout, stderr };
};

const item = (members) => ({ body: [{ chatId: 7, ...members }] });

const letters = (at) => String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26));

describe("a key that is data is not printed", () => {
  for (const [what, answer, secrets, line] of [
    [
      "a phone number",
      item({ targetErrors: { 14155551234: "no such number", "+44 20 7946 0958": "blocked" } }),
      ["1415", "7946", "such", "blocked"],
      "<key: digits>, 2 to 9 of them: string (text; word in small letters)",
    ],
    [
      "an id",
      item({ reads: { 55: true, 9007199254740993: true } }),
      ["55", "9007"],
      "<key: digits>, 2 to 9 of them: boolean",
    ],
    [
      "an e-mail address",
      item({ seen: { "jo.smith@example.com": { at: "2026-01-02T03:04:05Z" } } }),
      ["smith", "example", "2026"],
      "<key: e-mail address>: object",
    ],
    [
      "an id of a person without a number",
      item({ contacts: { "US.13491208655302741918": 1 } }),
      ["US.", "1349"],
      "<key: text>: number",
    ],
    [
      "a name that is in a list of names",
      item({ unreadBy: { maya: 2, jonas: 1 } }),
      ["maya", "jonas"],
      "<key: text>, 2 to 9 of them: number",
    ],
    [
      "a name beside a total",
      item({ unreadBy: { total: 3, maya: 2, jonas: 1 } }),
      ["maya", "jonas"],
      "total: number",
    ],
    ["a name in capitals", item({ Maya: 2 }), ["maya"], "<key: text>: number"],
    [
      "a name that is a value elsewhere",
      item({ assignee: { id: 3, name: "Zoë Okafor" }, zoe: 2, okafor_seen: 1, zoeOkafor: true }),
      ["zoe", "okafor"],
      "<key: text>, 2 to 9 of them: boolean | number",
    ],
    [
      "a name that a message has in the middle",
      item({ lastMessage: "Can you tell McDonald, please?", mcdonald: 1 }),
      ["mcdonald", "please"],
      "<key: text>: number",
    ],
    ["a sentence", item({ "we met in Paris": true }), ["paris", "met"], "<key: text>: boolean"],
    [
      "a name in letters of another script",
      item({ 李娜: true, Zoë: true }),
      ["李娜", "zoë"],
      "<key: text>, 2 to 9 of them: boolean",
    ],
    ["a long text", item({ [`a${"bcdefg".repeat(2000)}`]: 1 }), ["bcdefg"], "<key: text>: number"],
    [
      "what has digits in it",
      item({ order_48213: 1, agent47: true, a4b1c5: "x" }),
      ["48213", "47", "a4b1"],
      "<key: text>, 2 to 9 of them: boolean | number | string (word in small letters)",
    ],
    [
      "one of very many",
      item(Object.fromEntries(Array.from({ length: 676 }, (_, at) => [`key${letters(at)}`, at]))),
      ["keyaa", "keyzz"],
      "<key: text>, 100 or more of them: number",
    ],
    [
      "what an account calls its own fields",
      item({ custom: { id: 3, allergies: "nuts", plan: { shoeSize: 44 } } }),
      ["allergies", "nuts", "shoe", "plan"],
      "<key: text>, 2 to 9 of them: string (word in small letters) | object",
    ],
    [
      "a key of Object's own",
      { body: '[{"chatId":7,"__proto__":{"maya":1},"constructor":2,"toString":"Jo"}]' },
      ["maya", "jo"],
      "toString: string (word)",
    ],
  ]) {
    test(what, async () => {
      const { list, stdout } = await listed(answer);
      for (const secret of secrets)
        assert.ok(!stdout.toLowerCase().includes(secret.toLowerCase()), secret);
      assert.ok(
        list.split("\n").some((one) => one.trim() === line),
        list,
      );
    });
  }
});

describe("a key that is a common word of APIs is printed", () => {
  test("though a value is the same", async () => {
    const { list } = await listed(
      item({ contact: { id: 1, name: "name" }, lastMessage: "unread", unread: 1 }),
    );
    for (const line of ["name: string (word in small letters)", "unread: number"]) {
      assert.ok(
        list.split("\n").some((one) => one.trim() === line),
        list,
      );
    }
  });

  for (const service of ["heymarket", "qlara"]) {
    test(`and so is every field that ${service} is known to have`, async () => {
      const rows = (await reference(service)).matchAll(/^\| `([\w.]+)` \|/gm);
      const fields = Array.from(rows, ([, field]) => field);
      assert.ok(fields.length > 50);
      const keys = new Keys(new Values());
      const inSnakeCase = (field) => field.replace(/[A-Z]/g, (big) => `_${big.toLowerCase()}`);
      const all = [...fields, ...fields.map(inSnakeCase)];
      assert.deepEqual(
        all.filter((field) => keys.path(field) !== field),
        [],
      );
    });
  }

  test("and others of the same object, which a person is asked to look at", async () => {
    const { list, stdout } = await listed(item({ slaBreached: true, unread: 1, wrapup: null }));
    assert.match(list, /^ {4}slaBreached: boolean$/m);
    assert.match(
      stdout,
      /^Check these keys, in case one of them is data of yours: slaBreached, wrapup$/m,
    );
  });
});

const PRIVATE = "Jo Okafor (+39 333 123 4567, jo@okafor.example) owes 4823.50";
const SECRETS = ["Okafor", "333", "3331234567", "jo@", "owes", "4823"];

describe("what a service says in passing is not printed", () => {
  const html = { "content-type": "text/html; charset=utf-8" };
  for (const [what, answer, line] of [
    [
      "in an error",
      { status: 404, body: { status: 404, error: "not_found", message: PRIVATE } },
      "listConversations: NotFoundError, code NOT_FOUND, status 404",
    ],
    [
      "in an error that is text",
      { status: 400, headers: { "content-type": "text/plain" }, body: PRIVATE },
      "status 400, text/plain: not JSON: text",
    ],
    [
      "in an error that is a JSON text",
      { status: 403, body: JSON.stringify(PRIVATE) },
      "status 403, application/json: string (text)",
    ],
    [
      "in a page",
      { headers: html, body: `<html><body>${PRIVATE}</body></html>` },
      "status 200, text/html: not JSON: HTML or XML",
    ],
    [
      "in JSON that breaks off",
      { body: `[{"chatId":7,"lastMessage":${JSON.stringify(PRIVATE)}` },
      "status 200, application/json: not JSON: broken JSON",
    ],
    [
      "in JSON inside a text",
      item({ lastMessage: JSON.stringify({ okafor: PRIVATE }) }),
      "lastMessage: string (JSON)",
    ],
    [
      "in a field of another kind than is known",
      item({ unread: PRIVATE, contact: [[PRIVATE]], archived: { note: PRIVATE } }),
      "contact: list (1) of list (1) of string (text)",
    ],
    ["where an id should be", { body: [{ chatId: { okafor: PRIVATE } }] }, "chatId: object"],
    [
      "in a content type",
      {
        headers: { "content-type": 'application/vnd.okafor+json; owner="jo@okafor.example"' },
        body: [],
      },
      "status 200, another content type: list (0)",
    ],
    [
      "in headers",
      {
        headers: { "content-type": "application/json", "x-okafor": PRIVATE, "x-393331234567": "1" },
        body: [{ chatId: 7, contact: { name: "Jo Okafor" } }],
      },
      "name: string (text)",
    ],
    [
      "far below",
      { body: `${"[".repeat(20_000)}${JSON.stringify(PRIVATE)}${"]".repeat(20_000)}` },
      "list (deeper)",
    ],
  ]) {
    test(what, async () => {
      const { stdout, stderr } = await listed(answer);
      for (const secret of SECRETS) {
        const output = (stdout + stderr).toLowerCase();
        assert.ok(!output.includes(secret.toLowerCase()), `${secret}\n${stdout}`);
      }
      assert.ok(
        stdout.split("\n").some((one) => one.trim().endsWith(line)),
        stdout,
      );
    });
  }

  test("nor the ids and the key that it is started with", async (t) => {
    const service = await serve(() => ({ body: { id: 1, members: [], okafor47key: "x" } }));
    t.after(service.stop);
    const args = [
      "--user=48213777",
      "--conversation=93551",
      "--phone=393331234567",
      "--scheduled=81226",
    ];
    const { stdout, stderr } = await probe("heymarket", service.url, { key: "okafor47key", args });
    assert.equal(service.exchanges.length, 8);
    for (const secret of ["48213", "93551", "3333", "81226", "okafor", service.url]) {
      assert.ok(!(stdout + stderr).includes(secret), secret);
    }
  });
});
