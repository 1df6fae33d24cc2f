import * as threadline from "threadline";
import { callRow } from "./wire-calls.mjs";

const row = JSON.parse(new URL(location).searchParams.get("row"));
const ends = await callRow(threadline, row).catch((error) => [{ ended: `broke: ${error}` }]);
parent.postMessage(ends, "*");
