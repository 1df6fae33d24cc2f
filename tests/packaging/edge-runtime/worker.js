import * as threadline from "threadline";
import { services, visit } from "./tour.mjs";

addEventListener("fetch", (event) => {
  const visited = visit(threadline, services(event.request.url));
  event.respondWith(visited.then((report) => Response.json(report)));
});
