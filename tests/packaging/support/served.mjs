// What frameworks have built for Node, as servers.

import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { serveWith } from "./programs.mjs";

const LISTENER = fileURLToPath(new URL("listener.mjs", import.meta.url));

/** Serves a handler with `node`; it is the export `name` of a file. */
export const serveHandler = (node, file, name, env) =>
  serveWith(
    node,
    [LISTENER, file, name],
    (printed) => /Listening on (http:\S+)/.exec(printed)?.[1],
    { env },
  );

/** Starts each server when it is first asked for, for the services of then; all of them end after the tests. */
export const onceEach = (start) => {
  const started = new Map();
  after(async () => {
    for (const starting of started.values()) {
      const server = await starting.catch(() => undefined);
      await server?.stop();
    }
  });
  return (app, services) => {
    if (!started.has(app)) started.set(app, start(app, services));
    return started.get(app);
  };
};
