import { ActionError, defineAction } from "astro:actions";
import { Heymarket } from "threadline";
import { steer } from "../../../../support/steer.mjs";

const thrown = () => {
  throw new ActionError({ code: "UNAUTHORIZED", message: "Sign in first" });
};

export const server = {
  steer: defineAction({
    handler: (_input, { url }) => steer(Heymarket, url.searchParams, thrown),
  }),
};
