// Says what has arrived, or throws the error that it is asked for. Workers have no import map.

import * as threadline from "/node_modules/threadline/dist/index.js";
import { arrival, everyError } from "./tour.mjs";

const errors = everyError(threadline);
self.onmessage = async ({ data: { value, throws } }) => {
  if (!throws) return postMessage(arrival(threadline, value));
  const { [throws]: error } = await errors;
  // A rejection that nobody handles makes no event for the page.
  setTimeout(() => {
    throw error;
  });
};
