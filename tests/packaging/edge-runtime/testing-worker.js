import * as threadline from "threadline";
import * as testing from "threadline/testing";
import { visitFakes } from "./tour.mjs";

addEventListener("fetch", (event) => {
  const visited = visitFakes(threadline, testing);
  event.respondWith(visited.then((report) => Response.json(report)));
});
