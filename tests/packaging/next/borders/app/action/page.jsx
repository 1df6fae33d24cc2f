"use client";

import { useEffect } from "react";
import * as threadline from "threadline";
import { arrival, crossings } from "../../../tour.mjs";
import { json, returned, sent, thrown } from "./actions.js";

const arriving = (call) => async (name) =>
  arrival(threadline, await call(name).catch((error) => error));

const visit = async () => ({
  returned: await crossings(await sent(), arriving(returned), arriving(json)),
  thrown: await crossings(await sent(), arriving(thrown), arriving(json)),
});

export default function Page() {
  useEffect(() => {
    globalThis.report = visit();
  }, []);
  return null;
}
