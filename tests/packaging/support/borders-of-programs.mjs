// The borders that Node, Deno and Bun have in common, each with another side that knows the package.

import { fork } from "node:child_process";
import { once } from "node:events";
import v8 from "node:v8";
import { Worker as Thread } from "node:worker_threads";
import { arrival, crossings, crossingsOf, everyError, takenForOurs } from "./borders.mjs";

const beside = (name) => new URL(name, import.meta.url);

/** What a worker or a child process sends back, one message after another. */
const asking = (post, listen) => {
  let answered;
  listen((answer) => answered(answer));
  return (question) =>
    new Promise((resolve) => {
      answered = resolve;
      post(question);
    });
};

const toChild = async (errors, address, serialization) => {
  const child = fork(beside("borders-child.mjs"), [address], { serialization });
  try {
    await once(child, "message"); // it is ready
    const ask = asking(
      (value) => child.send({ value }),
      (answer) => child.on("message", answer),
    );
    return await crossingsOf(errors, ask);
  } finally {
    child.kill();
  }
};

const toWebWorker = async ({ errors, address }) => {
  const worker = new Worker(beside("borders-worker.mjs"), { type: "module" });
  const ask = asking(
    (value) => worker.postMessage(value),
    (answer) => {
      worker.onmessage = ({ data }) => answer(data);
    },
  );
  try {
    await ask({ address });
    return await crossingsOf(errors, ask);
  } finally {
    worker.terminate();
  }
};

const BORDERS = {
  "`structuredClone`": ({ errors, here }) => crossingsOf(errors, here(structuredClone)),
  "`JSON.stringify`": ({ errors, here }) =>
    crossingsOf(
      errors,
      here((value) => JSON.parse(JSON.stringify(value))),
    ),
  "`v8.serialize`": ({ errors, here }) =>
    crossingsOf(
      errors,
      here((value) => v8.deserialize(v8.serialize(value))),
    ),
  "`MessageChannel`": async ({ errors, here }) => {
    const { port1, port2 } = new MessageChannel();
    const ask = asking(
      (value) => port1.postMessage(value),
      (answer) => {
        port2.onmessage = ({ data }) => answer(data);
      },
    );
    try {
      return await crossingsOf(errors, here(ask));
    } finally {
      port1.close();
      port2.close();
    }
  },
  "`postMessage` to a thread": async ({ errors, address }) => {
    const thread = new Thread(beside("borders-thread.mjs"), { workerData: { address } });
    try {
      await once(thread, "message"); // it is ready
      const ask = asking(
        (value) => thread.postMessage(value),
        (answer) => thread.on("message", answer),
      );
      return await crossingsOf(errors, ask);
    } finally {
      await thread.terminate();
    }
  },
  "uncaught in a thread, its `error` event": async ({ threadline, errors, address }) => {
    const sent = {};
    const arrived = {};
    for (const name of Object.keys(errors)) {
      const workerData = { address, throws: name };
      const thread = new Thread(beside("borders-thread.mjs"), { workerData });
      const failed = new Promise((resolve) => thread.on("error", resolve));
      try {
        [sent[name]] = await once(thread, "message");
        thread.postMessage("now");
        arrived[name] = arrival(threadline, await failed);
      } finally {
        await thread.terminate();
      }
    }
    return crossings(sent, (name) => arrived[name]);
  },
  "`process.send`": ({ errors, address }) => toChild(errors, address, "json"),
  '`process.send` with `serialization: "advanced"`': ({ errors, address }) =>
    toChild(errors, address, "advanced"),
  // Node has none.
  ...(globalThis.Worker && { "`postMessage` to a Web Worker": toWebWorker }),
};

/** `address` is where a worker finds the package. */
export const bordersOfPrograms = async (threadline, address) => {
  const errors = await everyError(threadline);
  const here = (cross) => async (value) => arrival(threadline, await cross(value));
  const borders = {};
  for (const [name, run] of Object.entries(BORDERS)) {
    borders[name] = await run({ threadline, errors, here, address });
  }
  return { foreign: takenForOurs(threadline), borders };
};
