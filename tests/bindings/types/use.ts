// What a caller in TypeScript may write, and may not.

import { Heymarket, Qlara, type ThreadlineError } from "./rust_bindings.js";

const heymarket = new Heymarket({ baseUrl: "/heymarket", token: async () => "t" });
const qlara = new Qlara({ apiKey: "key" });

export const open = async (signal: AbortSignal): Promise<string> => {
  const [first] = await heymarket.listConversations(
    { id: 1111, filters: { closed: false } },
    signal,
  );
  const count: number = await heymarket.countConversations();
  await heymarket.markRead({ inboxId: 2222, userId: 1111, target: "15555550118" });
  const id: Heymarket.Id | undefined = first?.id;
  return `${id}: ${first?.status} of ${count}`;
};

export const reply = async (chatId: Qlara.Id): Promise<void> => {
  const input: Qlara.ReplyInput = { chatId, message: "On its way" };
  try {
    await qlara.reply(input);
  } catch (error) {
    const { code, status, retryable } = error as ThreadlineError;
    console.log(code, status, retryable);
  }
};

// @ts-expect-error: an input lacks what is required
heymarket.markRead({ inboxId: 2222 });
// @ts-expect-error: no such field
heymarket.getConversation({ id: 1, name: "Jo" });
// @ts-expect-error: a signal is no input
heymarket.countConversations(new AbortController().signal);
