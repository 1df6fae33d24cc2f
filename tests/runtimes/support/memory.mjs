// How much memory is used, in the script and in the module.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { sleep } from "./doubles.mjs";

const require = createRequire(import.meta.url);
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/** The script's megabytes, what is not needed any more left out: objects, and bytes outside of them. */
export const usedByScript = async () => {
  await sleep(30);
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return { objects: heapUsed / 2 ** 20, bytes: external / 2 ** 20 };
};

let copies = 0;

/** A copy of the package of its own; `used()` tells the script's megabytes and the module's bytes. */
export const observed = async () => {
  const { Instance } = WebAssembly;
  let memory;
  WebAssembly.Instance = class extends Instance {
    constructor(...parts) {
      super(...parts);
      memory = Object.values(this.exports).find((value) => value instanceof WebAssembly.Memory);
    }
  };
  const copy = await import(
    `${pathToFileURL(require.resolve("threadline/slim"))}?memory=${++copies}`
  );
  await copy.init();
  WebAssembly.Instance = Instance;
  const used = async () => {
    const { objects, bytes } = await usedByScript();
    return { script: objects + bytes, module: memory.buffer.byteLength };
  };
  return { ...copy, used };
};
