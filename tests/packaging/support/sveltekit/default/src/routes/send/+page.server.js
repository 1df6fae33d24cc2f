import { fail, redirect } from "@sveltejs/kit";
import { Heymarket, isInvalidArgumentError } from "threadline";

export const actions = {
  default: async ({ request }) => {
    const { HEYMARKET_KEY, HEYMARKET_URL } = process.env;
    const heymarket = new Heymarket({ apiKey: HEYMARKET_KEY, baseUrl: HEYMARKET_URL });
    const form = await request.formData();
    try {
      const text = form.get("text");
      await heymarket.sendMessage({ inboxId: 2222, creatorId: 1111, chatId: 610018, text });
    } catch (error) {
      if (isInvalidArgumentError(error)) return fail(400, { path: error.path });
      throw error;
    }
    redirect(303, "/server");
  },
};
