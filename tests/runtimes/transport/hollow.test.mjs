// A good status proves nothing by itself: a service, or a gateway before it, that failed and responds with 200 all the
// same is never taken for a success.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { inspect } from "node:util";
import {
  DecodeError,
  Heymarket,
  isDecodeError,
  isOutcomeUnknownError,
  OutcomeUnknownError,
  Qlara,
} from "threadline";
import { KEY, rejection } from "../support/doubles.mjs";
import { MESSAGE, ONCE, REPEATABLE, service } from "./support.mjs";

/** Bodies that report a failure, and what of their words the error says. */
const BAD_NEWS = [
  ['{"errorMessage":"2026-04-12T15:30:00Z 1f0c Task timed out"}', "Task timed out"],
  ['{"status":404,"error":"Not Found","message":"no such chat"}', "no such chat"],
  ['{"status":400,"error":"Bad Request","message":"window closed"}', "window closed"],
  ['{"ok":false,"error":"channel_not_found"}', "channel_not_found"],
  ['{"success":false}'],
  ['{"error":{"code":131047,"message":"Re-engagement message"}}', "Re-engagement message"],
  ['{"errors":[{"detail":"closed"}]}'],
  ['{"code":500,"message":"no luck"}', "no luck"],
  ['{"statusCode":"503"}'],
  ['{"status":"error"}'],
  ['{"message":"Endpoint request timed out"}', "Endpoint request timed out"],
  ['[{"errorCode":"NOT_FOUND"}]'],
  ['"Internal Server Error"', "Internal Server Error"],
  ["false"],
];
/** Bodies that show nothing. */
const EMPTY = ["{}", "null", "[]", '{"message":"Accepted"}', '{"id":null}', '{"result":{"id":5}}'];
/** Bodies that confirm what only the status says. */
const FINE = [
  "",
  "{}",
  "null",
  "[]",
  '"ok"',
  '{"id":5}',
  '{"status":"queued"}',
  '{"status":202,"message":"Accepted"}',
  '{"success":true,"error":null}',
  // The message that was sent, given back.
  '{"chatId":1,"message":"Sorry that your order failed with an error"}',
];

const MESSAGES = ONCE.filter(({ name }) => ["sendMessage", "sendEmail"].includes(name));
const KEYED = REPEATABLE.filter(({ name }) => name === "sendEmail");
const named = (...names) => [...ONCE, ...REPEATABLE].filter(({ name }) => names.includes(name));
const BY_STATUS = [
  ...named("reply", "createCallback", "updateCallback", "deleteCallback", "deleteScheduledMessage"),
  ...named("archiveConversation", "unarchiveConversation"),
  ...named("assignConversation", "unassignConversation"),
  ...named("markRead").filter(({ Client }) => Client === Qlara),
];

describe("a good status without good news (over real connections):", () => {
  let server;
  let body;
  let code;
  before(async () => {
    server = await service((_request, response) => {
      response.writeHead(code, { "content-type": "application/json" }).end(body);
    });
  });
  after(() => server.stop());

  /** What becomes of a call, and how often it is sent. */
  const calling = async ({ Client, make }, answer, status = 200) => {
    body = answer;
    code = status;
    const before = server.arrived.length;
    const api = new Client({ apiKey: KEY, baseUrl: server.url, rateLimit: false });
    const outcome = await make(api).then(
      (data) => ({ data }),
      (error) => ({ error }),
    );
    return { ...outcome, sent: server.arrived.length - before };
  };

  const once = new Set(ONCE);
  /** It is an error of the right class, says what the service said, and nothing was sent twice. */
  const rejected = async (call, answer, words = "", unknown = once.has(call)) => {
    for (const status of [200, 202]) {
      const { error, sent } = await calling(call, answer, status);
      const what = `${call.title} ${answer}`;
      assert.ok(error instanceof (unknown ? OutcomeUnknownError : DecodeError), what);
      assert.equal((unknown ? isOutcomeUnknownError : isDecodeError)(error), true);
      assert.deepEqual([sent, error.attempts, error.retryable], [1, 1, false], what);
      assert.deepEqual([error.status, error.operation], [status, call.name]);
      assert.ok(error.message.includes(words), error.message);
      assert.equal(error.body, answer);
    }
  };

  test("a message, an e-mail: its outcome is unknown", async () => {
    for (const call of MESSAGES) {
      for (const [answer, words] of BAD_NEWS) {
        await rejected(call, answer, answer.startsWith("{") ? words : "");
      }
      for (const answer of EMPTY) await rejected(call, answer);
    }
  });

  test("an e-mail that could safely be retried: its outcome is unknown, too", async () => {
    for (const call of KEYED) {
      for (const [answer] of BAD_NEWS) await rejected(call, answer, "", true);
      for (const answer of EMPTY) await rejected(call, answer, "", true);
    }
  });

  test("any documented field shows that it was sent", async () => {
    for (const call of [...MESSAGES, ...KEYED]) {
      for (const [answer, shown] of [
        ['{"id":5}', { id: 5 }],
        ['{"id":"msg_1"}', { id: null }],
        ['{"date":"2026-04-12T15:30:00Z"}', { date: "2026-04-12T15:30:00Z" }],
        ['{"conversation_id":7,"error":null}', { convoId: 7 }],
        ['{"queued":false}', { queued: false }],
      ]) {
        const { data, error } = await calling(call, answer);
        assert.ok(data, error);
        assert.deepEqual({ ...data, ...shown }, data);
      }
    }
  });

  for (const call of BY_STATUS) {
    test(`${call.title}: has failed if the body says so`, async () => {
      for (const [answer, words] of BAD_NEWS) await rejected(call, answer, words);
      for (const answer of FINE) {
        const { data, error } = await calling(call, answer);
        assert.deepEqual([data, error], [undefined, undefined], answer);
      }
    });
  }

  test("an absent address is not an address", async () => {
    const [call] = named("getCallback");
    for (const answer of ["{}", '{"callbackUrl":null}', '{"status":404,"error":"Not Found"}']) {
      await rejected(call, answer);
    }
    const { data } = await calling(call, '{"url":"https://example.com/hook"}');
    assert.deepEqual(data, { callbackUrl: "https://example.com/hook" });
  });

  test("a total, and an empty page in an envelope, are invalid if the body reports a failure", async () => {
    for (const call of named("countConversations", "countTeamMessages")) {
      for (const answer of ['{"status":404,"error":"Not Found"}', '{"code":500}']) {
        await rejected(call, answer);
      }
      assert.equal((await calling(call, '{"count":500}')).data, 500);
    }
    for (const call of named("listInboxes")) await rejected(call, '{"inboxes":[],"ok":false}');
    for (const call of named("listAssignableUsers", "listMessages")) {
      if (call.Client !== Qlara) continue;
      await rejected(call, '{"data":[],"error":"upstream"}', "upstream");
      assert.deepEqual((await calling(call, '{"data":[],"error":null}')).data, []);
    }
  });

  test("what was sent is not in what the error says", async () => {
    const [call] = named("reply");
    body = JSON.stringify({ status: 400, error: "Bad Request", message: `bad: ${MESSAGE}` });
    code = 200;
    const error = await rejection(call.make(new Qlara({ apiKey: KEY, baseUrl: server.url })));
    assert.ok(!`${inspect(error)} ${error.message} ${error.body}`.includes(MESSAGE));
    assert.match(error.message, /bad: \[…\]/);
  });

  test("a client of Heymarket says so as well", async () => {
    const [call] = named("deleteScheduledMessage");
    assert.equal(call.Client, Heymarket);
    await rejected(call, '{"error":"locked"}', "locked");
  });
});
