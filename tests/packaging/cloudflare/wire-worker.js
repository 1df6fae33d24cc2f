import * as threadline from "threadline";
import { callRow, callRows } from "../support/wire-calls.mjs";

export default {
  fetch: async (request) =>
    Response.json(await callRows((row) => callRow(threadline, row), await request.json())),
};
