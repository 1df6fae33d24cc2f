// The fake services on a port of their own.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** Starts the server; it ends with this process, which it does not keep up, or by `stop`. */
export const startFake = async (...flags) => {
  const server = spawn(
    process.env.THREADLINE_FAKE_SERVER,
    ["--port", "0", "--exit-with-stdin", ...flags],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const found = {};
  const secrets = [];
  for await (const line of createInterface({ input: server.stdout })) {
    const [, id, key] = /^secret: (\S+) (.*)$/.exec(line) ?? [];
    if (id) secrets.push({ id, key });
    const [, name, value] = /^(listening on|key:|qlara key:|webhook token:) (.*)$/.exec(line) ?? [];
    if (name) found[name] = value;
    if (name === "webhook token:") break;
  }
  for (const handle of [server, server.stdin, server.stdout]) handle.unref();
  const url = found["listening on"];
  const post = async (path, body) => {
    const reply = await fetch(`${url}/__fake/${path}`, {
      method: "POST",
      body: body && JSON.stringify(body),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`/__fake/${path}: ${reply.status} ${text}`);
    return text && JSON.parse(text);
  };
  return {
    url,
    /** The key of each service, by the name of the client's class. */
    keys: { Heymarket: found["key:"], Qlara: found["qlara key:"] },
    /** The token in each of Heymarket's webhooks. */
    webhookToken: found["webhook token:"],
    /** Heymarket's two API secrets, of which tokens can be made. */
    secrets,
    reset: () => post("reset"),
    options: (options) => post("options", options),
    /** What goes wrong from now on, by operation. */
    faults: (script) => post("faults", script),
    /** Contacts write, and the service posts it: `{ ids, deliveries }`. */
    write: (asked) => post("inbound", asked),
    /** The service posts something: `{ deliveries }`. */
    deliver: (asked) => post("webhooks", asked),
    /** What has arrived since the last time. */
    async requests() {
      const found = await fetch(`${url}/__fake/requests`).then((reply) => reply.json());
      await fetch(`${url}/__fake/requests`, { method: "DELETE" });
      return found;
    },
    /** A contact of Qlara's writes. */
    inbound: (chatId, text) => post("inbound", { service: "qlara", conversation: chatId, text }),
    /** Contacts write and the webhooks are posted; tells the messages' ids and what became of it. */
    receive: (asked) => post("inbound", asked),
    /** Webhooks are posted, and nothing of what they say happens; tells what became of it. */
    webhooks: (asked) => post("webhooks", asked),
    /** Where Heymarket posts to. */
    setWebhook: (webhookUrl) => post("heymarket/webhook", { url: webhookUrl }),
    /** The same, and nothing of what was to go wrong before. */
    onlyFaults: async (script) => {
      await fetch(`${url}/__fake/faults`, { method: "DELETE" });
      await post("faults", script);
    },
    stop: () => server.kill(),
  };
};
