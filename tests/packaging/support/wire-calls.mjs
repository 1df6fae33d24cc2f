// The calls of the wire's rows, made in every runtime: what each ended with.

const CALLS = {
  sendMessage: ["Heymarket", { inboxId: 2222, creatorId: 1111, chatId: 610018, text: "Hi" }],
  reply: ["Qlara", { chatId: "810006", message: "Hi" }],
  markRead: ["Qlara", { chatId: "810006" }],
  getConversation: ["Heymarket", { id: 9920 }],
  countConversations: ["Heymarket", {}],
};

/** One retry is enough to tell that there is one; what stalls ends soon. */
const OPTIONS = {
  maxRetries: 1,
  timeoutMs: 3_000,
  deadlineMs: 10_000,
  rateLimit: false,
  apiKey: "key-4f1d9a7c",
  dangerouslyAllowBrowser: true,
};
const NEVER_MS = 15_000;
const AT_A_TIME = 8;

/** A connection for each, which the server holds until all are there; open and idle afterwards. */
const keepOpen = async (url, count) => {
  const requests = Array.from({ length: count }, async (_, i) => {
    const response = await fetch(`${url}/kept/${i}`);
    await response.text();
  });
  await Promise.all(requests);
};

const made = (promise) =>
  promise.then(
    (value) => ({ ended: "resolves", value: value?.id ?? value ?? null }),
    (error) => ({
      ended: error.code ?? String(error),
      retryable: error.retryable,
      // For debugging.
      message: error.message,
      cause: `${error.cause?.message} ${error.cause?.cause?.message}`,
    }),
  );

/** A call that never settles is an end like another. */
const within = async (promise) => {
  let timer;
  const never = new Promise((resolve) => {
    timer = setTimeout(resolve, NEVER_MS, { ended: "never settles" });
  });
  const end = await Promise.race([promise, never]);
  clearTimeout(timer);
  return end;
};

/** Makes a row's call as often as it says, one after the other. */
export const callRow = async (threadline, { url, call, kept, times = 1, options }) => {
  // No wait before a retry.
  Math.random = () => 0;
  await keepOpen(url, kept);
  const [service, input] = CALLS[call];
  const client = new threadline[service]({ ...OPTIONS, baseUrl: url, ...options });
  const ends = [];
  for (let i = 0; i < times; i++) {
    ends.push(await within(made(client[call](input))));
  }
  await fetch(`${url}/done`).then(
    (response) => response.text(),
    () => {},
  );
  return ends;
};

/**
 * All of them, some at a time, and then those that want to be alone; each over a server of its own. `callOne`
 * makes the calls of one.
 */
export const callRows = async (callOne, rows) => {
  const ends = [];
  const work = async (left) => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [i, row] = next;
      ends[i] = await callOne(row).catch((error) => [{ ended: `broke the program: ${error}` }]);
    }
  };
  const all = [...rows.entries()];
  const together = all.filter(([, { alone }]) => !alone);
  await Promise.all(Array.from({ length: AT_A_TIME }, () => work(together)));
  await work(all.filter(([, { alone }]) => alone));
  return ends;
};
