import { Heymarket } from "threadline";

export const load = async ({ fetch, url }) => {
  const heymarket = new Heymarket({
    baseUrl: `${url.origin}/heymarket`,
    token: () => "of-the-session",
    fetch,
  });
  const text = url.searchParams.get("text");
  const { id } = await heymarket.sendMessage({
    inboxId: 2222,
    creatorId: 1111,
    chatId: 610018,
    text,
  });
  return { sent: typeof id };
};
