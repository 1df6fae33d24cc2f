import { fail, redirect } from "@sveltejs/kit";
import { Heymarket, isInvalidArgumentError } from "threadline";
import { env } from "$env/dynamic/private";

export const actions = {
  default: async ({ request }) => {
    const heymarket = new Heymarket({ apiKey: env.HEYMARKET_KEY, baseUrl: env.HEYMARKET_URL });
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
