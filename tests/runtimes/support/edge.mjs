// The example Worker behind the fake services, and what each service's webhook makes it do.

import { Heymarket, Qlara } from "threadline";
// The examples lie beside these tests where they are run.
import { startWorkerd } from "../../examples/demo/workerd.mjs";
import { openPage } from "../live-edge/support/page.mjs";
import { sleep } from "./doubles.mjs";
import { startFake } from "./fake.mjs";

/** The first words of examples/cloudflare-worker/answers/words.js. */
export const ANSWER = "Thank you for your message";

export const HOOKED = [
  {
    name: "heymarket",
    // What is asked for before an answer, each in a conversation of its own. Who is in an inbox is asked for once a minute.
    before: [
      ["listInboxes"],
      ["getTeam"],
      ["getConversation"],
      ["markRead"],
      ["reassignConversation"],
    ],
    send: "sendMessage",
    // One of an inbox, one of another, and so on: what is asked for by inbox is asked for twice.
    async conversations(api) {
      const unassigned = { 2222: [], 2224: [] };
      const assigned = [];
      const pages = api.conversations({ id: 1111, filters: { inboxes: [2222, 2224] } });
      for await (const { id, assigned: owner, channel, inbox } of pages) {
        if (channel === "sms") (owner === null ? unassigned[inbox.id] : assigned).push(id);
      }
      const turns = unassigned[2222].flatMap((id, at) => [
        id,
        ...unassigned[2224].slice(at, at + 1),
      ]);
      return { unassigned: turns, assigned };
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
    // The list is asked for where nothing is known, and the users at first: both for one message.
    before: [
      ["listConversations", "listAssignableUsers"],
      ["getConversation"],
      ["markRead"],
      ["assignConversation"],
    ],
    send: "reply",
    async conversations(api) {
      const all = (await api.listConversations()).filter(({ contact }) => contact);
      const ids = (found) => found.map(({ id }) => id);
      return {
        unassigned: ids(all.filter(({ assignee }) => !assignee)),
        assigned: ids(all.filter(({ assignee }) => assignee)),
      };
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

/** Until something is so; the test's own limit ends it. */
export const until = async (test) => {
  while (!(await test())) await sleep(20);
};

/** The Worker, the fake services behind it, unless there are others, and clients that ask them directly. */
export async function startEdge({ hooks, upstream } = {}) {
  const fake = upstream ? undefined : await startFake("--qlara-spelling", "nested");
  const keys = { heymarket: fake?.keys.Heymarket ?? "key", qlara: fake?.keys.Qlara ?? "key" };
  const baseUrl = upstream ?? fake.url;
  let logged = "";
  const onLog = (text) => {
    logged += text;
  };
  const worker = await startWorkerd({ baseUrl, keys, port: 0, hooks, onLog });
  const { origin, hash } = new URL(worker.pageUrl);
  const token = new URLSearchParams(hash.slice(1)).get("token");
  const options = (apiKey) => ({ apiKey, baseUrl, rateLimit: false });
  const status = async () => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${origin}/inbox/status`, { headers })).json();
  };
  const isIdle = ({ waiting, unplaced }) => waiting === 0 && unplaced === 0;
  return {
    fake,
    origin,
    token,
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
    status,
    /** Until everything that was posted has been handled. */
    idle: () => until(async () => isIdle(await status())),
    /** A page that is connected, of somebody who is signed in. */
    open: (more) => openPage(origin, { token, ...more }),
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
      fake?.stop();
    },
  };
}
