import { defineEventHandler, getRequestURL } from "h3";
import * as threadline from "threadline/slim";
import module from "threadline/threadline.wasm";
import { services, visit } from "../../tour.mjs";

export default defineEventHandler(async (event) => {
  await threadline.init({ module });
  return visit(threadline, services(getRequestURL(event)));
});
