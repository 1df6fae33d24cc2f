// Who may post: nothing of a delivery is believed before it has proved where it comes from.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import * as threadline from "threadline";
import { rejection } from "../support/doubles.mjs";
import { renderings } from "../support/renderings.mjs";
import {
  heymarketBody,
  qlaraBody,
  request,
  serviceOf,
  TOKEN,
  URL_WITH_SECRET,
} from "./support/deliveries.mjs";

const { parseHeymarketWebhook, parseQlaraWebhook } = threadline;
const SERVICES = serviceOf(threadline);

const each = (name, body) => {
  for (const service of SERVICES) test(`${name} (${service.name})`, () => body(service));
};

/** What a promise rejects with: of that class, and no rendering of it shows the secret. */
const rejected = async (promise, ErrorClass) => {
  const error = await rejection(promise);
  assert.ok(error instanceof ErrorClass, error);
  assert.equal(renderings(error).includes("SECRET"), false, renderings(error));
  assert.equal(error.body, undefined);
  return error;
};

const { DecodeError, InvalidArgumentError, WebhookVerificationError } = threadline;

describe("a token of Heymarket's that is", () => {
  const { token: _, ...without } = JSON.parse(heymarketBody());
  for (const [name, body] of [
    ["missing", JSON.stringify(without)],
    ["empty", heymarketBody({ token: "" })],
    ["shorter", heymarketBody({ token: TOKEN.slice(1) })],
    ["longer", heymarketBody({ token: `${TOKEN}x` })],
    ["longer than any", heymarketBody({ token: "x".repeat(10_000) })],
    ["another account's", heymarketBody({ token: `${TOKEN.slice(0, -1)}e` })],
    ["null", heymarketBody({ token: null })],
    ["a number", heymarketBody({ token: 7 })],
    ["a list that holds it", heymarketBody({ token: [TOKEN] })],
    ["an object", heymarketBody({ token: { toString: TOKEN } })],
    ["in what is posted alone", heymarketBody({ token: "", event_data: { id: 1, token: TOKEN } })],
    ["in what is not JSON", `${heymarketBody()}x`],
    ["in a body nested 10^5 deep", heymarketBody().replace('"Hi', `${"[".repeat(1e5)}"Hi`)],
  ]) {
    test(`${name} proves nothing`, async () => {
      const error = await rejected(
        parseHeymarketWebhook(request(body), { token: TOKEN }),
        WebhookVerificationError,
      );
      assert.equal(error.operation, "parseHeymarketWebhook");
    });
  }
});

describe("a secret of Qlara's that is", () => {
  const BASE = "https://hooks.example.com/qlara";
  for (const [name, url] of [
    ["missing", BASE],
    ["empty", `${BASE}?secret=`],
    ["shorter", `${BASE}?secret=${TOKEN.slice(1)}`],
    ["longer", `${BASE}?secret=${TOKEN}x`],
    ["another one", `${BASE}?secret=${TOKEN.slice(0, -1)}e`],
    ["under another name", `${BASE}?token=${TOKEN}`],
    ["in the fragment", `${BASE}#secret=${TOKEN}`],
    ["in the path", `${BASE}/secret=${TOKEN}`],
    ["there twice", `${BASE}?secret=${TOKEN}&secret=${TOKEN}`],
  ]) {
    test(`${name} proves nothing, whatever the body is`, async () => {
      for (const body of [qlaraBody(), "<html>", `{"secret":"${TOKEN}"}`]) {
        const error = await rejected(
          parseQlaraWebhook(request(body, url), { secret: TOKEN }),
          WebhookVerificationError,
        );
        assert.equal(error.operation, "parseQlaraWebhook");
        await rejected(parseQlaraWebhook(body, { secret: TOKEN, url }), WebhookVerificationError);
      }
    });
  }

  for (const secret of [
    "0f3a9c5e7b1d0f3a",
    "Zm9vYmFy/YmF6cXV4",
    "Zm9v+YmFyYmF6cXV4",
    "Zm9vYmFyYmF6cXV4==",
    "a%41b-a%2Bb-100%-%",
    "50%off-for-everyone",
    "pässword-é😀-pässword",
    "a secret with blanks",
    "a+b/c= é%41'\"<>`{|}^\\?:@$!*();,~",
    "é".repeat(128),
  ]) {
    test(`written in whatever way in the URL is the same: ${secret.slice(0, 40)}`, async () => {
      const byForm = new URL("https://hooks.example.com/?x=1");
      byForm.searchParams.set("secret", secret);
      for (const url of [
        `${BASE}?secret=${secret}`,
        `${BASE}?secret=${secret}&x=1#y`,
        `${BASE}?x=1&secret=${encodeURIComponent(secret)}`,
        byForm,
      ]) {
        const path = new URL(url).href.replace(/^https:..[^/]+/, "");
        for (const [input, options] of [
          [qlaraBody(), { secret, url }],
          [qlaraBody(), { secret, url: path }],
          [request(qlaraBody(), `${url}`), { secret: ["a-secret-of-before", secret] }],
        ]) {
          assert.equal((await parseQlaraWebhook(input, options)).type, "inbound");
        }
      }
      await rejected(
        parseQlaraWebhook(qlaraBody(), { secret, url: `${BASE}?secret=${secret}x` }),
        WebhookVerificationError,
      );
    });
  }

  test("wrong leaves the body as it is, unread", async () => {
    let pulled = 0;
    let cancelled = false;
    const body = new ReadableStream(
      {
        pull(controller) {
          pulled++;
          controller.enqueue(new TextEncoder().encode(qlaraBody()));
          controller.close();
        },
        cancel() {
          cancelled = true;
        },
      },
      { highWaterMark: 0 },
    );
    const input = { url: `${BASE}?secret=${TOKEN}x`, bodyUsed: false, body };
    await rejected(parseQlaraWebhook(input, { secret: TOKEN }), WebhookVerificationError);
    assert.deepEqual([pulled, cancelled, body.locked], [0, false, false]);
    input.url = URL_WITH_SECRET;
    assert.equal((await parseQlaraWebhook(input, { secret: TOKEN })).type, "inbound");
    assert.equal(pulled, 1);
  });

  test("in no URL at all is missed by its path", async () => {
    for (const url of [undefined, "http://["]) {
      const error = await rejected(
        parseQlaraWebhook(qlaraBody(), { secret: TOKEN, url }),
        InvalidArgumentError,
      );
      assert.equal(error.path, "url");
    }
  });

  test("in the given url counts, not the one in the request's own", async () => {
    const inside = request(qlaraBody(), "https://inside.example.com/");
    const event = await parseQlaraWebhook(inside, { secret: TOKEN, url: URL_WITH_SECRET });
    assert.equal(event.type, "inbound");
  });
});

describe("a secret for the URL is invalid", () => {
  for (const [name, value] of [
    ["of one letter", "a"],
    ["of fifteen characters", "fifteen-letters"],
    ["of fifteen characters that take more room in JavaScript", "😀".repeat(15)],
    ["with an & in it", "Zm9v&YmFyYmF6cXV4"],
    ["with a # in it", "Zm9v#YmFyYmF6cXV4"],
    ["several, one of them short", [TOKEN, "short"]],
  ]) {
    test(name, async () => {
      const delivery = parseQlaraWebhook(request(qlaraBody()), { secret: value });
      const error = await rejected(delivery, InvalidArgumentError);
      assert.equal(error.path, "secret");
      assert.match(error.message, /at least 16 characters and no & or #.*`openssl rand -hex 32`/);
    });
  }
});

describe("what is configured is checked before anything is read:", () => {
  for (const value of [
    undefined,
    null,
    "",
    " ",
    "a\n",
    " a",
    "\u0000",
    "\ud800",
    7,
    [],
    [""],
    ["a", ""],
    ["a", 7],
    {},
    "x".repeat(257),
    Array(9).fill("a"),
  ]) {
    each(JSON.stringify(value)?.slice(0, 20) ?? "nothing", async ({ bare, secret, body }) => {
      const error = await rejected(
        bare(request(body()), { [secret]: value }),
        InvalidArgumentError,
      );
      assert.equal(error.path, secret);
    });
  }

  test("a token is as long as Heymarket makes it", async () => {
    const event = await parseHeymarketWebhook(heymarketBody({ token: "a&b#" }), { token: "a&b#" });
    assert.equal(event.type, "message_received");
  });

  for (const [name, options, path] of [
    ["no options", undefined, "options"],
    ["an option that there is not", { tokens: TOKEN }, "tokens"],
    ["a maxBytes that is not a number of bytes", { maxBytes: "1" }, "maxBytes"],
    ["an invalid timeoutMs", { timeoutMs: Number.NaN }, "timeoutMs"],
  ]) {
    each(name, async ({ bare, secret, body }) => {
      const given = options && { [secret]: TOKEN, ...options };
      const error = await rejected(bare(body(), given), InvalidArgumentError);
      assert.equal(error.path, path);
    });
  }

  each("while a secret is exchanged for another, both count", async (service) => {
    const { bare, secret, body, type, name } = service;
    const url = name === "Qlara" ? { url: URL_WITH_SECRET } : {};
    const [older, newer] = ["the-older-one-7c1d", "the-newer-one-9e2f"];
    for (const several of [[TOKEN], [older, TOKEN], [TOKEN, newer]]) {
      assert.equal((await bare(body(), { [secret]: several, ...url })).type, type);
    }
    await rejected(bare(body(), { [secret]: [older, newer], ...url }), WebhookVerificationError);
  });
});

describe("what is verified, but not what the service documents, is a DecodeError with the path:", () => {
  for (const [data, path] of [
    [null, "$.event_data"],
    [[], "$.event_data"],
    ["x", "$.event_data"],
    [{}, "$.event_data.id"],
  ]) {
    test(`event_data is ${JSON.stringify(data)}`, async () => {
      const body = heymarketBody({ event_data: data });
      const error = await rejected(parseHeymarketWebhook(body, { token: TOKEN }), DecodeError);
      assert.equal(error.path, path);
    });
  }

  for (const body of ["", "null", "[]", "<html>", `{"text":${"[".repeat(1e5)}`]) {
    test(`a body of Qlara's: ${body.slice(0, 12)}`, async () => {
      const options = { secret: TOKEN, url: URL_WITH_SECRET };
      await rejected(parseQlaraWebhook(body, options), DecodeError);
    });
  }
});
