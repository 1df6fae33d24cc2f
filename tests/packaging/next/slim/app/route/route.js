import * as threadline from "threadline/slim";
import { services, visit } from "../../../tour.mjs";

export const GET = async (request) => Response.json(await visit(threadline, services(request.url)));
