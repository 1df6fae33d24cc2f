// What the tests of examples/node/probe.mjs share: the command itself, and services that they script.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export const KEY = "key-4f1d9a7c";

// The examples lie beside the tests where they are run.
const script = new URL("../../examples/node/probe.mjs", import.meta.url).pathname;

/** Runs the command with a service's address and key around it: `{ stdout, stderr }`. */
export const probe = (service, url, { key = KEY, args = [] } = {}) => {
  const name = service.toUpperCase();
  const env = { ...process.env, [`${name}_URL`]: url, [`${name}_API_KEY`]: key };
  return run(process.execPath, [script, service, ...args], { env });
};

/**
 * A service that responds with `answer({ method, target, headers, body })`: `{ status, headers, body }`, of
 * which the last can be a value to write as JSON. It records the requests and responses.
 */
export const serve = async (answer) => {
  const exchanges = [];
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const { method, url: target, headers } = request;
    const asked = { method, target, headers, body: Buffer.concat(pieces).toString() };
    const given = await answer(asked, exchanges.length);
    const { status = 200, headers: own = { "content-type": "application/json" } } = given;
    const body = typeof given.body === "string" ? given.body : JSON.stringify(given.body);
    exchanges.push({ ...asked, status, answer: body });
    response.writeHead(status, own).end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    exchanges,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** Hands every request on to another service. */
export const forwardTo =
  (url) =>
  async ({ method, target, headers, body }) => {
    const { authorization, "x-api-key": key } = headers;
    const response = await fetch(url + target, {
      method,
      headers: {
        ...(authorization ? { authorization } : { "x-api-key": key }),
        ...(body ? { "content-type": "application/json" } : {}),
      },
      body: body || undefined,
    });
    return {
      status: response.status,
      headers: { "content-type": response.headers.get("content-type") ?? "text/plain" },
      body: await response.text(),
    };
  };

/** The package's reference of a service. */
export const reference = (service) =>
  readFile(join(process.env.THREADLINE_PACKAGE, "docs/operations", `${service}.md`), "utf8");

/** Every operation of a service as the reference shows it: `{ name, route, reads }`. */
export const operations = async (service) => {
  const [, ...sections] = (await reference(service)).split(`\n## ${service}.`);
  return sections.map((section) => ({
    name: /^\w+/.exec(section)[0],
    route: /^- sends `(.+)`$/m.exec(section)[1],
    reads: /^- \w+ after a failure: yes$/m.test(section),
  }));
};

/** The section of an operation in what the command printed. */
export const section = (stdout, operation) => {
  const found = stdout.split("\n\n").find((part) => part.startsWith(`${operation}: `));
  if (!found) throw new Error(`no section of ${operation}:\n${stdout}`);
  return found;
};

/** Each part of a JSON value by `visit(value, key)`; the result is what that makes of it. */
export const mapped = (value, visit, key) => {
  if (Array.isArray(value)) return value.map((one) => mapped(one, visit, key));
  if (typeof value !== "object" || !value) return visit(value, key);
  const members = Object.entries(value);
  return Object.fromEntries(members.map(([name, one]) => [name, mapped(one, visit, name)]));
};
