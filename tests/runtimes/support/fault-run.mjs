// Calls against a fake with faults in store: the same in Node, in workerd and in a page.

const CLIENTS = { heymarket: "Heymarket", qlara: "Qlara" };

const kindOf = ({ code, message }) => code?.toLowerCase() ?? message;

/**
 * How each call ended, by its name; all of them are made at the same time. The clients are fresh ones, whose retry
 * budgets are full, and have no rate limit.
 */
export const runCalls = async (library, { url, keys, settings, calls }) => {
  const attempts = {};
  const retried = {};
  const clientOf = (service) =>
    new library[CLIENTS[service]]({
      ...settings,
      apiKey: keys[CLIENTS[service]],
      baseUrl: url,
      rateLimit: false,
      coalesce: false,
      dangerouslyAllowBrowser: true,
      onRequest: ({ operation, attempt }) => {
        attempts[operation] = attempt;
      },
      onRetry: ({ operation, code }) => {
        retried[operation] = [...(retried[operation] ?? []), kindOf({ code })];
      },
    });
  const clients = { heymarket: clientOf("heymarket"), qlara: clientOf("qlara") };
  const ends = {};
  const made = Object.entries(calls).map(async ([call, { service, operation, input }]) => {
    const end = await clients[service][operation](input).then(
      () => ({ kind: "value", attempts: attempts[operation] }),
      (error) => {
        const { message, status, attempts, retryable, retryAfterMs, retryAt } = error;
        const retryInMs = retryAt && retryAt - Date.now();
        const details = { message, status, attempts, retryable, retryAfterMs, retryInMs };
        return { kind: kindOf(error), ...details };
      },
    );
    ends[call] = { ...end, retried: retried[operation] ?? [] };
  });
  await Promise.all(made);
  return ends;
};
