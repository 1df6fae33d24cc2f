// Reports for each message what has arrived; or throws an error, after reporting what it contains.

import { parentPort, workerData } from "node:worker_threads";
import { arrival, everyError, sentOf } from "./borders.mjs";

const { address, throws } = workerData;
const threadline = await import(address);
if (throws) {
  const { [throws]: error } = await everyError(threadline);
  parentPort.once("message", () => {
    throw error;
  });
  parentPort.postMessage(sentOf({ error }).error);
} else {
  parentPort.on("message", (value) => parentPort.postMessage(arrival(threadline, value)));
  parentPort.postMessage("ready");
}
