// Each operation of the packed package against its sample: what is sent, what comes out, and what is rejected.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket, InvalidArgumentError, isThreadlineError, Qlara } from "threadline";
import { fakeServices } from "threadline/testing";
import { doublesOf, rejection } from "./support/doubles.mjs";
import { methodsOf, OPERATIONS, sampleOf } from "./support/samples.mjs";

for (const Client of [Heymarket, Qlara]) {
  test(`each method of ${Client.name} has a sample, and each sample a method`, () => {
    const { operations } = methodsOf(Client);
    const samples = OPERATIONS.filter((sample) => sample.Client === Client);
    const named = samples.map(({ name }) => name);
    assert.deepEqual(
      {
        withoutSample: operations.filter((name) => !named.includes(name)),
        withoutMethod: named.filter((name) => !operations.includes(name)),
      },
      { withoutSample: [], withoutMethod: [] },
    );
    assert.ok(operations.length > 0);
  });
}

/** What a response is made of. */
const responseOf = ({ status = 200, body, text }) => {
  const content = body === undefined ? text : JSON.stringify(body);
  return new Response(content ?? null, { status });
};

for (const {
  Client,
  name,
  title,
  input,
  after,
  request,
  response,
  output,
  ...more
} of OPERATIONS) {
  const { variants = [], responses = [], invalid = [] } = more;
  const { recorder } = doublesOf(Client);

  describe(title, () => {
    test("sends what it should", async () => {
      for (const variant of [request, ...variants]) {
        const { target = request.target, body, text, input: given = input } = variant;
        const { api, sent } = recorder(() => responseOf(response));
        await api[name](given);
        const [{ method, url, body: written }] = sent;
        assert.equal(sent.length, 1);
        const { pathname, search } = new URL(url);
        assert.deepEqual([method, pathname + search], [request.method, target]);
        assert.equal(written, body === undefined ? (text ?? "") : JSON.stringify(body));
      }
    });

    test("gives what comes back", async () => {
      for (const one of [{ ...response, output }, ...responses]) {
        const { api } = recorder(() => responseOf(one));
        const call = api[name](input);
        if (one.invalid) assert.ok(isThreadlineError(await rejection(call)), JSON.stringify(one));
        else assert.deepEqual(await call, one.output);
      }
    });

    test("rejects what is invalid, and sends nothing", async () => {
      for (const { input: given, path, message = "" } of invalid) {
        const { api, sent } = recorder(() => responseOf(response));
        const error = await rejection(api[name](given));
        assert.ok(error instanceof InvalidArgumentError, error);
        assert.equal(error.path ?? "", path, JSON.stringify(given));
        assert.ok(error.message.includes(message), error.message);
        assert.equal(sent.length, 0);
      }
    });

    test("is taken by a fresh fake service", async () => {
      const { fetch, keys } = await fakeServices();
      const api = new Client({ apiKey: keys[Client.name.toLowerCase()], fetch });
      if (after) await api[after](sampleOf(Client, after).input);
      const given = await api[name](input);
      assert.equal(given === undefined, output === undefined);
    });
  });
}
