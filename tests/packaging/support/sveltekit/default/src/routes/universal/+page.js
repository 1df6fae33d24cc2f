// Runs on the server for the first page, and again in the browser when it takes the page over.

import { Heymarket } from "threadline";

export const load = async ({ fetch, url }) => {
  const heymarket = new Heymarket({
    baseUrl: `${url.origin}/heymarket`,
    token: () => "of-the-session",
    fetch,
  });
  const { id, target } = await heymarket.getConversation({ id: 610018 });
  const list = { id: 1111, filters: { inboxes: [2222], closed: false } };
  const { data, requestId } = await heymarket.listConversations(list, { raw: true });
  return { id, target, listed: data.length, requestId };
};
