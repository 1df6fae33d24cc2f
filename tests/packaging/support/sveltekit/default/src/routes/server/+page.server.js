import * as threadline from "threadline";
import { services, visit } from "../../../../tour.mjs";

export const load = async ({ url }) => ({ report: await visit(threadline, services(url)) });
