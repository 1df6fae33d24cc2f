// One call with the `fetch` of a universal `load`; what it ended with.

import { Heymarket } from "threadline";

const CALLS = {
  read: (heymarket) => heymarket.getConversation({ id: 610018 }),
  send: (heymarket) =>
    heymarket.sendMessage({ inboxId: 2222, creatorId: 1111, chatId: 610018, text: "Hi" }),
};

export const load = async ({ fetch, url: { origin, searchParams } }) => {
  const asked = Object.fromEntries(searchParams);
  const heymarket = new Heymarket({
    baseUrl: asked.baseUrl ?? `${origin}${asked.path}`,
    token: () => asked.token ?? "of-the-session",
    timeoutMs: Number(asked.timeoutMs ?? 30_000),
    maxRetries: 0,
    fetch,
  });
  const end = await CALLS[asked.call](heymarket).then(
    () => "ok",
    ({ code }) => code,
  );
  return { end };
};
