import * as threadline from "threadline/slim";
import { visit } from "./tour.mjs";

console.log(JSON.stringify(await visit(threadline, JSON.parse(Deno.args[0]))));
