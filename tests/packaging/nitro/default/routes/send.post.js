import { createError, defineEventHandler, getQuery, readFormData, sendRedirect } from "h3";
import { Heymarket, isInvalidArgumentError } from "threadline";

export default defineEventHandler(async (event) => {
  const { url, key } = getQuery(event);
  const heymarket = new Heymarket({ apiKey: key, baseUrl: url });
  const form = await readFormData(event);
  try {
    const text = form.get("text");
    await heymarket.sendMessage({ inboxId: 2222, creatorId: 1111, chatId: 610018, text });
  } catch (error) {
    if (!isInvalidArgumentError(error)) throw error;
    throw createError({ statusCode: 400, message: error.path });
  }
  return sendRedirect(event, "/server", 303);
});
