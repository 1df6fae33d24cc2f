import * as threadline from "threadline";
import { callRow, callRows } from "../support/wire-calls.mjs";

const rows = JSON.parse(process.argv[2]);
console.log(JSON.stringify(await callRows((row) => callRow(threadline, row), rows)));
