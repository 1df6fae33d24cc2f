// Heymarket's messages, inboxes and team: every operation once, against a fresh fake. Nothing here begins a
// conversation, so that their number stays.

const USER = 1111;
const INBOX = 2222;
const CHAT = 610005;
const TARGET = "15555550105"; // who writes there
const EMAIL = 610003; // a conversation by e-mail
const LONG = "15555550116"; // 130 messages, three within each second
const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;

const history = (heymarket) => heymarket.listMessages({ phoneNumber: TARGET, inboxId: INBOX });
const find = async (heymarket, { id }) => (await history(heymarket)).find((one) => one.id === id);
const all = async (pages) => {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
};
const codeOf = (call) => call.then(String, ({ code }) => code);

/** What a list of messages is like, whatever its texts. */
const outline = (messages) => {
  const times = messages.map(({ date }) => Date.parse(date));
  return {
    count: messages.length,
    distinct: new Set(messages.map(({ id }) => id)).size,
    newestFirst: times.every((time, at) => at === 0 || times[at - 1] >= time),
  };
};

/** Name, what to do, and what must come out. */
export const heymarketMessagesTour = [
  [
    "sendMessage",
    async (heymarket) => {
      const receipt = await heymarket.sendMessage({
        inboxId: INBOX,
        creatorId: USER,
        chatId: CHAT,
        text: 'Ciao 👋 "you"',
        author: "Maya",
        localId: "tour-1",
      });
      const sent = await find(heymarket, receipt);
      const { text, user, author, localId, target, conversation } = sent;
      const dated = receipt.date === sent.date;
      return { dated, text, user, author, localId, target, conversation: conversation.id };
    },
    {
      dated: true,
      text: 'Ciao 👋 "you"',
      user: USER,
      author: "Maya",
      localId: "tour-1",
      target: TARGET,
      conversation: CHAT,
    },
  ],
  [
    "sendMessage, a note to a number",
    async (heymarket) => {
      const receipt = await heymarket.sendMessage({
        inboxId: INBOX,
        creatorId: USER,
        phoneNumber: "+1 555-555-0105",
        text: "Likes birds.",
        private: true,
      });
      const { text, conversation, type } = await find(heymarket, receipt);
      return { text, conversation: conversation.id, type };
    },
    { text: "Likes birds.", conversation: CHAT, type: "private" },
  ],
  [
    "sendMessage, a picture and a template to a number",
    async (heymarket) => {
      const to = { inboxId: INBOX, creatorId: USER, phoneNumber: TARGET };
      const mediaUrl = "https://example.com/a.png";
      const picture = await heymarket.sendMessage({ ...to, mediaUrl });
      const template = await heymarket.sendMessage({ ...to, templateId: 4401 });
      const { media } = await find(heymarket, picture);
      const { text } = await find(heymarket, template);
      return [media, text];
    },
    ["https://example.com/a.png", "We are open from 9 to 5, Saturdays until noon."],
  ],
  [
    "sendEmail",
    async (heymarket) => {
      const email = { inbox: INBOX, creatorId: USER, convoId: EMAIL, rawText: "Dear Jo" };
      const once = await heymarket.sendEmail({ ...email, localId: "tour-2" });
      const again = await heymarket.sendEmail({ ...email, localId: "tour-2" });
      const another = await heymarket.sendEmail(email);
      return [once.convoId, again.id === once.id, another.id === once.id];
    },
    [EMAIL, true, false],
  ],
  [
    "a scheduled message's life",
    async (heymarket) => {
      // Half an hour ahead at least, so that it is early enough whatever the time between here and there.
      const soon = (Math.floor(Date.now() / QUARTER) + 3) * QUARTER;
      const input = { inboxId: INBOX, userId: USER, content: { text: "Remember" } };
      const executeAt = new Date(soon);
      const { id } = await heymarket.scheduleMessage({ ...input, executeAt, conversationId: CHAT });
      const first = await heymarket.getScheduledMessage({ id });
      const later = new Date(soon + QUARTER).toISOString();
      const update = { ...input, id, executeAt: later, phoneNumber: TARGET };
      const updated = await heymarket.updateScheduledMessage(update);
      const second = await heymarket.getScheduledMessage({ id });
      const deleted = await heymarket.deleteScheduledMessage({ id });
      return {
        same: [first.id, updated.id, second.id].every((other) => other === id),
        inbox: first.inboxId,
        ahead: [first, second].map(({ execute }) => (Date.parse(execute) - soon) / MINUTE),
        deleted: deleted === undefined,
        afterwards: await codeOf(heymarket.getScheduledMessage({ id })),
      };
    },
    { same: true, inbox: INBOX, ahead: [0, 15], deleted: true, afterwards: "NOT_FOUND" },
  ],
  [
    "scheduleMessage, at no quarter of an hour or too soon",
    async (heymarket) => {
      const input = { inboxId: INBOX, conversationId: CHAT, content: { text: "Now" } };
      const past = Math.floor(Date.now() / QUARTER) * QUARTER;
      return Promise.all(
        [past, past - QUARTER, past + 4 * QUARTER + MINUTE].map((time) =>
          codeOf(heymarket.scheduleMessage({ ...input, executeAt: new Date(time) })),
        ),
      );
    },
    ["INVALID_ARGUMENT", "INVALID_ARGUMENT", "INVALID_ARGUMENT"],
  ],
  [
    "listMessages",
    async (heymarket) => {
      const page = await heymarket.listMessages({ phoneNumber: LONG, inboxId: INBOX });
      const oldest = Math.min(...page.map(({ date }) => Date.parse(date)));
      const before = await heymarket.listMessages({
        phoneNumber: LONG,
        inboxId: INBOX,
        timestamp: Math.floor(oldest / 1000),
      });
      const both = [...page, ...before];
      return {
        counts: [page.length, before.length],
        distinct: new Set(both.map(({ id }) => id)).size,
        senders: both.every(({ user, target }) => user !== undefined && target === LONG),
      };
    },
    { counts: [50, 50], distinct: 100, senders: true },
  ],
  [
    "messages",
    async (heymarket) => {
      const given = await all(heymarket.messages({ phoneNumber: `+${LONG}`, inboxId: INBOX }));
      return { ...outline(given), last: given[0].text };
    },
    { count: 130, distinct: 130, newestFirst: true, last: "That was the last one." },
  ],
  [
    "messages, from a cursor",
    async (heymarket) => {
      const number = { phoneNumber: LONG, inboxId: INBOX };
      const walk = heymarket.messages(number);
      const before = [];
      for (let i = 0; i < 70; i++) before.push((await walk.next()).value.id);
      const rest = await all(heymarket.messages({ ...number, timestamp: walk.cursor }));
      return new Set([...before, ...rest.map(({ id }) => id)]).size;
    },
    130,
  ],
  [
    "listTeamMessages",
    async (heymarket) => {
      const [newest, byChange, oldest] = await Promise.all([
        heymarket.listTeamMessages({ limit: 5 }),
        heymarket.listTeamMessages({ order: "updated_at", limit: 5 }),
        heymarket.listTeamMessages({ ascending: true, limit: 1 }),
      ]);
      const usual = await heymarket.listTeamMessages();
      return {
        newest: outline(newest),
        byChange: byChange.length,
        usual: usual.length,
        older: Date.parse(oldest[0].date) < Date.parse(newest[4].date),
      };
    },
    {
      newest: { count: 5, distinct: 5, newestFirst: true },
      byChange: 5,
      usual: 30,
      older: true,
    },
  ],
  [
    "teamMessages and countTeamMessages",
    async (heymarket) => {
      const createdAt = "2026-03-01T00:00:00Z";
      const given = await all(heymarket.teamMessages({ createdAt, limit: 400 }));
      const { distinct, newestFirst } = outline(given);
      const count = await heymarket.countTeamMessages({ createdAt });
      const whole = await heymarket.countTeamMessages();
      // A strict cursor cannot reach items with the same timestamp as the end of a page.
      return [given.length - distinct, newestFirst, count - distinct <= 3, whole > count];
    },
    [0, true, true, true],
  ],
  [
    "listInboxes",
    async (heymarket) => {
      const inboxes = await heymarket.listInboxes();
      const { id, name, team, members, phones } = inboxes[0];
      return [inboxes.length, inboxes.at(-1).name, id, name, team, members, phones];
    },
    [5, "Night desk 🌙", INBOX, "Support", 77, [1111, 1112, 1113, 1114, 1116], ["15555559001"]],
  ],
  [
    "getTeam",
    async (heymarket) => {
      const { id, name, members } = await heymarket.getTeam();
      return [id, name, members.length, members[5].name, members.map(({ role }) => role)[0]];
    },
    [77, "Corner Shop & Söhne", 8, "李娜", "owner"],
  ],
  [
    "assignableUsers",
    async (heymarket) => {
      const users = await heymarket.assignableUsers({ inboxId: 2224 });
      return users.map(({ id, name, role }) => `${id} ${name}: ${role}`);
    },
    ["1111 Maya: owner", "1112 Jonas: admin", "1114 Tomás: member", "1118 Priya: limited"],
  ],
  [
    "assignableUsers, of no inbox",
    (heymarket) => codeOf(heymarket.assignableUsers({ inboxId: 1 })),
    "NOT_FOUND",
  ],
];
