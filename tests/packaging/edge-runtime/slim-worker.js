import * as threadline from "threadline/slim";
import module from "threadline/threadline.wasm?module";
import { services, visit } from "./tour.mjs";

const visited = async (request) => {
  await threadline.init({ module });
  return Response.json(await visit(threadline, services(request.url)));
};

addEventListener("fetch", (event) => event.respondWith(visited(event.request)));
