// The fake Heymarket on a port of its own.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts the server; it ends with this process, or by `stop`. */
export const startFake = async (...flags) => {
  const server = spawn(
    process.env.THREADLINE_FAKE_SERVER,
    ["--port", "0", "--exit-with-stdin", ...flags],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const found = {};
  for await (const line of createInterface({ input: server.stdout })) {
    const [, name, value] = /^(listening on|key:) (.*)$/.exec(line) ?? [];
    if (name) found[name] = value;
    if (found["listening on"] && found["key:"]) break;
  }
  const url = found["listening on"];
  return {
    url,
    key: found["key:"],
    reset: () => fetch(`${url}/__fake/reset`, { method: "POST" }),
    stop: () => server.kill(),
  };
};
