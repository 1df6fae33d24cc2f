// An inbox at the edge: it holds the services' keys, so that the page never does.
//
// Everything below /inbox is threadline/edge. Your own are who may use it (session.js), what is answered at once
// (answers/), and the page's files.

import { createEdge } from "threadline/edge";
import { answerHeymarket } from "./answers/heymarket.js";
import { answerQlara } from "./answers/qlara.js";
import { authorize, directory } from "./session.js";

export { Turns } from "./answers/turns.js";

const answers = { heymarket: answerHeymarket, qlara: answerQlara };

const edge = createEdge({
  authorize,
  heymarket: (env) => ({
    apiKey: env.HEYMARKET_API_KEY,
    baseUrl: env.HEYMARKET_URL,
    webhookToken: env.HEYMARKET_WEBHOOK_TOKEN,
  }),
  qlara: (env) => ({
    apiKey: env.QLARA_API_KEY,
    baseUrl: env.QLARA_URL,
    webhookSecret: env.QLARA_WEBHOOK_SECRET,
  }),
  onEvent: (event, tools) => answers[event.service](event, tools),
  status: async (request, env) => (await authorize(request, env)) !== null,
});

export const Hub = edge.Hub;

export default {
  fetch: (request, env, ctx) =>
    edge.fetch(request, env, ctx) ?? directory(request, env) ?? env.ASSETS.fetch(request),
};
