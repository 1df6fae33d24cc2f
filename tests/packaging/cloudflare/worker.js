import * as threadline from "threadline";
import { services, visit } from "./tour.mjs";

export default {
  fetch: async (request) => Response.json(await visit(threadline, services(request.url))),
};
