// Every operation inside workerd, and what is special there: many requests share one instance.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ACCEPTED } from "./support/credentials.mjs";
import { sleep } from "./support/doubles.mjs";
import { startFake } from "./support/fake.mjs";
import { serve } from "./support/misbehaving.mjs";
import { EXPECTED } from "./support/tours.mjs";
import { startWorkerd } from "./support/workerd.mjs";

describe("workerd:", () => {
  const asked = []; // through the service binding
  let fake;
  let worker;
  before(async () => {
    fake = await startFake();
    const { url, keys, secrets } = fake;
    const API = (request) => {
      asked.push(`${request.method} ${request.url}`);
      const { pathname, search } = new URL(request.url);
      return fetch(`${url}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        duplex: "half",
      });
    };
    const more = { serviceBindings: { API } };
    worker = await startWorkerd({ URL: url, KEYS: keys, SECRETS: secrets }, undefined, more);
  });
  after(async () => {
    await worker.stop();
    fake.stop();
  });

  for (const [service, steps] of Object.entries(EXPECTED)) {
    describe(service, () => {
      let results;
      before(async () => {
        ({ value: results } = await worker.get(`/tour/${service}`));
      });
      for (const [name, expected] of Object.entries(steps)) {
        test(name, () => assert.deepEqual(results[name], expected));
      }
    });
  }

  test("init is ready at once", async () => {
    assert.deepEqual(await worker.get("/init"), { value: "ready" });
  });

  test("a service binding carries the requests", async () => {
    assert.deepEqual(await worker.get("/binding"), { value: 300 });
    assert.deepEqual(asked, ["POST https://api.heymarket.com/v1/conversations/count"]);
  });

  test("Heymarket takes every kind of credential", async () => {
    assert.deepEqual(await worker.get("/credentials"), { value: ACCEPTED });
  });

  test("a hundred requests at once share the tokens of one client, while a secret is revoked", async () => {
    const counts = Array.from({ length: 100 }, async (_, i) => {
      await sleep(i % 25);
      if (i === 40) await fake.options({ secrets: "second" });
      return (await worker.get("/rotating")).value;
    });
    assert.deepEqual(await Promise.all(counts), Array(100).fill(300));
    await fake.options({ secrets: "both" });
  });

  test("a hundred requests at once share two clients, and one's failure never touches another", async () => {
    const paths = ["/refused", "/count", "/users", "/count", "/count"];
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => worker.get(paths[i % paths.length])),
    );
    for (const [i, { value, error }] of answers.entries()) {
      const path = paths[i % paths.length];
      if (path === "/refused") assert.equal(error.name, "NotFoundError");
      else assert.equal(value, path === "/users" ? 4 : 300);
    }
  });
});

describe("workerd, with a slow service:", () => {
  let service;
  let worker;
  before(async () => {
    service = await serve((request, response) => {
      const delay = request.url.endsWith("/1") ? 5_000 : 30 + ((state.count++ * 7) % 60);
      setTimeout(() => response.end("300"), delay);
    });
    worker = await startWorkerd({ URL: service.url, KEYS: { Heymarket: "key", Qlara: "key" } });
  });
  const state = { count: 0 };
  after(async () => {
    await worker.stop();
    service.stop();
  });

  test("requests whose senders have disconnected delay nobody", async () => {
    const gone = Array.from({ length: 30 }, async (_, i) => {
      const controller = new AbortController();
      setTimeout(() => controller.abort(), i);
      await worker.get("/count", { signal: controller.signal }).catch(() => {});
    });
    const served = Array.from({ length: 30 }, () => worker.get("/count"));
    await Promise.all(gone);
    for (const { value } of await Promise.all(served)) assert.equal(value, 300);
    await sleep(100);
    assert.deepEqual(await worker.get("/count"), { value: 300 });
  });

  test("a call times out", async () => {
    const { error } = await worker.get("/hang");
    assert.deepEqual([error.name, error.ours], ["TimeoutError", true]);
  });

  test("a call is aborted with the caller's reason", async () => {
    const { error } = await worker.get("/abort");
    assert.deepEqual([error.message, error.ours], ["enough", false]);
  });
});
