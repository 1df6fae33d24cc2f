"use client";

import { useEffect } from "react";
import * as threadline from "threadline";
import { arrival, crossings } from "../../../tour.mjs";
import { inside, json, returned, sent, thrown } from "./actions.js";

const arriving = (call) => async (name) =>
  arrival(threadline, await call(name).catch((error) => error));

const insideOf = async (name) => (await inside(name)).error;

const visit = async () => ({
  "returned by a server action": await crossings(await sent(), arriving(returned), arriving(json)),
  "returned by a server action, inside an object": await crossings(
    await sent(),
    arriving(insideOf),
    arriving(json),
  ),
  "thrown by a server action": await crossings(await sent(), arriving(thrown), arriving(json)),
});

export default function Page() {
  useEffect(() => {
    globalThis.report = visit();
  }, []);
  return null;
}
