// Calls of a Worker by way of another one, kept waiting; the same report as that of a process.

import { reportInRounds } from "../support/carries.mjs";
import { startServer } from "../support/stalling.mjs";

/** `worker` is the address at which the Worker listens. */
export const reportOf = async (worker) => {
  // The Worker itself asks when all of its calls have arrived: nobody else can abort them.
  const service = await startServer(async (request, response) => {
    const count = Number(new URL(request.url, service.url).searchParams.get("count"));
    response.end(`${await service.arrivals(count)}`);
  });
  const ask = async (path, asked) => {
    const body = JSON.stringify({ service: service.url, ...asked });
    const response = await fetch(new URL(path, worker), { method: "POST", body });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
  // What a Worker has begun ends with the request that it handles: a round is one request.
  try {
    return await reportInRounds(service, {
      answered: () => ask("/answered"),
      ended: (count, timeoutMs) => ask("/ends", { count, timeoutMs }),
      aborted: (count) => ask("/ends", { count, abort: true }),
    });
  } finally {
    service.stop();
  }
};
