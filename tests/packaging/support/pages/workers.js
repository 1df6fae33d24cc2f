// Starts the worker that the address names, and leaves its report where the test looks for it.

import { services } from "./tour.mjs";

const START = {
  worker: async (script, failed) => {
    const worker = new Worker(script, { type: "module" });
    worker.onerror = ({ message }) => failed(new Error(`the worker: ${message}`));
    return worker;
  },
  "service-worker": async (script, failed) => {
    const registration = await navigator.serviceWorker.register(script, { type: "module" });
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    return new Promise((resolve) => {
      const look = () => {
        if (worker.state === "activated") resolve(worker);
        if (worker.state === "redundant") failed(new Error("the service worker did not start"));
      };
      worker.onstatechange = look;
      look();
    });
  },
};

const address = new URL(location);
const [kind, script] = ["kind", "script"].map((name) => address.searchParams.get(name));

globalThis.report = new Promise((resolve, reject) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data);
  START[kind](script, reject).then(
    (worker) => worker.postMessage(services(address), [port2]),
    reject,
  );
});
