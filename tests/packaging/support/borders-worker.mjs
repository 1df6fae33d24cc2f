// A Web Worker of a program: the first message says where the package is; of each other one it says what has arrived.

import { arrival } from "./borders.mjs";

let threadline;
self.onmessage = async ({ data }) => {
  if (threadline) return self.postMessage(arrival(threadline, data));
  threadline = await import(data.address);
  self.postMessage("ready");
};
