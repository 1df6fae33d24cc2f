// One call of each kind against a fake with faults in store: the same in Node, in workerd and in a page.

const FROM = { creatorId: 1111 };

/** What is called, by what happens when it is sent twice. */
export const CALLS = {
  "a read": ["Heymarket", "listConversations", { id: 1111, filters: {} }],
  "a change": ["Heymarket", "closeConversation", { inboxId: 2222, userId: 1111, chatId: 610018 }],
  "an e-mail with an id of its own": [
    "Heymarket",
    "sendEmail",
    { ...FROM, inbox: 2222, targets: ["to:jo@example.com"], rawText: "Hi", localId: "hi-1" },
  ],
  "a message": [
    "Heymarket",
    "sendMessage",
    { ...FROM, inboxId: 2222, phoneNumber: "15555550118", text: "Hi" },
  ],
  "a reply": ["Qlara", "reply", { chatId: "810006", message: "Hi" }],
};

/** How each call ended; all of them are made at the same time. */
export const makeCalls = async (clients, options) => {
  const outcomes = {};
  const made = Object.entries(CALLS).map(async ([kind, [service, operation, input]]) => {
    outcomes[kind] = await clients[service][operation](input, options).then(
      () => ({ code: "fine" }),
      ({ code, message, status, attempts, retryable, retryAfterMs, retryAt }) => ({
        ...{ code, message, status, attempts, retryable, retryAfterMs },
        retryInMs: retryAt && retryAt - Date.now(),
      }),
    );
  });
  await Promise.all(made);
  return outcomes;
};

/** Fresh ones, whose retry budgets are full. They have no rate limit, and accept 100 kB at most. */
export const makeClients = ({ Heymarket, Qlara }, url, keys) => {
  const options = { baseUrl: url, rateLimit: false, coalesce: false, maxReplyBytes: 100_000 };
  const made = { ...options, dangerouslyAllowBrowser: true };
  return {
    Heymarket: new Heymarket({ ...made, apiKey: keys.Heymarket }),
    Qlara: new Qlara({ ...made, apiKey: keys.Qlara }),
  };
};
