// The calls that every fetch has to carry: the same code in Node, a page and a Worker.

export const KEY = "key-4f1d9a7c";
export const TEXT = "On its way!";

const read = (heymarket, options) => heymarket.getConversation({ id: 7 }, options);
const send = (heymarket, options) =>
  heymarket.sendMessage({ inboxId: 1, creatorId: 2, chatId: 3, text: TEXT }, options);

const counter = () => {
  let counted = 0;
  let reached;
  return {
    count: () => {
      counted++;
      reached?.();
    },
    reaches: (count) =>
      new Promise((resolve) => {
        reached = () => counted >= count && resolve();
        reached();
      }),
  };
};

/** `settings` are those of a client, beside its key. */
export const caller = ({ Heymarket }, settings) => {
  const client = (more) =>
    new Heymarket({
      apiKey: KEY,
      dangerouslyAllowBrowser: true,
      maxRetries: 0,
      rateLimit: false,
      maxReplyBytes: 2 ** 15,
      coalesce: false,
      ...settings,
      ...more,
    });
  return {
    /** The ids that a read and a send give; twice, so that the second time there are connections and cookies. */
    answered: async () => {
      const heymarket = client();
      const ids = [];
      for (const call of [read, send, read, send]) {
        ids.push(await call(heymarket).then(({ id }) => id, String));
      }
      return ids;
    },
    /** Starts so many calls; every other one sends. */
    begin: (count, timeoutMs = 60_000) => {
      const controller = new AbortController();
      const reason = new Error("enough");
      const heads = counter();
      const heymarket = client({ timeoutMs, onResponse: heads.count });
      const endOf = (error) => (error === reason ? "the caller's reason" : (error.code ?? error));
      const calls = Array.from({ length: count }, (_, at) =>
        (at % 2 ? send : read)(heymarket, { signal: controller.signal }).then(
          () => "resolved",
          (error) => `${endOf(error)}`,
        ),
      );
      return {
        /** Until so many heads have come. */
        heads: heads.reaches,
        abort: () => controller.abort(reason),
        /** How many calls ended with what. */
        ends: async () => {
          const ends = {};
          for (const end of await Promise.all(calls)) ends[end] = (ends[end] ?? 0) + 1;
          return ends;
        },
      };
    },
  };
};
