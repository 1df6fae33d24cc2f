// The shipped module, run so that it tells each stretch of code that it runs: what a comparison's time
// depends on, shown without a clock.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import binaryen from "binaryen";

const dist = join(process.env.THREADLINE_PACKAGE, "dist");

const { Features } = binaryen;
const FEATURES =
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.SignExt |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.ReferenceTypes |
  Features.Multivalue;

/** The module as it is, but that each of its blocks calls `log_execution` with its own number. */
const logged = async () => {
  const module = binaryen.readBinary(await readFile(join(dist, "threadline.wasm")));
  try {
    module.setFeatures(FEATURES);
    module.runPasses(["log-execution"]);
    return new WebAssembly.Module(module.emitBinary());
  } finally {
    module.dispose();
  }
};

/** The package around that module, and `trace(run)`: the blocks that it runs until `run` has settled. */
export const traced = async () => {
  let blocks = [];
  const { Instance } = WebAssembly;
  WebAssembly.Instance = new Proxy(Instance, {
    construct: (_, [module, { m, ...imports }]) => {
      const log_execution = (block) => {
        blocks.push(block);
      };
      return new Instance(module, { ...imports, m: { ...m, log_execution } });
    },
  });
  const threadline = await import("threadline/slim");
  await threadline.init({ module: await logged() });
  WebAssembly.Instance = Instance;
  const trace = async (run) => {
    blocks = [];
    await run(threadline);
    return blocks.join(" ");
  };
  return trace;
};
