// What JavaScript builds from a response is what JSON.parse would give, checked and normalised.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isConnectionError, isDecodeError, isThreadlineError } from "threadline";
import { client, json, LIST, rejection, wire } from "./support/doubles.mjs";
import { heymarketConversations, heymarketMessages } from "./support/heymarket-pages.mjs";
import { qlaraConversations, qlaraMessages } from "./support/qlara-pages.mjs";
import { heymarket, qlara } from "./support/services.mjs";

const SEED = Number(process.env.THREADLINE_SEED ?? 20_260_301);
const answering = (body) => client(async () => new Response(body));
const list = (body) => answering(body).listConversations(LIST);
const qlaraAnswering = (body) => qlara.client(async () => new Response(body));

const KINDS = [
  ["conversations of Heymarket", heymarketConversations, list],
  [
    "messages of Heymarket",
    heymarketMessages,
    (body) => answering(body).listMessages({ phoneNumber: "15555550101", inboxId: 1 }),
  ],
  [
    "conversations of Qlara",
    qlaraConversations,
    (body) => qlaraAnswering(body).listConversations(),
  ],
  ["messages of Qlara", qlaraMessages, (body) => qlaraAnswering(body).listMessages({ chatId: 1 })],
];

/** The conversation with a list for each list, and null for all that JSON.parse found nothing for. */
const normalise = (parsed) => {
  const orNull = (value) => value ?? null;
  // Nobody has the id 0.
  const member = (value) =>
    value === 0
      ? null
      : typeof value === "object"
        ? value && { id: value.id, name: orNull(value.name), email: orNull(value.email) }
        : { id: value, name: null, email: null };
  const inbox = (value) =>
    value === 0
      ? null
      : typeof value === "object"
        ? value && { id: value.id, name: orNull(value.name) }
        : { id: value, name: null };
  return {
    id: parsed.id,
    channel: orNull(parsed.channel),
    status: orNull(parsed.status),
    assigned: member(orNull(parsed.assigned)),
    inbox: inbox(orNull(parsed.inbox)),
    target: orNull(parsed.target),
    targets: parsed.targets ?? [],
    members: (parsed.members ?? []).map(member),
    name: orNull(parsed.name),
    lastMsg: orNull(parsed.last_msg),
    created: orNull(parsed.created),
    updated: orNull(parsed.updated),
    read: typeof parsed.read === "number" ? parsed.read !== 0 : orNull(parsed.read),
    replied: orNull(parsed.replied),
    blocked: orNull(parsed.blocked),
    muted: orNull(parsed.muted),
    snoozeTill: orNull(parsed.snooze_till),
  };
};

/** Keys, values and their order, all in one text. */
const exact = (value) => JSON.stringify(value);

for (const [kind, writer, list] of KINDS) {
  describe(`arbitrary pages of ${kind} (seed ${SEED})`, () => {
    test("come out as they were meant, in the same order of keys", async () => {
      for (let round = 0; round < 1_500; round++) {
        const { text, meaning } = writer(SEED + round).page();
        const page = await list(text);
        assert.equal(exact(page), exact(meaning), `seed ${SEED + round}: ${text}`);
      }
    });

    test("truncated anywhere are rejected", async () => {
      const write = writer(SEED);
      for (let round = 0; round < 300; round++) {
        const bytes = new TextEncoder().encode(write.page(3).text.trim());
        const length = write.below(bytes.length);
        const error = await rejection(list(bytes.subarray(0, length)));
        assert.ok(length ? isConnectionError(error) : isDecodeError(error), error);
      }
    });

    test("with a changed byte are decoded or rejected, as JSON.parse does", async () => {
      const write = writer(SEED);
      for (let round = 0; round < 1_500; round++) {
        const bytes = new TextEncoder().encode(write.page(2).text);
        bytes[write.below(bytes.length)] = write.below(256);
        const page = await list(bytes).catch((error) => error);
        if (isThreadlineError(page)) {
          assert.ok(isDecodeError(page) || isConnectionError(page), page);
        } else {
          // Whatever is taken is UTF-8 and JSON.
          JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
        }
      }
    });
  });
}

describe(`arbitrary pages (seed ${SEED})`, () => {
  test("come out as JSON.parse gives them, normalised", async () => {
    for (let round = 0; round < 1_000; round++) {
      const { text } = heymarketConversations(SEED + round).page();
      // JSON.parse would change these ids.
      if (/\d{16}/.test(text)) continue;
      const page = await list(text);
      assert.equal(
        exact(page),
        exact(JSON.parse(text).map(normalise)),
        `seed ${SEED + round}: ${text}`,
      );
    }
  });
});

describe("a reply", () => {
  test("may begin with a byte order mark, and contain another", async () => {
    const page = await list(`\ufeff[{"id":1,"name":"\ufeffx"}]`);
    assert.equal(page[0].name, "\ufeffx");
    const { body } = await answering(`\ufeff[]`).listConversations(LIST, { raw: true });
    assert.equal(body, "[]");
  });

  test("has texts beyond ASCII before and after, cut at the right places", async () => {
    const page = await list(
      '[{"id":1,"name":"🌙é","target":"a"},{"target":"ü\\n🌙","id":2,"name":"z"}]',
    );
    assert.deepEqual(
      page.map(({ name, target }) => [name, target]),
      [
        ["🌙é", "a"],
        ["z", "ü\n🌙"],
      ],
    );
  });

  test("gives ids up to 2^53 - 1 as numbers, larger ones as strings of digits", async () => {
    const ids = async (...written) =>
      (await list(`[${written.map((id) => `{"id":${id}}`).join(",")}]`)).map(({ id }) => id);
    assert.deepEqual(
      await ids(
        0,
        1,
        "4294967295",
        "4294967296",
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
      ),
      [0, 1, 4294967295, 4294967296, 9007199254740991, "9007199254740992", "9007199254740993"],
    );
  });

  test("gives plain objects, all of one shape, that can be cloned", async () => {
    const page = await list(
      JSON.stringify([wire(1), { id: 2, assigned: 3, members: [{ id: 4 }] }]),
    );
    for (const conversation of page) {
      assert.equal(Object.getPrototypeOf(conversation), Object.prototype);
      assert.deepEqual(Object.keys(conversation), Object.keys(page[0]));
    }
    assert.deepEqual(structuredClone(page), page);
    assert.deepEqual(JSON.parse(JSON.stringify(page)), page);
  });

  test("cannot reach a prototype", async () => {
    const [conversation] = await list('[{"id":1,"__proto__":{"polluted":true},"constructor":1}]');
    assert.equal(conversation.polluted, undefined);
    assert.equal({}.polluted, undefined);
    assert.equal(conversation.constructor, Object);
  });

  test("keeps a text that looks like a date a text", async () => {
    const [conversation] = await list(
      '[{"id":1,"name":"2026-03-01T10:00:00Z","updated":"2026-03-01T10:00:00Z"}]',
    );
    assert.equal(conversation.name, "2026-03-01T10:00:00Z");
    assert.equal(typeof conversation.updated, "string");
  });

  test("may be nested deeply in unknown members, up to a limit", async () => {
    const nested = (depth) => `[{"id":1,"x":${"[".repeat(depth)}${"]".repeat(depth)}}]`;
    assert.equal((await list(nested(50)))[0].id, 1);
    for (const depth of [1_000, 100_000, 1_000_000]) {
      assert.ok(isDecodeError(await rejection(list(nested(depth)))));
      assert.ok(isDecodeError(await rejection(list("[".repeat(depth)))));
    }
  });

  for (const [name, body, path, strict] of [
    ["a wrong type", '[{"id":1},{"id":2,"inbox":{"id":"x"}}]', "$[1].inbox.id", true],
    ["a missing id", '[{"id":1},{"name":"x"}]', "$[1].id", true],
    ["a missing id everywhere", '[{"name":"x"},{"name":"y"}]', "$[0].id", false],
    ["null where an object is due", "[null]", "$[0]", false],
    ["a number where a list is due", "5", "$", false],
    ["a fraction as an id", '[{"id":1.5}]', "$[0].id", false],
  ]) {
    test(`with ${name} is ${strict ? "strictly " : ""}rejected with the path ${path}`, async () => {
      const error = await rejection(answering(body).listConversations(LIST, { strict }));
      if (strict) assert.equal((await list(body)).filter(({ id }) => id === 1).length, 1);
      assert.ok(isDecodeError(error), error);
      assert.equal(error.path, path);
      assert.match(error.message, /^listConversations: \$/);
      assert.equal(error.status, 200);
    });
  }
});

describe("a count", () => {
  for (const body of [
    "300",
    '"300"',
    '{"count":300}',
    '{"total":300}',
    ' { "count" : "300" } ',
    "3e2",
  ]) {
    test(`may come as ${body}`, async () => {
      assert.equal(await answering(body).countConversations(), 300);
    });
  }
});

describe("an action", () => {
  for (const body of ['"ok"', "ok", ' "ok"\n', "ok\n"]) {
    test(`has succeeded when the response is ${JSON.stringify(body)}`, async () => {
      const input = { conversationId: 1, transferInboxId: 2 };
      assert.equal(await answering(body).transferConversation(input), undefined);
    });
  }

  test("with any other response has an unknown outcome", async () => {
    for (const body of ["", '"no"', "okay", "{}", "<html>"]) {
      const error = await rejection(heymarket.act(answering(body)));
      assert.ok(isDecodeError(error), body);
    }
  });
});

test("a thousand conversations come out complete", async () => {
  const page = Array.from({ length: 1_000 }, (_, id) => wire(id, { name: `Zoë ${id} 🌙` }));
  const out = await client(async () => json(page)).listConversations(LIST);
  assert.deepEqual(
    out.map(({ id, name }) => [id, name]),
    page.map(({ id, name }) => [id, name]),
  );
});
