import * as threadline from "threadline/slim";
import module from "threadline/threadline.wasm";
import { services, visit } from "./tour.mjs";

export default {
  async fetch(request) {
    await threadline.init({ module });
    return Response.json(await visit(threadline, services(request.url)));
  },
};
