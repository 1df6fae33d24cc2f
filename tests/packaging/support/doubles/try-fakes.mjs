// `threadline/testing` under the fake timers of a test runner.

import { endOfLimit, until, watch } from "./time.mjs";

const TRIES = {
  // Neither of them needs time to pass, and so none is advanced.
  read: async ({ heymarket }) => (await heymarket.listInboxes()).length,

  send: async ({ qlara, fake }) => {
    await qlara.reply({ chatId: "810006", message: "Olé" });
    return fake.requests().map(({ operation, answer }) => [operation, answer?.ended]);
  },

  iterator: async ({ heymarket }) => {
    let found = 0;
    const filters = { inboxes: [2222] };
    for await (const _ of heymarket.conversations({ id: 1111, filters })) found++;
    return found > 50;
  },

  // So many that other work has its turn in between.
  pieces: async ({ threadline }) => {
    const bytes = new TextEncoder().encode(JSON.stringify({ id: 7, name: "x".repeat(600) }));
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const fetch = async () => new Response(body);
    const heymarket = new threadline.Heymarket({ apiKey: "key", fetch });
    return (await heymarket.getConversation({ id: 7 })).id;
  },

  error: async ({ heymarket, threadline }) => {
    const error = await heymarket.getConversation({ id: 1 }).catch((error) => error);
    return [error.code, error.status, threadline.isNotFoundError(error)];
  },

  abort: async ({ heymarket, fake, clock }) => {
    fake.faults({ "heymarket.listInboxes": [{ sending: "stall" }] });
    const controller = new AbortController();
    const reason = new Error("enough");
    const { signal } = controller;
    const call = watch(heymarket.listInboxes({}, { signal }));
    await until("a request", clock, () => fake.requests().length);
    controller.abort(reason);
    const { error } = await until("the abort", clock, () => call.outcome);
    return error === reason;
  },

  delay: async ({ heymarket, fake, clock }) => {
    fake.faults({ "heymarket.listInboxes": [{ delayMs: 5_000 }] });
    const call = watch(heymarket.listInboxes());
    await until("a request", clock, () => fake.requests().length);
    await clock.advance(4_000);
    const early = call.outcome !== undefined;
    await clock.advance(1_000);
    const { value } = await until("the response", clock, () => call.outcome);
    return [early, value?.length];
  },

  timeout: async ({ heymarket, fake, clock }) => {
    fake.faults({ "heymarket.listInboxes": [{ sending: "stall" }] });
    const call = watch(heymarket.listInboxes({}, { timeoutMs: 10_000, maxRetries: 0 }));
    await until("a request", clock, () => fake.requests().length);
    await clock.advance(9_000);
    const early = call.outcome !== undefined;
    await clock.advance(1_000);
    const { error } = await until("the timeout", clock, () => call.outcome);
    return [early, error.code];
  },

  retry: async ({ retrying, retries, fake, clock }) => {
    const headers = [["retry-after", "20"]];
    fake.faults({ "heymarket.listInboxes": [{ status: 429, headers }] });
    const call = watch(retrying.listInboxes());
    await until("a retry", clock, () => retries.length);
    await clock.advance(19_000);
    const early = fake.requests().length;
    await clock.advance(2_000);
    await endOfLimit(clock);
    const { value } = await until("the retry's response", clock, () => call.outcome);
    return [early, value?.length];
  },

  // As an application has it: one client, and tests that let time pass, or not, in turn.
  after: async ({ shared, clock }) => {
    await shared.listInboxes();
    await clock.advance(24 * 3_600_000);
    await shared.listInboxes();
    clock.stop();
    await shared.listInboxes();
    clock.start();
    return (await shared.listInboxes()).length;
  },
};

/** What must come out. */
export const EXPECTED_OF_FAKED_TIME = {
  read: 5,
  send: [["reply", "sent"]],
  iterator: true,
  pieces: 7,
  error: ["NOT_FOUND", 404, true],
  abort: true,
  delay: [false, 5],
  timeout: [false, "TIMEOUT"],
  retry: [1, 5],
  after: 5,
};

const LIMIT = 10_000;
const { setTimeout: realTimeout, clearTimeout: clearRealTimeout } = globalThis;

/** A call that waits for a timer which nobody fires would say nothing. */
const limited = (name, work) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = realTimeout(() => reject(new Error(`${name} never settles`)), LIMIT);
  });
  return Promise.race([work, late]).finally(() => clearRealTimeout(timer));
};

/** What came out, as plain JSON. */
export const tryFakesInFakedTime = async (threadline, { fakeServices }, clock) => {
  const report = {};
  const shared = await clients(threadline, await fakeServices());
  for (const [name, attempt] of Object.entries(TRIES)) {
    clock.start();
    try {
      const fake = await limited("fakeServices()", fakeServices());
      const tools = { threadline, fake, clock, shared: shared.heymarket };
      const work = attempt({ ...tools, ...clients(threadline, fake) });
      report[name] = await limited(name, work);
    } finally {
      clock.stop();
    }
  }
  return report;
};

const clients = ({ Heymarket, Qlara }, { fetch, keys }) => {
  const retries = [];
  const options = { apiKey: keys.heymarket, fetch };
  return {
    heymarket: new Heymarket(options),
    qlara: new Qlara({ apiKey: keys.qlara, fetch }),
    retrying: new Heymarket({ ...options, onRetry: (retry) => retries.push(retry) }),
    retries,
  };
};
