import * as threadline from "threadline";
import { services, visit } from "../../../tour.mjs";

export const runtime = "edge";

export const GET = async (request) => Response.json(await visit(threadline, services(request.url)));
