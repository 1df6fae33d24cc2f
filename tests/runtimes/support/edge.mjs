// The example Worker behind the fake services, and what each service's webhook makes it do.

import { Heymarket, Qlara } from "threadline";
// The examples lie beside these tests where they are run.
import { startWorkerd } from "../../examples/demo/workerd.mjs";
import { startFake } from "./fake.mjs";

/** The first words of examples/cloudflare-worker/hooks/answers.js. */
export const ANSWER = "Thank you for your message";

export const HOOKED = [
  {
    name: "heymarket",
    // In the order in which they are called. Who is in an inbox is asked for once a minute.
    before: ["listInboxes", "getTeam", "getConversation", "markRead", "reassignConversation"],
    send: "sendMessage",
    // One of an inbox, one of another, and so on: what is asked for by inbox is asked for twice.
    async unassigned(api) {
      const found = { 2222: [], 2224: [] };
      const pages = api.conversations({ id: 1111, filters: { inboxes: [2222, 2224] } });
      for await (const { id, assigned, channel, inbox } of pages) {
        if (assigned === null && channel === "sms") found[inbox.id].push(id);
      }
      return found[2222].flatMap((id, at) => [id, ...found[2224].slice(at, at + 1)]);
    },
    ownerOf: async (api, id) => (await api.getConversation({ id })).assigned?.id,
    async membersFor(api, id) {
      const { inbox } = await api.getConversation({ id });
      return (await api.assignableUsers({ inboxId: inbox.id })).map((member) => member.id);
    },
    isRead: async (api, id) => (await api.getConversation({ id })).read,
    async answersIn(api, id) {
      const { target, inbox } = await api.getConversation({ id });
      const found = [];
      for await (const message of api.messages({ phoneNumber: target, inboxId: inbox.id })) {
        if (message.text?.startsWith(ANSWER)) found.push(message.conversation.id);
      }
      return found;
    },
  },
  {
    name: "qlara",
    before: ["listAssignableUsers", "listConversations", "markRead", "assignConversation"],
    send: "reply",
    async unassigned(api) {
      const all = await api.listConversations();
      return all.filter(({ assignee, contact }) => !assignee && contact).map(({ id }) => id);
    },
    ownerOf: async (api, chatId) => (await api.getConversation({ chatId })).assignee?.id,
    membersFor: async (api) => (await api.listAssignableUsers()).map(({ id }) => id),
    isRead: async (api, chatId) => !(await api.getConversation({ chatId })).unreadCount,
    async answersIn(api, chatId) {
      const found = [];
      for await (const { text } of api.messages({ chatId, direction: "older" })) {
        if (text?.startsWith(ANSWER)) found.push(chatId);
      }
      return found;
    },
  },
];

/** The Worker, the fake services behind it, and clients that ask them directly. */
export async function startEdge({ hooks } = {}) {
  const fake = await startFake("--qlara-spelling", "nested");
  const keys = { heymarket: fake.keys.Heymarket, qlara: fake.keys.Qlara };
  let logged = "";
  const onLog = (text) => {
    logged += text;
  };
  const worker = await startWorkerd({ baseUrl: fake.url, keys, port: 0, hooks, onLog });
  const { origin, hash } = new URL(worker.pageUrl);
  const options = (apiKey) => ({ apiKey, baseUrl: fake.url, rateLimit: false });
  return {
    fake,
    origin,
    token: new URLSearchParams(hash.slice(1)).get("token"),
    hooks: worker.hooks,
    apis: {
      heymarket: new Heymarket(options(keys.heymarket)),
      qlara: new Qlara(options(keys.qlara)),
    },
    keys,
    logged: () => logged,
    /** Contacts write: the fake posts it to the Worker. The statuses that it got. */
    async write(service, asked) {
      const { deliveries } = await fake.write({ service, ...worker.hooks[service], ...asked });
      return deliveries.map(({ status }) => status);
    },
    /** How often an operation was asked for since the last time, by its name. */
    async asked(service) {
      const counts = {};
      for (const one of await fake.requests()) {
        if (one.service === service) counts[one.operation] = (counts[one.operation] ?? 0) + 1;
      }
      return counts;
    },
    async stop() {
      await worker.close();
      fake.stop();
    },
  };
}

/** What `/events` tells, line by line. */
export async function watch({ origin, token }) {
  const controller = new AbortController();
  const headers = { authorization: `Bearer ${token}` };
  const reply = await fetch(`${origin}/events`, { headers, signal: controller.signal });
  const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async next() {
      while (!text.includes("\n")) {
        const { done, value } = await reader.read();
        if (done) return null;
        text += value;
      }
      const at = text.indexOf("\n");
      const line = text.slice(0, at);
      text = text.slice(at + 1);
      return JSON.parse(line);
    },
    stop: () => controller.abort(),
  };
}
