import { defineEventHandler, getRequestURL } from "h3";
import * as threadline from "threadline";
import { services, visit } from "../../tour.mjs";

export default defineEventHandler((event) => visit(threadline, services(getRequestURL(event))));
