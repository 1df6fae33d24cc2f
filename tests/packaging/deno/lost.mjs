import * as threadline from "threadline";
import { callThrough } from "../support/lost.mjs";

console.log(JSON.stringify(await callThrough(threadline, JSON.parse(Deno.args[0]))));
