// A read, a send, an error status, an abort, a timeout, a retry and lost connections: each double of the network must
// bring them about, under the fake timers of the test runner.
//
// A double has `options` for the clients, `answers(route, ...responses)`, `stalls(route)`, `breaks(route)`, `seen()`
// (the requests since the last `clear()`, as `{ method, path, headers, body }`) and `clear()`. A clock has `start()`,
// `advance(ms)`, `stop()` and `isPartial` where it leaves `performance.now()` as it is.

import { endOfLimit, until, watch } from "./time.mjs";

const READ = {
  origin: "https://api.heymarket.com",
  method: "GET",
  path: "/v1/conversations/7",
};

const SEND = {
  origin: "https://lora-api.agiletelecom.com",
  method: "POST",
  path: "/api/partner-gateway/v1/inbox/conversations/reply",
};

const TRIES = {
  read: async ({ double, heymarket }) => {
    double.answers(READ, { json: { id: 7, status: "closed" } });
    const { id, status } = await heymarket().getConversation({ id: 7 });
    const [{ method, path, headers }] = double.seen();
    return { id, status, method, path, credential: headers.authorization };
  },

  send: async ({ double, qlara }) => {
    double.answers(SEND, { json: { chatId: 8, message: "Olé" } });
    await qlara().reply({ chatId: 8, message: "Olé" });
    const [{ method, path, headers, body }] = double.seen();
    const { "x-api-key": credential, "content-type": type } = headers;
    return { method, path, credential, type, body };
  },

  error: async ({ double, heymarket, threadline }) => {
    double.answers(READ, { status: 404, json: { error: "no conversation 7" } });
    const error = await failure(heymarket().getConversation({ id: 7 }));
    const says = error.message.includes("no conversation 7");
    return [error.code, error.status, says, threadline.isNotFoundError(error)];
  },

  abort: async ({ double, heymarket, clock }) => {
    double.stalls(READ);
    const controller = new AbortController();
    const call = failure(heymarket().getConversation({ id: 7 }, { signal: controller.signal }));
    await until("a request", clock, () => double.seen().length);
    const reason = new Error("enough");
    controller.abort(reason);
    return (await call) === reason;
  },

  timeout: async ({ double, heymarket, clock }) => {
    double.stalls(READ);
    const call = watch(heymarket().getConversation({ id: 7 }, { timeoutMs: 10_000 }));
    await until("a request", clock, () => double.seen().length);
    await clock.advance(9_000);
    const early = call.outcome !== undefined;
    await clock.advance(1_000);
    const { error } = await until("the timeout", clock, () => call.outcome);
    return [early, error.code];
  },

  retry: async ({ double, heymarket, clock }) => {
    const busy = { status: 429, headers: { "retry-after": "20" }, json: {} };
    double.answers(READ, busy, { json: { id: 7 } });
    const retries = [];
    const onRetry = ({ code, delayMs }) => retries.push([code, delayMs >= 20_000]);
    const call = watch(heymarket({ maxRetries: 1, onRetry }).getConversation({ id: 7 }));
    await until("a retry", clock, () => retries.length);
    await clock.advance(19_000);
    const early = double.seen().length;
    await clock.advance(2_000);
    await endOfLimit(clock);
    const { value } = await until("the retry's response", clock, () => call.outcome);
    return { retries, early, id: value?.id };
  },

  lost: async ({ double, heymarket, qlara }) => {
    double.breaks(READ);
    const read = await failure(heymarket().getConversation({ id: 7 }));
    double.clear();
    double.breaks(SEND);
    const send = await failure(qlara().reply({ chatId: 8, message: "Olé" }));
    return [read.code, read.retryable, send.code, send.retryable];
  },
};

/** What must come out. */
export const EXPECTED_OF_DOUBLES = {
  read: {
    id: 7,
    status: "closed",
    method: "GET",
    path: "/v1/conversations/7",
    credential: "Bearer heymarket-key",
  },
  send: {
    method: "POST",
    path: "/api/partner-gateway/v1/inbox/conversations/reply",
    credential: "qlara-key",
    type: "application/json",
    body: '{"chatId":8,"message":"Olé"}',
  },
  error: ["NOT_FOUND", 404, true, true],
  abort: true,
  timeout: [false, "TIMEOUT"],
  retry: { retries: [["RATE_LIMIT", true]], early: 1, id: 7 },
  lost: ["CONNECTION", true, "OUTCOME_UNKNOWN", false],
};

const failure = (call) =>
  call.then(
    () => ({ code: "none", message: "" }),
    (error) => error,
  );

/** What came out, as plain JSON. */
export const tryDouble = async (threadline, double, clock) => {
  const client =
    (service) =>
    (more = {}) =>
      new threadline[service]({
        apiKey: `${service.toLowerCase()}-key`,
        maxRetries: 0,
        ...double.options,
        ...more,
      });
  const tools = {
    threadline,
    double,
    clock,
    heymarket: client("Heymarket"),
    qlara: client("Qlara"),
  };
  const report = {};
  for (const [name, attempt] of Object.entries(TRIES)) {
    double.clear();
    clock.start();
    try {
      report[name] = await attempt(tools);
    } finally {
      clock.stop();
    }
  }
  double.clear();
  return report;
};
