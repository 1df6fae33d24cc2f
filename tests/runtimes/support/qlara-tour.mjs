// Every operation of Qlara Inbox on conversations once, against a fresh fake.

const FREE = "810006"; // WhatsApp, unassigned, 2 unread, inside its reply window
const LONG = "810001"; // 70 messages, ids from 700001 on in steps of 3
const TWINS = ["9007199254740992", "9007199254740993"]; // one number in JavaScript
const LISTED = 118; // 120, of which two are archived

// The service may leave out what is nothing or no: an unread counter of 0, a flag that is false.

const get = async (qlara, chatId = FREE) => {
  const { unreadCount, archived, ...conversation } = await qlara.getConversation({ chatId });
  return { ...conversation, unreadCount: unreadCount ?? 0, archived: archived ?? false };
};
const isListed = async (qlara, chatId = FREE) =>
  (await qlara.listConversations()).some(({ id }) => id === chatId);
const all = async (pages) => {
  const ids = [];
  for await (const { id } of pages) ids.push(id);
  return ids;
};
const first = (ids) => [ids.length, new Set(ids).size, ids[0], ids.at(-1)];

/** Name, what to do, and what must come out. */
export const qlaraTour = [
  [
    "listConversations",
    async (qlara) => {
      const page = await qlara.listConversations();
      const dates = page.map(({ lastMessageDate }) => lastMessageDate).filter(Boolean);
      return {
        count: page.length,
        archived: page.filter(({ archived }) => archived === true).length,
        newestFirst: dates.every((date, at) => at === 0 || dates[at - 1] >= date),
        twins: TWINS.map((twin) => page.filter(({ id }) => id === twin).length),
      };
    },
    { count: LISTED, archived: 0, newestFirst: true, twins: [1, 1] },
  ],
  [
    "listConversations, filtered",
    async (qlara) => {
      const channelIds = [9, 9007199254740997n];
      const filters = { channelIds, unreadOnly: true, orderBy: "+lastMessageDate" };
      const page = await qlara.listConversations(filters);
      const dates = page.map(({ lastMessageDate }) => lastMessageDate);
      return {
        some: page.length > 0,
        channels: page.every(({ channel }) => channelIds.map(String).includes(channel.id)),
        unread: page.every(({ unreadCount }) => unreadCount > 0),
        oldestFirst: dates.every((date, at) => at === 0 || dates[at - 1] <= date),
      };
    },
    { some: true, channels: true, unread: true, oldestFirst: true },
  ],
  [
    "listConversations, from a date on",
    async (qlara) => {
      const [newest] = await qlara.listConversations();
      const after = async (dateFrom) => (await qlara.listConversations({ dateFrom })).length;
      const whole = await after("2020-01-01T00:00:00+02:00");
      const some = await after(new Date(Date.parse(newest.lastMessageDate) - 86_400_000));
      return [whole, some > 0 && some < whole];
    },
    [LISTED, true],
  ],
  [
    "getConversation",
    async (qlara) => {
      const { id, channel, contact, lastMessage, unreadCount, assignee } = await get(qlara);
      const [{ type }, { phoneNumber }] = [channel, contact];
      return { id, channel: [channel.id, type], phoneNumber, lastMessage, unreadCount, assignee };
    },
    {
      id: FREE,
      channel: ["7", "WHATSAPP"],
      phoneNumber: "+15555553001",
      lastMessage: "And until when? 🙏",
      unreadCount: 2,
      assignee: null,
    },
  ],
  [
    "getConversation by any id, as text, number and BigInt",
    async (qlara) => {
      const ids = [810006, ...TWINS, 9007199254740993n, 2n ** 64n - 1n, "wa-39-7f3c", "grp:7/ü 1"];
      return Promise.all(ids.map(async (id) => (await get(qlara, id)).id));
    },
    [FREE, ...TWINS, TWINS[1], "18446744073709551615", "wa-39-7f3c", "grp:7/ü 1"],
  ],
  [
    "listMessages",
    async (qlara) => {
      const ids = async (bounds) =>
        (await qlara.listMessages({ chatId: LONG, ...bounds })).map(({ id }) => id);
      return {
        first: first(await ids()),
        from: first(await ids({ idFrom: 700_148 })),
        to: first(await ids({ idTo: "700061" })),
        between: await ids({ idFrom: 700004n, idTo: 700010n }),
      };
    },
    {
      first: [20, 20, "700151", "700208"],
      from: [20, 20, "700148", "700205"],
      to: [20, 20, "700004", "700061"],
      between: ["700004", "700007", "700010"],
    },
  ],
  [
    "reply",
    async (qlara) => {
      const answer = await qlara.reply({ chatId: FREE, message: 'Ciao 👋 "you"' });
      const { direction, text } = (await qlara.listMessages({ chatId: FREE })).at(-1);
      return [answer === undefined, direction, text];
    },
    [true, "outbound", 'Ciao 👋 "you"'],
  ],
  [
    "reply with a body of the caller's own",
    async (qlara) => {
      await qlara.reply({ body: { chatId: FREE, message: "raw" } });
      return (await qlara.listMessages({ chatId: FREE })).at(-1).text;
    },
    "raw",
  ],
  [
    "markRead",
    async (qlara) => {
      const answer = await qlara.markRead({ chatId: FREE });
      return [answer === undefined, (await get(qlara)).unreadCount];
    },
    [true, 0],
  ],
  [
    "archiveConversation",
    async (qlara) => {
      const answer = await qlara.archiveConversation({ chatId: FREE });
      return [answer === undefined, (await get(qlara)).archived, await isListed(qlara)];
    },
    [true, true, false],
  ],
  [
    "unarchiveConversation",
    async (qlara) => {
      const answer = await qlara.unarchiveConversation({ chatId: FREE });
      return [answer === undefined, (await get(qlara)).archived, await isListed(qlara)];
    },
    [true, false, true],
  ],
  [
    "listAssignableUsers",
    async (qlara) => {
      const users = await qlara.listAssignableUsers();
      return users.map(({ id, displayName, avatarUrl }) => [id, displayName, avatarUrl !== null]);
    },
    [
      ["55", "Zoë", true],
      ["56", "Marco", false],
      ["57", "李娜", true],
      ["9007199254740999", "Priya", true],
    ],
  ],
  [
    "assignConversation",
    async (qlara) => {
      const assignees = [];
      for (const userId of [55, "56", 9007199254740999n]) {
        const answer = await qlara.assignConversation({ chatId: FREE, userId });
        assignees.push(answer ?? (await get(qlara)).assignee.id);
      }
      return assignees;
    },
    ["55", "56", "9007199254740999"],
  ],
  [
    "unassignConversation",
    async (qlara) => {
      const assignees = [];
      for (let time = 0; time < 2; time++) {
        const answer = await qlara.unassignConversation({ chatId: FREE });
        assignees.push(answer ?? (await get(qlara)).assignee);
      }
      return assignees;
    },
    [null, null],
  ],
  [
    "messages, older",
    async (qlara) => first(await all(qlara.messages({ chatId: LONG, direction: "older" }))),
    [70, 70, "700208", "700001"],
  ],
  [
    "messages, newer",
    async (qlara) => {
      const input = { chatId: LONG, direction: "newer", idFrom: "700001" };
      return first(await all(qlara.messages(input)));
    },
    [70, 70, "700001", "700208"],
  ],
  [
    "messages beyond 2^53, both ways",
    async (qlara) => {
      const chatId = TWINS[1];
      const older = await all(qlara.messages({ chatId, direction: "older" }));
      const newer = await all(qlara.messages({ chatId, direction: "newer", idFrom: older.at(-1) }));
      return [first(older), newer.reverse().join() === older.join()];
    },
    [[70, 70, "9007199254741139", "9007199254741001"], true],
  ],
  [
    "an error",
    async (qlara) => {
      const error = await get(qlara, 1).catch((error) => error);
      const { name, code, operation, status } = error;
      return { name, code, operation, status };
    },
    { name: "NotFoundError", code: "NOT_FOUND", operation: "getConversation", status: 404 },
  ],
];
