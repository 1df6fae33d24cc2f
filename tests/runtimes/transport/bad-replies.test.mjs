// Responses that no service should give: each is a typed error or a correct result, never a wrong value.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import {
  ConnectionError,
  DecodeError,
  Heymarket,
  isThreadlineError,
  Qlara,
  ReplyTooLargeError,
  ServerError,
} from "threadline";
import { json, KEY, LIST, rejection, wire } from "../support/doubles.mjs";
import { scripted, service, timed, until } from "./support.mjs";

const bytes = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
const once = (Client, make) => scripted(Client, [make], { maxRetries: 0 }).api;
const get = (make) => once(Heymarket, make).getConversation({ id: 1 });
const list = (make) => once(Heymarket, make).listConversations(LIST);
const reading = (body, init) => get(() => new Response(body, init));
const CONVERSATION = JSON.stringify(wire(1, { last_msg: "Grüße 🌊", name: "李娜" }));

describe("an unusual status (bad input, line 8):", () => {
  for (const [code, name] of [
    [0, "DecodeError"],
    [100, "ConnectionError"],
    [101, "ConnectionError"],
    [199, "ConnectionError"],
    [304, "RedirectError"],
    [399, "RedirectError"],
    [418, "InvalidRequestError"],
    [494, "InvalidRequestError"],
    [499, "ServerError"],
    [599, "ServerError"],
    [600, "DecodeError"],
    [999, "DecodeError"],
  ]) {
    test(`${code}`, async () => {
      const reply = { status: code, headers: new Headers(), body: null };
      const error = await rejection(get(() => reply));
      assert.deepEqual([error.name, error.status], [name, code]);
    });
  }

  for (const status of [Number.NaN, -1, 70_000, 1e300, 200.5, "200", null, undefined]) {
    test(`${JSON.stringify(status) ?? "undefined"}, which is not a status`, async () => {
      const body = new Response("[]").body;
      const outcome = await list(() => ({ status, headers: new Headers(), body })).catch((e) => e);
      assert.ok(isThreadlineError(outcome) || Array.isArray(outcome), outcome);
      if (typeof status !== "number") assert.ok(outcome instanceof ConnectionError, outcome);
    });
  }

  for (const code of [201, 202, 203, 206, 226, 299]) {
    test(`${code} is as good as 200`, async () => {
      assert.equal((await reading(CONVERSATION, { status: code })).id, 1);
    });
  }

  for (const code of [204, 205]) {
    test(`${code} where something is due is a DecodeError`, async () => {
      const error = await rejection(reading(null, { status: code }));
      assert.ok(error instanceof DecodeError, error);
      assert.equal(error.status, code);
    });
  }

  test("204 with a body", async (t) => {
    const { server, url, stop } = await service();
    t.after(stop);
    server.on("request", (request) =>
      request.socket.end(
        "HTTP/1.1 204 No Content\r\ncontent-length: 2\r\nconnection: close\r\n\r\n[]",
      ),
    );
    const api = new Heymarket({ apiKey: KEY, baseUrl: url, maxRetries: 0 });
    assert.ok(isThreadlineError(await rejection(api.listConversations(LIST))));
  });
});

describe("the type of a response is ignored, only its content counts (bad input, line 8):", () => {
  for (const type of [
    "application/problem+json",
    "APPLICATION/JSON; CHARSET=UTF-8",
    "application/json; charset=utf-16",
    "application/json; charset=iso-8859-1",
    "text/plain",
    "text/html",
    "nonsense",
    "",
  ]) {
    test(type || "none", async () => {
      const headers = { "content-type": type };
      const conversation = await reading(bytes(CONVERSATION), { headers });
      assert.deepEqual([conversation.lastMsg, conversation.name], ["Grüße 🌊", "李娜"]);
    });
  }

  test("a byte order mark at the beginning is not part of the text", async () => {
    assert.equal((await reading(bytes("\ufeff", CONVERSATION))).name, "李娜");
  });

  test("HTML as JSON is a DecodeError that says where, with the beginning of it beside", async () => {
    const headers = { "content-type": "application/json", "x-request-id": "req-3" };
    const html = `<!doctype html>\r\n<title>Sign in</title>${"<p>more</p>".repeat(1_000)}`;
    const error = await rejection(reading(html, { headers }));
    assert.ok(error instanceof DecodeError);
    assert.deepEqual([error.path, error.status, error.requestId], ["$", 200, "req-3"]);
    assert.match(error.body, /^<!doctype html>\\u\{D\}\\u\{A\}<title>Sign in<\/title>.*…$/);
    assert.ok(error.body.length < 400);
    assert.equal(inspect(error).includes("Sign in"), false);
  });
});

describe("malformed JSON (bad input, line 9):", () => {
  test("cut off at every byte", async () => {
    const whole = bytes(CONVERSATION);
    await Promise.all(
      Array.from(whole, async (_, length) => {
        const error = await rejection(reading(whole.subarray(0, length)));
        // Nothing is not the beginning of something.
        assert.ok(error instanceof (length ? ConnectionError : DecodeError), `${length}`);
      }),
    );
    assert.equal((await reading(whole)).id, 1);
  });

  test("bytes that are not UTF-8, at every position", async () => {
    const whole = bytes(CONVERSATION);
    await Promise.all(
      Array.from(whole, async (_, at) => {
        for (const bad of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80]]) {
          const broken = bytes(whole.subarray(0, at), Uint8Array.from(bad), whole.subarray(at));
          const error = await rejection(reading(broken));
          assert.ok(error instanceof DecodeError, `${at}`);
        }
      }),
    );
  });

  for (const [what, body] of [
    ["something after it", `${CONVERSATION} x`],
    ["two of them", CONVERSATION + CONVERSATION],
    ["a comma too many", '{"id":1,}'],
    ["single quotation marks", "{'id':1}"],
    ["a comment", '{"id":1/* one */}'],
    ["a raw line break in a text", '{"id":1,"name":"a\nb"}'],
    ["an invalid escape", '{"id":1,"name":"\\x41"}'],
    ["NaN", '{"id":NaN}'],
    ["nothing", ""],
    ["blanks", " \n\t "],
    ["NUL", "\0"],
  ]) {
    test(what, async () => {
      assert.ok((await rejection(reading(body))) instanceof DecodeError);
    });
  }
});

describe("JSON that is another thing than what is due (bad input, line 9):", () => {
  for (const body of [
    "null",
    "5",
    '"nope"',
    "true",
    "[]",
    "[null]",
    "{}",
    "[[]]",
    '{"error":"no"}',
  ]) {
    test(body, async () => {
      const error = await rejection(reading(body));
      assert.ok(error instanceof DecodeError, error);
      assert.match(error.path, /^\$/);
    });
  }

  test("each field of every wrong type: an error with its path, or a value of its type", async () => {
    const values = [null, true, 5, -1, 1.5, "x", "", [], {}, [null], { id: {} }, "5"];
    const fields = Object.keys(wire(1));
    const types = new Map();
    for (const [name, value] of Object.entries(await reading(CONVERSATION))) {
      types.set(name, Object.prototype.toString.call(value));
    }
    for (const field of fields) {
      for (const value of values) {
        const outcome = await get(() => json(wire(1, { [field]: value }))).catch((error) => error);
        if (!(outcome instanceof Error)) {
          assert.deepEqual(Object.keys(outcome), [...types.keys()]);
          continue;
        }
        assert.ok(outcome instanceof DecodeError, outcome);
        assert.match(outcome.path, /^\$/);
      }
    }
  });

  test("the keys of Object.prototype are keys like any other, and change nothing", async () => {
    const keys = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "then"];
    for (const key of keys) {
      const body = `{"id":1,${JSON.stringify(key)}:{"polluted":true},"inbox":{"${key}":1,"id":2}}`;
      const conversation = await reading(body);
      assert.equal(Object.getPrototypeOf(conversation), Object.prototype);
      assert.equal(Object.hasOwn(conversation, key), false);
      assert.equal(conversation.inbox.id, 2);
      assert.equal({}.polluted, undefined);
    }
  });
});

describe("numbers and texts at the edge (bad input, lines 9 and 13):", () => {
  for (const [id, expected] of [
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", "9007199254740993"],
    ["9223372036854775807", "9223372036854775807"],
  ]) {
    test(`the id ${id} stays what it is`, async () => {
      assert.equal((await reading(`{"id":${id}}`)).id, expected);
    });
  }

  for (const id of ["1e400", "-0", "1.5", "9".repeat(400), "1e2", "-5", "0x10", "01"]) {
    test(`the id ${id.slice(0, 10)} is rejected, or kept exactly`, async () => {
      const outcome = await reading(`{"id":${id}}`).catch((error) => error);
      if (outcome instanceof Error) assert.ok(outcome instanceof DecodeError, outcome);
      else
        assert.equal(
          String(outcome.id),
          String(Number(id)) === "0" ? "0" : String(BigInt(Number(id))),
        );
    });
  }

  test("nesting of 100,000 and of a million levels in unknown members", async () => {
    for (const depth of [100_000, 1_000_000]) {
      for (const [open, close] of [
        ["[", "]"],
        ['{"a":', "}"],
      ]) {
        const deep = open.repeat(depth) + (open === "[" ? "" : "1") + close.repeat(depth);
        const outcome = await reading(`{"id":1,"extra":${deep}}`).catch((error) => error);
        assert.ok(outcome instanceof DecodeError || outcome.id === 1, outcome);
        const cut = await rejection(reading(`{"id":1,"extra":${open.repeat(depth)}`));
        assert.ok(cut instanceof DecodeError, cut);
        const whole = await rejection(reading(deep));
        assert.ok(whole instanceof DecodeError, whole);
      }
    }
  });

  test("a key that comes twice counts once", async () => {
    const { name } = await reading('{"id":1,"name":"first","name":"last"}');
    assert.equal(name, "last");
  });

  test("half a pair of surrogates does no harm", async () => {
    const outcome = await reading('{"id":1,"name":"a\\ud800b"}').catch((error) => error);
    assert.ok(outcome instanceof DecodeError || outcome.name.length === 3, outcome);
  });

  test("a text that looks like a date stays text", async () => {
    const updated = "2026-03-01T10:00:00.123456Z";
    const conversation = await get(() => json(wire(1, { updated, name: updated })));
    assert.deepEqual([conversation.updated, conversation.name], [updated, updated]);
  });
});

describe("the body of an error may be anything (bad input, line 9):", () => {
  for (const body of [
    null,
    "",
    "null",
    '"nope"',
    "5",
    "[]",
    "{}",
    "<html>",
    '{"message":null}',
    '{"message":{}}',
    '{"error":{"message":5}}',
    '{"message":"',
    "\0\0",
    Uint8Array.of(0xff, 0xfe, 0),
    "[".repeat(100_000),
    '{"message":"\\ud800"}',
    '{"__proto__":{"message":"no"}}',
    " ".repeat(100_000),
  ]) {
    test(`${JSON.stringify(body).slice(0, 30)}`, async () => {
      for (const [status, name] of [
        [400, "InvalidRequestError"],
        [404, "NotFoundError"],
        [429, "RateLimitError"],
        [500, "ServerError"],
      ]) {
        for (const Client of [Heymarket, Qlara]) {
          const api = once(Client, () => new Response(body, { status }));
          const error = await rejection(api.listConversations(Client === Qlara ? {} : LIST));
          assert.deepEqual([error.name, error.status], [name, status]);
          assert.ok(error.message.startsWith("listConversations: "));
          assert.ok(error.message.length < 600);
        }
      }
    });
  }
});

describe("size and speed (bad input, line 10):", { concurrency: true }, () => {
  const asking = async (t, handler, options) => {
    const made = await service(handler);
    t.after(made.stop);
    const api = new Heymarket({
      apiKey: KEY,
      baseUrl: made.url,
      maxRetries: 0,
      maxReplyBytes: 100_000,
      ...options,
    });
    return { ...made, closed: () => made.closed, call: timed(api.listConversations(LIST)) };
  };

  test("a gigabyte that is announced, and begun", async (t) => {
    const made = await asking(t, (_request, response) => {
      response.writeHead(200, { "content-length": `${2 ** 30}` });
      const more = () => {
        while (!response.destroyed && response.write(" ".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    });
    const { error } = await made.call;
    assert.ok(error instanceof ReplyTooLargeError, error);
    await until(() => made.closed() === 1);
  });

  test("a gigabyte that is announced, and never comes", async (t) => {
    const made = await asking(
      t,
      (_request, response) =>
        response.writeHead(200, { "content-length": `${2 ** 30}` }).flushHeaders(),
      { timeoutMs: 100 },
    );
    const { error, took } = await made.call;
    assert.equal(error.code, "TIMEOUT");
    assert.ok(took < 20_000, `took ${took} ms`);
  });

  test("a bomb: a few bytes that unpack to very many", async (t) => {
    const packed = gzipSync(Buffer.alloc(2 ** 26, " "));
    assert.ok(packed.length < 100_000);
    const made = await asking(t, (_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end(packed);
    });
    assert.ok((await made.call).error instanceof ReplyTooLargeError);
  });

  test("an endless error", async (t) => {
    const made = await asking(t, (_request, response) => {
      response.writeHead(500);
      const timer = setInterval(() => response.write(" ".repeat(20_000)), 2);
      response.on("close", () => clearInterval(timer));
    });
    const { error } = await made.call;
    assert.ok(error instanceof ReplyTooLargeError || error instanceof ServerError, error);
    await until(() => made.closed() === 1);
  });

  test("a byte at a time, in time", async (t) => {
    const { url, stop } = await service((_request, response) => {
      response.writeHead(200);
      const left = [...bytes(CONVERSATION)];
      const timer = setInterval(() => {
        if (left.length) response.write(Uint8Array.of(left.shift()));
        else response.end();
      }, 1);
      response.on("close", () => clearInterval(timer));
    });
    t.after(stop);
    const { name } = await new Heymarket({ apiKey: KEY, baseUrl: url }).getConversation({ id: 1 });
    assert.equal(name, "李娜");
  });

  test("content that cannot be unpacked", async (t) => {
    const made = await asking(t, (_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" });
      response.end("this is not gzip");
    });
    assert.ok((await made.call).error instanceof ConnectionError);
  });
});
