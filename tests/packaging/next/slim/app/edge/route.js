import * as threadline from "threadline/slim";
import module from "threadline/threadline.wasm?module";
import { services, visit } from "../../../tour.mjs";

export const runtime = "edge";

export const GET = async (request) => {
  await threadline.init({ module });
  return Response.json(await visit(threadline, services(request.url)));
};
