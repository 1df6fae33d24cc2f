// What Qlara's operations send, byte for byte, and what they make of its responses.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  InvalidRequestError,
  isOutcomeUnknownError,
  isThreadlineError,
  Qlara,
  ServerError,
} from "threadline";
import { json, rejection } from "./support/doubles.mjs";
import { startFake } from "./support/fake.mjs";
import { collect } from "./support/iterators.mjs";
import { qlara } from "./support/services.mjs";

const { client, recorder } = qlara;
const ROOT = "/api/partner-gateway/v1/inbox/conversations";
const PAST = 9007199254740993n;

/** Method, path with its query, and body of what a call sends. */
const sentBy = async (operation, input) => {
  const { api, sent } = recorder(
    () => new Response(operation.startsWith("list") ? "[]" : '{"id":1}'),
  );
  await api[operation](input);
  const [{ method, url, body, headers }] = sent;
  const { pathname, search, hostname } = new URL(url);
  assert.equal(hostname, "lora-api.agiletelecom.com");
  assert.equal(sent.length, 1);
  assert.equal(headers["content-type"], body ? "application/json" : undefined);
  return [`${method} ${pathname.replace(ROOT, "")}${search}`, body];
};

describe("each operation sends one request:", () => {
  const chat = { chatId: 810001 };
  for (const [operation, input, request, body = ""] of [
    ["listConversations", undefined, "GET "],
    ["getConversation", chat, "GET /810001"],
    ["listMessages", chat, "GET /810001/messages"],
    ["reply", { ...chat, message: "Ciao" }, "POST /reply", '{"chatId":810001,"message":"Ciao"}'],
    ["markRead", chat, "PATCH /810001/read"],
    ["archiveConversation", chat, "PATCH /810001/archive"],
    ["unarchiveConversation", chat, "PATCH /810001/unarchive"],
    ["listAssignableUsers", undefined, "GET /assignable-users"],
    ["assignConversation", { ...chat, userId: 55 }, "POST /810001/assignee", '{"userId":55}'],
    ["unassignConversation", chat, "DELETE /810001/assignee"],
  ]) {
    test(operation, async () => {
      assert.deepEqual(await sentBy(operation, input), [request, body]);
    });
  }
});

describe("an id goes out as it came in:", () => {
  for (const [name, id, path, written = path] of [
    ["a number", 810001, "810001"],
    ["zero", 0, "0"],
    ["the largest exact number", Number.MAX_SAFE_INTEGER, "9007199254740991"],
    ["a BigInt past 2^53", PAST, `${PAST}`],
    ["digits past 2^53", `${PAST}`, `${PAST}`],
    [
      "digits past 2^64",
      "340282366920938463463374607431768211456",
      "340282366920938463463374607431768211456",
      '"340282366920938463463374607431768211456"',
    ],
    ["the largest of 64 bits", "9223372036854775807", "9223372036854775807"],
    ["digits that no number writes", "007", "007", '"007"'],
    ["words", "wa-39-7f3c", "wa-39-7f3c", '"wa-39-7f3c"'],
    ["what a URL would take apart", "a/b?c#d e%2f", "a%2Fb%3Fc%23d%20e%252f", '"a/b?c#d e%2f"'],
    ["letters beyond ASCII", "ü🌙", "%C3%BC%F0%9F%8C%99", '"ü🌙"'],
    ["dots that do not change the route", "...", "...", '"..."'],
    ["the name of another route", "Reply", "Reply", '"Reply"'],
  ]) {
    test(name, async () => {
      assert.deepEqual(await sentBy("markRead", { chatId: id }), [`PATCH /${path}/read`, ""]);
      assert.deepEqual(await sentBy("listMessages", { chatId: 1, idFrom: id, idTo: id }), [
        `GET /1/messages?idFrom=${path}&idTo=${path}`,
        "",
      ]);
      assert.deepEqual(await sentBy("listConversations", { channelIds: [id, 1, id] }), [
        `GET ?channelIds=${path},1,${path}`,
        "",
      ]);
      assert.deepEqual(await sentBy("assignConversation", { chatId: 1, userId: id }), [
        "POST /1/assignee",
        `{"userId":${written}}`,
      ]);
      assert.deepEqual(await sentBy("reply", { chatId: id, message: "x" }), [
        "POST /reply",
        `{"chatId":${written},"message":"x"}`,
      ]);
    });
  }
});

describe("an id comes out as text:", () => {
  for (const [written, id] of [
    ["810001", "810001"],
    ["9007199254740991", "9007199254740991"],
    [`${PAST}`, `${PAST}`],
    ["18446744073709551615", "18446744073709551615"],
    ["340282366920938463463374607431768211456", "340282366920938463463374607431768211456"],
    ['"9007199254740993"', `${PAST}`],
    ['"007"', "007"],
    ['"gr\\u00fc\\u00df/1"', "grüß/1"],
  ]) {
    test(written, async () => {
      const api = client(async () => new Response(`{"chatId":${written},"assignee":${written}}`));
      const conversation = await api.getConversation({ chatId: 1 });
      assert.deepEqual([conversation.id, conversation.assignee.id], [id, id]);
    });
  }
});

describe("the filters of a list", () => {
  const query = async (filters) => (await sentBy("listConversations", filters))[0];
  for (const [name, filters, expected] of [
    ["order descending", { orderBy: "-lastMessageDate" }, "GET ?orderBy=-lastMessageDate"],
    [
      "order ascending, its + as %2B",
      { orderBy: "+lastMessageDate" },
      "GET ?orderBy=%2BlastMessageDate",
    ],
    ["may order by what no document names", { orderBy: "+a&b" }, "GET ?orderBy=%2Ba%26b"],
    [
      "take a Date",
      { dateFrom: new Date(Date.UTC(2026, 3, 12, 15, 30)) },
      "GET ?dateFrom=2026-04-12T15%3A30%3A00.000Z",
    ],
    [
      "take a date with its offset",
      { dateFrom: "2026-04-12T15:30:00+02:00" },
      "GET ?dateFrom=2026-04-12T15%3A30%3A00%2B02%3A00",
    ],
    ["say what is wanted unread", { unreadOnly: false }, "GET ?unreadOnly=false"],
    ["leave out what is undefined", { unreadOnly: undefined, channelIds: undefined }, "GET "],
    [
      "travel together",
      {
        dateFrom: "2026-04-12T15:30:00Z",
        channelIds: ["a b&c", 7n],
        unreadOnly: true,
        orderBy: "-x",
      },
      "GET ?dateFrom=2026-04-12T15%3A30%3A00Z&channelIds=a%20b%26c,7&unreadOnly=true&orderBy=-x",
    ],
  ]) {
    test(name, async () => assert.equal(await query(filters), expected));
  }
});

describe("reply", () => {
  const INPUT = { chatId: 810006, message: "Ciao" };

  test("sends the text as it is", async () => {
    const message = 'Ciao 👋 "you" \\ \n\t\0 \u2028 </script>';
    const [, body] = await sentBy("reply", { ...INPUT, message });
    assert.deepEqual(JSON.parse(body), { ...INPUT, message });
  });

  test("sends a body of the caller's own as it is", async () => {
    const body = { conversation: 1, content: { text: "Ciao", parts: [1.5, null, true, []] } };
    assert.deepEqual(await sentBy("reply", { body }), ["POST /reply", JSON.stringify(body)]);
  });

  test("writes a BigInt in such a body as the number that it is", async () => {
    const [, body] = await sentBy("reply", { body: { chat: PAST, list: [-(10n ** 40n), 0n] } });
    assert.equal(body, `{"chat":${PAST},"list":[-1${"0".repeat(40)},0]}`);
  });

  for (const [name, answer] of [
    ["202 without a body", () => new Response(null, { status: 202 })],
    ["202 with an empty body", () => new Response("", { status: 202 })],
    ["202 with blanks", () => new Response(" \r\n", { status: 202 })],
    ["202 with an object", () => json({ id: 1, status: "QUEUED" }, { status: 202 })],
    ["200", () => json({})],
    ["204", () => new Response(null, { status: 204 })],
  ]) {
    test(`is accepted by ${name}`, async () => {
      const api = client(async () => answer());
      assert.equal(await api.reply(INPUT), undefined);
      const { data, status } = await api.reply(INPUT, { raw: true });
      assert.deepEqual([data, status], [undefined, answer().status]);
    });
  }

  describe("is never retried", () => {
    const lost = {
      "a connection that breaks": () => Promise.reject(new TypeError("reset")),
      "a response that breaks off": () =>
        new Response(new ReadableStream({ start: (c) => c.error(new Error("reset")) })),
      "no response in time": () => new Promise(() => {}),
      "a status of 408": () => json({}, { status: 408 }),
      "a status of 502": () => json({}, { status: 502 }),
      "a status of 504 that asks for it": () =>
        json({}, { status: 504, headers: { "retry-after": "0" } }),
    };
    for (const [name, answer] of Object.entries(lost)) {
      test(`after ${name}, and reports an unknown outcome`, async () => {
        const { api, sent } = recorder(answer, { maxRetries: 5, timeoutMs: 30 });
        const error = await rejection(api.reply(INPUT));
        assert.equal(sent.length, 1);
        assert.ok(isOutcomeUnknownError(error), error);
        assert.equal(error.retryable, false);
        assert.equal(error.operation, "reply");
      });
    }

    for (const status of [400, 401, 403, 404, 409, 422, 500, 503]) {
      test(`after a status of ${status}, even if the service asks for it`, async () => {
        const answer = () => json({}, { status, headers: { "retry-after": "0" } });
        const { api, sent } = recorder(answer, { maxRetries: 5 });
        const error = await rejection(api.reply(INPUT));
        assert.equal(sent.length, 1);
        assert.ok(isThreadlineError(error) && !isOutcomeUnknownError(error), error);
        assert.deepEqual([error.status, error.retryable], [status, false]);
      });
    }

    test("but after a 429, when the service says that it did nothing", async () => {
      const { api, sent } = recorder(
        (_request, count) =>
          count === 1
            ? json(
                { status: 429, error: "Too Many Requests", message: "wait", retryAfter: 0 },
                { status: 429 },
              )
            : new Response(null, { status: 202 }),
        { maxRetries: 5 },
      );
      await api.reply(INPUT);
      assert.equal(sent.length, 2);
      assert.equal(sent[0].body, sent[1].body);
    });
  });
});

describe("an action resolves with undefined, whatever the body contains:", () => {
  for (const [operation, more] of [
    ["markRead"],
    ["archiveConversation"],
    ["unarchiveConversation"],
    ["assignConversation", { userId: 1 }],
    ["unassignConversation"],
  ]) {
    test(operation, async () => {
      for (const answer of [
        () => new Response(null, { status: 204 }),
        () => new Response(""),
        () => json({ chatId: 1, archived: true }),
      ]) {
        const api = client(async () => answer());
        assert.equal(await api[operation]({ chatId: 1, ...more }), undefined);
      }
    });
  }

  test("but a page of HTML is not a success", async () => {
    const api = client(async () => new Response("<!doctype html><p>Sign in"));
    const error = await rejection(api.archiveConversation({ chatId: 1 }));
    assert.equal(error.code, "DECODE");
  });
});

describe("a service with moods of its own:", () => {
  let fake;
  let api;
  before(async () => {
    fake = await startFake();
    api = new Qlara({ apiKey: fake.keys.Qlara, baseUrl: fake.url });
  });
  after(() => fake.stop());
  const archived = { chatId: "810004" };
  const listed = async () =>
    (await api.listConversations()).some(({ id }) => id === archived.chatId);

  test("a contact who writes brings an archived conversation back", async () => {
    assert.equal(await listed(), false);
    await fake.inbound(archived.chatId, "Are you there?");
    assert.equal(await listed(), true);
    const { archived: still, unreadCount, lastMessage } = await api.getConversation(archived);
    assert.deepEqual([still, unreadCount > 0, lastMessage], [false, true, "Are you there?"]);
  });

  test("what came since is found by a new iterator from the cursor", async () => {
    const walk = api.messages({ ...archived, direction: "newer" });
    const known = await collect(walk);
    await fake.inbound(archived.chatId, "And now?");
    const input = { ...archived, direction: "newer", idFrom: walk.cursor };
    const texts = [];
    for await (const { id, text } of api.messages(input)) if (!known.includes(id)) texts.push(text);
    assert.deepEqual(texts, ["And now?"]);
  });

  test("outside the reply window a reply is accepted, and its status shows that it failed", async () => {
    const late = { chatId: "810007" };
    await api.reply({ ...late, message: "Too late?" });
    let last;
    for (let time = 0; time < 3; time++) last = (await api.listMessages(late)).at(-1);
    assert.deepEqual([last.text, last.status], ["Too late?", "ERROR"]);
  });

  test("where it wants another key for the text, a body of the caller's own helps", async () => {
    await fake.options({ qlara: { replyText: "text" } });
    const chat = { chatId: "810006" };
    const error = await rejection(api.reply({ ...chat, message: "Ciao" }));
    assert.ok(error instanceof InvalidRequestError, error);
    await api.reply({ body: { ...chat, text: "Ciao" } });
    assert.equal((await api.listMessages(chat)).at(-1).text, "Ciao");
  });

  test("assignable users that cannot be had are a ServerError", async () => {
    await fake.options({ qlara: { usersUnavailable: true } });
    const error = await rejection(api.listAssignableUsers({}, { maxRetries: 0 }));
    assert.ok(error instanceof ServerError, error);
    assert.deepEqual([error.status, error.retryable], [502, true]);
  });

  for (const firstPage of ["newest", "oldest"]) {
    for (const pageSize of [2, 7, 1_000]) {
      test(`pages of ${pageSize}, the ${firstPage} first, walked both ways give every message`, async () => {
        await fake.options({ qlara: { firstPage, pageSize } });
        const chat = { chatId: "810001" };
        const [start] = await api.listMessages(chat);
        const older = await collect(api.messages({ ...chat, direction: "older", idTo: start.id }));
        const newer = await collect(
          api.messages({ ...chat, direction: "newer", idFrom: start.id }),
        );
        const ids = [...older.toReversed(), ...newer.slice(1)];
        assert.equal(ids.length, 70);
        assert.deepEqual(
          ids,
          ids.toSorted((a, b) => a - b),
        );
      });
    }
  }
});
