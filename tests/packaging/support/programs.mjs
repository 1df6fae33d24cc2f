// Programs that a test runs: each in a process group of its own, so that what it starts in turn (a
// bundler's service, a browser, workerd) ends with it, on whatever path.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const LIMIT = 5 * 60_000;
const GRACE = 5_000;

/** A tool of the project. */
export const tool = (name) => join("node_modules", ".bin", name);

/** Runs a program to its end; what it printed on its standard output. */
export const run = async (program, args, options) => {
  const { child, output, end } = start(program, args, options);
  const timer = setTimeout(end, LIMIT);
  const [code, signal] = await once(child, "close");
  clearTimeout(timer);
  await end();
  if (code !== 0) {
    throw new Error(`${program} ${args.join(" ")}: ${signal ?? `code ${code}`}\n${output.all}`);
  }
  return output.out;
};

/** Runs a program whose last line is JSON. */
export const runForJson = async (program, args, options) => {
  const out = await run(program, args, options);
  return JSON.parse(out.trimEnd().split("\n").at(-1));
};

/** Starts a server; `ready` gets what it has printed, and `found` is the first truth that it gives. */
export const serveWith = async (program, args, ready, options) => {
  const { child, output, end } = start(program, args, options);
  const closed = once(child, "close");
  const deadline = Date.now() + LIMIT;
  for (;;) {
    const found = await ready(output.all.replace(COLOURS, ""));
    if (found) return { found, output, stop: end };
    const ended = await Promise.race([closed, wait(20)]);
    if (ended || Date.now() > deadline) {
      await end();
      throw new Error(`${program} ${args.join(" ")} is not ready\n${output.all}`);
    }
  }
};

// They may be inside an address.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape that begins a colour
const COLOURS = /\x1b\[[0-9;]*m/g;

const start = (program, args, { env, cwd } = {}) => {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const group = child.pid;
  if (group) watchdog().add(group);
  const output = { out: "", all: "" };
  for (const stream of ["stdout", "stderr"]) {
    child[stream].setEncoding("utf8").on("data", (text) => {
      output.all += text;
      if (stream === "stdout") output.out += text;
    });
  }
  const end = async () => {
    if (!group) return;
    const deadline = Date.now() + GRACE;
    signal(group, "SIGTERM");
    while (signal(group, 0) && Date.now() < deadline) await wait(20);
    signal(group, "SIGKILL");
    watchdog().remove(group);
  };
  return { child, output, end };
};

/** `false` if the group is gone. */
const signal = (group, name) => {
  try {
    return process.kill(-group, name);
  } catch {
    return false;
  }
};

/** Ends the groups that are left when this process disappears: its input ends then. */
const watchdog = () => {
  watching ??= startWatchdog();
  return watching;
};
let watching;

const WATCHDOG = `
  const groups = new Set();
  const end = (name) => {
    for (const group of groups) try { process.kill(-group, name); } catch {}
  };
  for (const name of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(name, () => {});
  require("node:readline").createInterface({ input: process.stdin })
    .on("line", (line) => groups[line[0] === "+" ? "add" : "delete"](Number(line.slice(1))))
    .on("close", () => { end("SIGTERM"); setTimeout(end, ${GRACE}, "SIGKILL"); });
`;

const startWatchdog = () => {
  const child = spawn(process.execPath, ["-e", WATCHDOG], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  child.unref();
  child.stdin.unref?.();
  return {
    add: (group) => child.stdin.write(`+${group}\n`),
    remove: (group) => child.stdin.write(`-${group}\n`),
  };
};
