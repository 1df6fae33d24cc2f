import { defineEventHandler, getQuery } from "h3";
import { Heymarket } from "threadline";

export default defineEventHandler((event) => {
  const { url, key } = getQuery(event);
  return new Heymarket({ apiKey: key, baseUrl: url }).getConversation({ id: 1 });
});
