// examples/rust-worker in workerd: many requests at once, with either kind of client, and how its errors arrive.

import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { startFake } from "../runtimes/support/fake.mjs";
import { serve } from "../runtimes/support/misbehaving.mjs";
import { startWorker } from "./support.mjs";

const KINDS = {
  "one client for all requests": { perRequest: false },
  "a client for each request": { perRequest: true },
};

const visitorOf =
  ({ origin, token }) =>
  async (path, sent, authorization = `Bearer ${token}`) => {
    const body = sent && JSON.stringify(sent);
    const method = sent ? "POST" : "GET";
    const headers = { authorization, ...(sent && { "content-type": "application/json" }) };
    const response = await fetch(new URL(path, origin), { method, headers, body });
    const isJson = response.headers.get("content-type") === "application/json";
    const found = await (isJson ? response.json() : response.text());
    const wait = response.headers.get("retry-after");
    return { status: response.status, body: found, wait };
  };

/**
 * Answers requests in groups of `size`, once all of a group have arrived, the last one first. `answer` is given a
 * request's path and its body.
 */
const inReverse = (size, answer) => {
  let waiting = [];
  return async (request, response) => {
    const sent = await text(request);
    waiting.push(() => {
      const [status, body] = answer(request.url, sent && JSON.parse(sent));
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    });
    if (waiting.length < size) return;
    const group = waiting.reverse();
    waiting = [];
    for (const go of group) go();
  };
};

for (const [kind, settings] of Object.entries(KINDS)) {
  describe(`with ${kind},`, () => {
    test("two hundred requests, twenty at once, are each answered with what they asked for", async (t) => {
      const service = await serve(
        inReverse(20, (url, sent) => {
          if (sent) return [200, { id: Number(sent.text), queued: true }];
          const id = Number(url.split("/").at(-1));
          return id % 3 ? [200, { id, name: `of ${id}` }] : [404, {}];
        }),
      );
      t.after(() => service.stop());
      const worker = await startWorker({ service: service.url, key: "key", ...settings });
      t.after(() => worker.close());
      const visit = visitorOf(worker);
      /** A conversation that is not there, one that is, and a reply, in turns. */
      const found = async (id) => {
        const reply = { inbox: 1, member: 2, text: `${id}` };
        const path = `/conversations/${id}`;
        const visited = id % 3 === 2 ? visit(`${path}/reply`, reply) : visit(path);
        const { status, body } = await visited;
        return [status, body.error ?? body.id, body.name ?? body.queued];
      };
      const right = (id) =>
        [
          [404, "not_found", undefined],
          [200, id, `of ${id}`],
          [200, id, true],
        ][id % 3];
      const visitor = async (first) => {
        for (let id = first; id <= 200; id += 20) assert.deepEqual(await found(id), right(id));
      };
      await Promise.all(Array.from({ length: 20 }, (_, at) => visitor(at + 1)));
      assert.equal(service.requests.length, 200);
    });

    describe("a page", () => {
      let fake;
      let worker;
      let visit;
      let logged = "";
      before(async () => {
        fake = await startFake();
        const onLog = (text) => {
          logged += text;
        };
        const key = fake.keys.Heymarket;
        worker = await startWorker({ service: fake.url, key, onLog, ...settings });
        visit = visitorOf(worker);
      });
      after(async () => {
        await worker?.close();
        fake?.stop();
      });

      /** Nobody gets through to the service. */
      const isKeptOut = async (visited) => {
        await fake.requests();
        assert.equal((await visited()).status, 401);
        assert.deepEqual(await fake.requests(), []);
      };

      test("lists what it asks for", async () => {
        const open = await visit("/conversations?member=1111&closed=false");
        assert.equal(open.status, 200);
        assert.equal(open.body.length, 25);
        assert.ok(open.body.every(({ status }) => status !== "closed"));
        const closed = await visit("/conversations?member=1111&closed=true&unread=true");
        assert.equal(closed.body.length, 25);
        assert.ok(closed.body.every(({ status, read }) => status === "closed" && !read));
      });

      test("gets an id past 2^53 exactly", async () => {
        const { body } = await visit("/conversations/9007199254740993");
        assert.equal(body.id, "9007199254740993");
      });

      test("replies, once", async () => {
        const sent = { inbox: 2222, member: 1111, text: `By ${kind}` };
        const { status, body } = await visit("/conversations/610018/reply", sent);
        assert.deepEqual([status, typeof body.id], [200, "number"]);
        const headers = { authorization: `Bearer ${fake.keys.Heymarket}` };
        const history = "/v1/messages?phoneNumber=15555550118&inboxID=2222";
        const found = await fetch(new URL(history, fake.url), { headers });
        const messages = await found.json();
        assert.equal(messages.filter(({ text }) => text === sent.text).length, 1);
      });

      test("is kept out without the token, and with a wrong one", async () => {
        for (const authorization of ["", "Bearer ", "Bearer wrong", worker.token]) {
          await isKeptOut(() => visit("/conversations/610018", undefined, authorization));
        }
      });

      test("is given what is wrong with its input, and nothing is sent", async () => {
        await fake.requests();
        const sent = { inbox: 2222, member: 1111, text: "" };
        const { status, body } = await visit("/conversations/610018/reply", sent);
        assert.deepEqual([status, body.error, body.path], [400, "invalid_argument", "text"]);
        for (const path of ["/conversations", "/conversations?member=x", "/conversations/x"]) {
          assert.equal((await visit(path)).status, 400, path);
        }
        assert.deepEqual(await fake.requests(), []);
      });

      /** What goes wrong at the service, what the Worker makes of it, and how often it asks. */
      const FAILURES = [
        [{ status: 403 }, [403, "permission_denied", false], 1],
        [{ status: 404 }, [404, "not_found", false], 1],
        [{ status: 422 }, [422, "invalid_request", false], 1],
        [{ status: 503 }, [502, "server", true], 3],
        [{ sending: "resetBefore" }, [502, "connection", true], 3],
        [{ body: "garbage" }, [502, "decode", false], 1],
      ];

      for (const [fault, [status, error, retryable], arrivals] of FAILURES) {
        test(`gets a ${status} where the service's is ${JSON.stringify(fault)}`, async () => {
          await fake.onlyFaults({ "heymarket.getConversation": [{ ...fault, repeat: true }] });
          await fake.requests();
          const found = await visit("/conversations/610018");
          assert.deepEqual([found.status, found.body], [status, { error, retryable }]);
          assert.equal((await fake.requests()).length, arrivals);
          await fake.onlyFaults({});
          assert.equal((await visit("/conversations/610018")).status, 200);
        });
      }

      test("is not answered as if nothing had been sent, where a reply may have been", async () => {
        await fake.onlyFaults({ "heymarket.sendMessage": [{ sending: "resetAfter" }] });
        await fake.requests();
        const sent = { inbox: 2222, member: 1111, text: "Perhaps" };
        const { status, body } = await visit("/conversations/610018/reply", sent);
        assert.deepEqual([status, body], [502, { error: "outcome_unknown", retryable: false }]);
        assert.equal((await fake.requests()).length, 1);
      });

      test("causes log entries that hold neither the key nor what was sent", () => {
        assert.match(logged, /sendMessage: /);
        for (const secret of [fake.keys.Heymarket, worker.token, "Perhaps"]) {
          assert.ok(!logged.includes(secret), logged);
        }
      });

      test("is given how long the service asks to be left alone, which one client keeps to for all", async () => {
        const busy = { status: 429, headers: [["retry-after", "3600"]] };
        await fake.onlyFaults({ "heymarket.getConversation": [busy] });
        const { status, body, wait } = await visit("/conversations/610018");
        assert.deepEqual([status, body], [429, { error: "rate_limit", retryable: true }]);
        assert.ok(Number(wait) > 3590 && Number(wait) <= 3600, wait);
        await fake.requests();
        const after = await visit("/conversations/610018");
        const arrivals = (await fake.requests()).length;
        const { perRequest } = settings;
        assert.deepEqual([after.status, arrivals], perRequest ? [200, 1] : [429, 0]);
      });
    });

    test("a key that the service rejects, or none, is the Worker's own failure", async (t) => {
      const fake = await startFake();
      t.after(() => fake.stop());
      for (const [key, status] of [
        ["wrong", 502],
        ["", 500],
      ]) {
        const worker = await startWorker({ service: fake.url, key, ...settings });
        t.after(() => worker.close());
        assert.equal((await visitorOf(worker)("/conversations/610018")).status, status);
      }
    });
  });
}
