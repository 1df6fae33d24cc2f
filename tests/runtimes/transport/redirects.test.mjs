// No redirect is followed, wherever it leads: what the service must have alone would travel along.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { isRedirectError, RedirectError } from "threadline";
import { KEY, rejection, sleep } from "../support/doubles.mjs";
import { SAMPLES, scripted, service, status } from "./support.mjs";

describe("a redirect is a RedirectError, and nothing follows it (bad input, line 4):", () => {
  let second;
  before(async () => {
    second = await service((_request, response) => response.end("[]"));
  });
  after(() => second.stop());

  for (const code of [300, 301, 302, 303, 305, 307, 308]) {
    for (const body of ["", "<p>moved to 15555559999"]) {
      test(`${code} ${body ? "with" : "without"} a body, to another host and to the same one`, async (t) => {
        for (const { Client, make } of SAMPLES) {
          const first = await service((_request, response) => {
            const target = first.arrived.length === 1 ? second.url : "";
            response.writeHead(code, { location: `${target}/elsewhere`, "x-request-id": "req-9" });
            response.end(body);
          });
          t.after(first.stop);
          const api = new Client({ apiKey: KEY, baseUrl: first.url });
          for (const count of [1, 2]) {
            const error = await rejection(make(api));
            assert.ok(error instanceof RedirectError, error);
            assert.ok(isRedirectError(error));
            assert.deepEqual(
              [error.code, error.status, error.requestId, error.retryable, error.attempts],
              ["REDIRECT", code, "req-9", false, 1],
            );
            assert.equal(error.message.includes("elsewhere"), false);
            assert.equal(first.arrived.length, count);
          }
          await sleep(5);
          assert.equal(second.arrived.length, 0);
        }
      });
    }
  }

  for (const [what, location] of [
    ["to itself, for ever", (url) => url],
    ["from https to http", () => "http://api.heymarket.com/v1"],
    ["to no address", () => undefined],
    ["to an invalid address", () => "::: not an address"],
    ["to a script", () => "javascript:alert(1)"],
    ["to an empty one", () => ""],
  ]) {
    test(what, async () => {
      for (const { Client, make } of SAMPLES) {
        const to = location(scripted(Client, []).url);
        const { api, sent } = scripted(Client, [
          (request) => status(302, { location: to ?? request.url })(),
        ]);
        assert.ok((await rejection(make(api))) instanceof RedirectError);
        assert.equal(sent.length, 1);
      }
    });
  }

  test("as browsers hide it: a response of type opaqueredirect with the status 0", async () => {
    for (const { Client, make } of SAMPLES) {
      const hidden = { status: 0, type: "opaqueredirect", headers: new Headers(), body: null };
      const { api, sent } = scripted(Client, [() => hidden]);
      assert.ok((await rejection(make(api))) instanceof RedirectError);
      assert.equal(sent.length, 1);
    }
  });

  test("every request disables redirects and caches, and sets no option that some runtimes reject", async () => {
    for (const { Client, make, good } of SAMPLES) {
      let request;
      const { api } = scripted(Client, [
        (given) => {
          request = given;
          return good();
        },
      ]);
      await make(api);
      assert.deepEqual(
        [request.redirect, request.cache, request.integrity, request.keepalive],
        ["manual", "no-store", "", false],
      );
    }
  });
});
