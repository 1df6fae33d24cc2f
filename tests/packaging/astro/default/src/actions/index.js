import { ActionError, defineAction } from "astro:actions";
import { Heymarket } from "threadline";
import { steer } from "../../../../support/steer.mjs";

const thrown = () => {
  throw new ActionError({ code: "UNAUTHORIZED", message: "Sign in first" });
};

export const server = {
  uncaught: defineAction({
    handler: () => {
      const { HEYMARKET_KEY, HEYMARKET_URL } = process.env;
      const heymarket = new Heymarket({ apiKey: HEYMARKET_KEY, baseUrl: HEYMARKET_URL });
      return heymarket.getConversation({ id: 1 });
    },
  }),
  steer: defineAction({
    handler: (_input, { url }) => steer(Heymarket, url.searchParams, thrown),
  }),
};
