// What can be read of each service, in an order in which each read finds the ids that it needs.

import { Heymarket, Qlara } from "threadline";

// Few items show as much as many, where a service can be asked for few.
const LIMIT = 10;

const isPhoneNumber = (target) => /^\+?\d{3,15}$/.test(target);

/**
 * Each read has a route as the reference shows it, and
 * - `needs`: the ids without which it is skipped;
 * - `input(ids)`: what it is called with;
 * - `learn(ids, value)`: takes the ids out of its value that others need, unless they were given.
 */
const heymarket = [
  {
    name: "getTeam",
    route: "GET /v1/team",
    learn(ids, { members }) {
      ids.members = members?.map(({ id }) => id);
    },
  },
  {
    name: "listInboxes",
    route: "GET /v1/inboxes",
    learn(ids, inboxes) {
      const has = (inbox, user) => inbox.members?.some((member) => String(member) === String(user));
      const members = ids.members ?? [];
      ids.user ??= members.find((member) => inboxes.some((inbox) => has(inbox, member)));
      ids.user ??= members[0];
      const own = inboxes.filter((inbox) => has(inbox, ids.user));
      ids.inboxes = (own.length ? own : inboxes).map(({ id }) => id);
    },
  },
  {
    name: "listConversations",
    route: "POST /v1/conversations",
    needs: ["user"],
    input: ({ user, inbox, inboxes }) => ({
      id: user,
      filters: { inboxes: inbox ? [inbox] : inboxes },
    }),
    learn(ids, conversations) {
      ids.conversation ??= conversations[0]?.id;
      const one = conversations.find(({ target, inbox }) => inbox && isPhoneNumber(target));
      if (ids.phone || !one) return;
      ids.phone = one.target;
      ids.inbox ??= one.inbox.id;
    },
  },
  { name: "countConversations", route: "POST /v1/conversations/count" },
  {
    name: "getConversation",
    route: "GET /v1/conversations/{id}",
    needs: ["conversation"],
    input: ({ conversation }) => ({ id: conversation }),
  },
  {
    name: "listMessages",
    route: "GET /v1/messages",
    needs: ["phone", "inbox"],
    input: ({ phone, inbox }) => ({ phoneNumber: phone, inboxId: inbox }),
  },
  { name: "listTeamMessages", route: "POST /v1/messages/all", input: () => ({ limit: LIMIT }) },
  { name: "countTeamMessages", route: "POST /v1/messages/all/count" },
  {
    name: "getScheduledMessage",
    route: "GET /v1/schedule/{id}",
    needs: ["scheduled"],
    input: ({ scheduled }) => ({ id: scheduled }),
  },
];

const INBOX = "/api/partner-gateway/v1/inbox";

const qlara = [
  {
    name: "listConversations",
    route: `GET ${INBOX}/conversations`,
    learn(ids, conversations) {
      ids.chat ??= conversations[0]?.id;
    },
  },
  {
    name: "getConversation",
    route: `GET ${INBOX}/conversations/{chat_id}`,
    needs: ["chat"],
    input: ({ chat }) => ({ chatId: chat }),
  },
  {
    name: "listMessages",
    route: `GET ${INBOX}/conversations/{chat_id}/messages`,
    needs: ["chat"],
    input: ({ chat }) => ({ chatId: chat }),
  },
  { name: "listAssignableUsers", route: `GET ${INBOX}/conversations/assignable-users` },
  { name: "getCallback", route: "GET /api/partner-gateway/v1/webhooks/delivery-status" },
];

/** By the name that the command line gives; `ids` are those that it can give. */
export const SERVICES = {
  heymarket: {
    Client: Heymarket,
    url: "https://api.heymarket.com",
    reads: heymarket,
    ids: ["user", "inbox", "conversation", "phone", "scheduled"],
  },
  qlara: {
    Client: Qlara,
    url: "https://lora-api.agiletelecom.com",
    reads: qlara,
    ids: ["chat"],
  },
};
