// The services side by side: what a test of what they share must know of each.

import { test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { doublesOf, json, LIST, wire } from "./doubles.mjs";

export const SERVICES = [
  {
    name: "Heymarket",
    Client: Heymarket,
    ...doublesOf(Heymarket),
    host: "https://api.heymarket.com",
    keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
    listPath: "/v1/conversations",
    list: (api, options) => api.listConversations(LIST, options),
    get: (api, id, options) => api.getConversation({ id }, options),
    act: (api, options) => api.markRead({ inboxId: 1, userId: 2, target: "15555550101" }, options),
    done: () => json("ok"),
    wire,
    idOf: (id) => id,
  },
  {
    name: "Qlara",
    Client: Qlara,
    ...doublesOf(Qlara),
    host: "https://lora-api.agiletelecom.com",
    keyHeaders: (key) => ({ "x-api-key": key }),
    listPath: "/api/partner-gateway/v1/inbox/conversations",
    list: (api, options) => api.listConversations({}, options),
    get: (api, chatId, options) => api.getConversation({ chatId }, options),
    act: (api, options) => api.markRead({ chatId: 1 }, options),
    done: () => new Response(null, { status: 204 }),
    wire: (chatId) => ({ chatId, lastMessage: "Ciao", unread: 1, channel: "WHATSAPP" }),
    idOf: String,
  },
];

export const [heymarket, qlara] = SERVICES;

/** One test for each service; `body` gets the service and the test's context. */
export const each = (name, body) => {
  for (const service of SERVICES) test(`${name} (${service.name})`, (t) => body(service, t));
};
