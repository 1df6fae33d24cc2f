// Every operation on Heymarket's conversations once, against a fresh fake.

const USER = 1111;
const INBOX = 2222;
const FREE = 610018; // open, unread, owned by no one
const TARGET = "15555550118";

const get = (heymarket, id = FREE) => heymarket.getConversation({ id });

/** Name, what to do, and what must come out. */
export const heymarketTour = [
  [
    "listConversations",
    async (heymarket) => {
      const page = await heymarket.listConversations({
        id: USER,
        filters: { inboxes: [INBOX], closed: false },
      });
      return [
        page.length > 0,
        page.every(({ inbox, status }) => inbox.id === INBOX && status !== "closed"),
      ];
    },
    [true, true],
  ],
  ["countConversations", (heymarket) => heymarket.countConversations(), 300],
  [
    "getConversation",
    async (heymarket) => {
      const { id, channel, status, assigned, inbox, target, read } = await get(heymarket);
      return { id, channel, status, assigned, inbox: inbox.id, target, read };
    },
    {
      id: FREE,
      channel: "sms",
      status: "open",
      assigned: null,
      inbox: INBOX,
      target: TARGET,
      read: false,
    },
  ],
  [
    "getConversation beyond 2^53",
    async (heymarket) => {
      const ids = [9007199254740991n, "9007199254740993"];
      return Promise.all(ids.map(async (id) => (await get(heymarket, id)).id));
    },
    [9007199254740991, "9007199254740993"],
  ],
  [
    "closeConversation",
    async (heymarket) => {
      const answer = await heymarket.closeConversation({
        inboxId: INBOX,
        userId: USER,
        chatId: FREE,
      });
      return [answer === undefined, (await get(heymarket)).status];
    },
    [true, "closed"],
  ],
  [
    "openConversation",
    async (heymarket) => {
      await heymarket.openConversation({ inboxId: INBOX, userId: USER, target: TARGET });
      return (await get(heymarket)).status;
    },
    "open",
  ],
  [
    "markRead",
    async (heymarket) => {
      await heymarket.markRead({ inboxId: INBOX, userId: USER, target: TARGET });
      return (await get(heymarket)).read;
    },
    true,
  ],
  [
    "markUnread",
    async (heymarket) => {
      await heymarket.markUnread({ inboxId: INBOX, userId: USER, target: TARGET });
      return (await get(heymarket)).read;
    },
    false,
  ],
  [
    "reassignConversation",
    async (heymarket) => {
      const input = { inboxId: INBOX, userId: USER, reassignId: 1112, target: TARGET };
      await heymarket.reassignConversation(input);
      return (await get(heymarket)).assigned.id;
    },
    1112,
  ],
  [
    "transferConversation",
    async (heymarket) => {
      await heymarket.transferConversation({ conversationId: FREE, transferInboxId: 2223 });
      return (await get(heymarket)).inbox.id;
    },
    2223,
  ],
  [
    "conversations",
    async (heymarket) => {
      const ids = new Set();
      for await (const { id } of heymarket.conversations({ id: USER, filters: {} })) ids.add(id);
      return ids.size;
    },
    300,
  ],
  [
    "an error",
    async (heymarket) => {
      const error = await get(heymarket, 1).catch((error) => error);
      const { name, code, operation, status } = error;
      return { name, code, operation, status, identified: typeof error.requestId };
    },
    {
      name: "NotFoundError",
      code: "NOT_FOUND",
      operation: "getConversation",
      status: 404,
      identified: "string",
    },
  ],
];
