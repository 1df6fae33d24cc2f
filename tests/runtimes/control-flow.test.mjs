// Frameworks steer by what is thrown. What the caller's own functions throw for them comes out of a call as it is.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AuthenticationError, ConnectionError, Heymarket } from "threadline";
import { isCopy, json, KEY, rejection, wire } from "./support/doubles.mjs";
import { SERVICES } from "./support/services.mjs";

const error = (fields) => Object.assign(new Error("thrown"), fields);

/** As SvelteKit has it. */
class Redirect {
  status = 303;
  location = "/login";
}

class Exception extends Error {
  status = 401;
  getResponse() {
    return new Response(null, { status: this.status });
  }
}

class H3Error extends Error {
  static __h3_error__ = true;
  statusCode = 404;
}

const STEERS = {
  "a redirect of Next.js": error({ digest: "NEXT_REDIRECT;replace;/login;307;" }),
  "a page of Next.js that is not found": error({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" }),
  "a page of Next.js that cannot be rendered ahead": error({ digest: "DYNAMIC_SERVER_USAGE" }),
  "a redirect of SvelteKit": new Redirect(),
  "a redirect of React Router": Response.redirect("https://example.com/login"),
  "a page of TanStack that is not found": { isNotFound: true },
  "an error of h3 1": new H3Error("gone"),
  "an error of h3 2": error({ name: "HTTPError", status: 404, unhandled: false }),
  "an error of http-errors": error({ statusCode: 401, expose: true }),
  "an exception of Hono or NestJS": new Exception("who are you?"),
  "an error of an Astro action": error({ type: "AstroActionError", code: "UNAUTHORIZED" }),
  "a promise": new Promise(() => {}),
  "an object": { a: 1 },
  "a frozen object": Object.freeze({ name: "NotFoundError", code: "NOT_FOUND", retryable: false }),
};

const FAILURES = {
  "an error": error(),
  "an error of a network": error({ name: "TypeError", cause: error({ code: "ECONNREFUSED" }) }),
  "an error of an HTTP client": error({ name: "AxiosError", status: 503, response: {} }),
  "a DOMException": new DOMException("no", "NetworkError"),
  "a text": "error sending request",
  nothing: undefined,
  "an error of another realm": { __proto__: { name: "Error" }, message: "no", stack: "Error: no" },
};

const where = {
  "token()": ({ Client }, thrown) =>
    new Client({
      baseUrl: "http://127.0.0.1:1",
      token: async () => {
        throw thrown;
      },
      fetch: assert.fail,
    }),
  "token(), at once": ({ Client }, thrown) =>
    new Client({
      baseUrl: "http://127.0.0.1:1",
      token: () => {
        throw thrown;
      },
      fetch: assert.fail,
    }),
  fetch: ({ Client }, thrown, counted) =>
    new Client({
      apiKey: KEY,
      fetch: async () => {
        counted?.();
        throw thrown;
      },
    }),
};

/** What a call rejects with; unlike `rejection` for whatever that is. */
const thrownBy = async (call) => {
  try {
    await call;
  } catch (thrown) {
    return { thrown };
  }
  return {};
};

describe("what steers a framework comes out as it was thrown:", () => {
  for (const [what, thrown] of Object.entries(STEERS)) {
    for (const [place, make] of Object.entries(where)) {
      for (const service of SERVICES) {
        test(`${what}, in ${place} (${service.name})`, async () => {
          let calls = 0;
          const api = () => make(service, thrown, () => calls++);
          for (const call of [service.list, service.act]) {
            const outcome = await thrownBy(call(api()));
            assert.ok("thrown" in outcome);
            assert.equal(outcome.thrown, thrown);
          }
          assert.equal(calls, place === "fetch" ? 2 : 0, "nothing is retried");
        });
      }
    }
  }

  test("from the global fetch, which frameworks replace", async () => {
    const { fetch } = globalThis;
    const thrown = STEERS["a page of Next.js that cannot be rendered ahead"];
    globalThis.fetch = async () => {
      throw thrown;
    };
    try {
      assert.equal(await rejection(new Heymarket({ apiKey: KEY }).listInboxes()), thrown);
    } finally {
      globalThis.fetch = fetch;
    }
  });
});

describe("what is an error is the cause of one of threadline's:", () => {
  for (const [what, thrown] of Object.entries(FAILURES)) {
    for (const [place, make] of Object.entries(where)) {
      test(`${what}, in ${place}`, async () => {
        const client = make(SERVICES[0], thrown);
        const made = await rejection(client.countConversations({}, { maxRetries: 0 }));
        const Expected = place === "fetch" ? ConnectionError : AuthenticationError;
        assert.ok(made instanceof Expected, made);
        // What was thrown may hold the request, and secrets with it.
        if (Object(thrown) === thrown) isCopy(made.cause, thrown);
        else assert.equal(made.cause, thrown);
      });
    }
  }
});

test("an abort takes precedence over a framework's signal", async () => {
  const controller = new AbortController();
  const heymarket = new Heymarket({
    apiKey: KEY,
    fetch: async () => {
      controller.abort("enough");
      throw STEERS["a redirect of SvelteKit"];
    },
  });
  const outcome = await thrownBy(heymarket.listInboxes({}, { signal: controller.signal }));
  assert.equal(outcome.thrown, "enough");
});

test("it is for the caller that made the request: those who joined it make their own", async () => {
  const thrown = STEERS["a page of Next.js that cannot be rendered ahead"];
  let calls = 0;
  const heymarket = new Heymarket({
    apiKey: KEY,
    fetch: async () => {
      calls++;
      if (calls < 3) throw thrown;
      return json(wire(7));
    },
  });
  const get = () => heymarket.getConversation({ id: 7 }).catch((error) => error);
  const outcomes = await Promise.all([get(), get(), get(), get()]);
  assert.deepEqual(
    outcomes.map((outcome) => (outcome === thrown ? "thrown" : outcome.id)),
    ["thrown", "thrown", 7, 7],
  );
  assert.equal(calls, 4);
});
