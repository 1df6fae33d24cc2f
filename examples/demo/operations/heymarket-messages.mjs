// Heymarket's messages: of a number, of the whole team, sent now and later.

import { all, expect, isSorted } from "./steps.mjs";

const QUARTER_MS = 900_000;

/** A quarter of an hour, at least `count` from now. */
const quartersAhead = (count) =>
  new Date((Math.ceil(Date.now() / QUARTER_MS) + count) * QUARTER_MS).toISOString();

const historyOf = ({ target, inbox }) => ({ phoneNumber: target, inboxId: inbox.id });

export const messageSteps = [
  {
    operation: "listMessages",
    act: (heymarket, _directory, { subject }) => heymarket.listMessages(historyOf(subject)),
    check: (messages, _directory, { subject }) => {
      const [last] = messages.toSorted((a, b) => (a.date < b.date ? 1 : -1));
      expect(last?.text === subject.lastMsg, `the last one is “${last?.text}”`);
      return `${messages.length} with ${subject.target}, the last “${last.text}”`;
    },
  },
  {
    operation: "messages (iterator)",
    act: (heymarket, { longThread: { phoneNumber, inboxId } }) =>
      all(heymarket.messages({ phoneNumber, inboxId })),
    check: (messages) => {
      const ids = new Set(messages.map(({ id }) => id));
      expect(ids.size === messages.length, "a message came twice");
      expect(messages.length > 100, `${messages.length} are not more than two pages`);
      expect(isSorted(messages, "date"), "the newest is not first");
      return `${messages.length} messages, none twice`;
    },
  },
  {
    operation: "sendMessage",
    act: (heymarket, { userId }, { subject }) =>
      heymarket.sendMessage({
        inboxId: subject.inbox.id,
        creatorId: userId,
        chatId: subject.id,
        text: `On its way! 👋 (after ${subject.updated})`,
      }),
    check: async (sent, { userId }, { subject }, heymarket) => {
      const messages = await heymarket.listMessages(historyOf(subject));
      const found = messages.find(({ id }) => id === sent.id);
      expect(found?.text.includes(subject.updated), `it holds “${found?.text}”`);
      expect(found.user === userId, `it is from ${found.user}`);
      return `#${sent.id} in the same thread: “${found.text.split(" (")[0]}”`;
    },
  },
  {
    operation: "sendEmail",
    serverOnly: true,
    act: async (heymarket, { userId, inboxes: [home] }) => {
      const email = {
        inbox: home.id,
        creatorId: userId,
        text: "<p>On its way!</p>",
        rawText: "On its way!",
        targets: ["to:ada@example.com"],
        localId: crypto.randomUUID(),
      };
      return [await heymarket.sendEmail(email), await heymarket.sendEmail(email)];
    },
    check: ([first, again]) => {
      expect(first.id !== null && first.id === again.id, `${again.id} is a second one`);
      return `#${first.id}, and the same when it is sent twice`;
    },
  },
  {
    operation: "scheduleMessage",
    serverOnly: true,
    act: (heymarket, { userId }, seen) => {
      const { subject } = seen;
      seen.content = { text: "See you tomorrow!" };
      return heymarket.scheduleMessage({
        inboxId: subject.inbox.id,
        conversationId: subject.id,
        userId,
        executeAt: quartersAhead(2),
        content: seen.content,
      });
    },
    check: ({ id }, _directory, seen) => {
      expect(id !== null, "it has no id");
      seen.scheduled = id;
      return `#${id} in half an hour`;
    },
  },
  {
    operation: "getScheduledMessage",
    serverOnly: true,
    act: (heymarket, _directory, { scheduled: id }) => heymarket.getScheduledMessage({ id }),
    check: ({ id, execute, inboxId }, _directory, { subject }) => {
      expect(inboxId === subject.inbox.id, `it is of inbox ${inboxId}`);
      return `#${id} at ${execute}`;
    },
  },
  {
    operation: "updateScheduledMessage",
    serverOnly: true,
    act: (heymarket, _directory, seen) => {
      const { scheduled: id, subject, content } = seen;
      seen.executeAt = quartersAhead(4);
      return heymarket.updateScheduledMessage({
        id,
        inboxId: subject.inbox.id,
        conversationId: subject.id,
        executeAt: seen.executeAt,
        content,
      });
    },
    check: async (_updated, _directory, { scheduled: id, executeAt }, heymarket) => {
      const { execute } = await heymarket.getScheduledMessage({ id });
      expect(Date.parse(execute) === Date.parse(executeAt), `it is at ${execute}`);
      return `#${id} now at ${execute}`;
    },
  },
  {
    operation: "deleteScheduledMessage",
    serverOnly: true,
    act: (heymarket, _directory, { scheduled: id }) => heymarket.deleteScheduledMessage({ id }),
    check: async (_nothing, _directory, { scheduled: id }, heymarket) => {
      const gone = await heymarket.getScheduledMessage({ id }).catch(({ code }) => code);
      expect(gone === "NOT_FOUND", "it is still there");
      return `#${id} will not be sent`;
    },
  },
  {
    operation: "listTeamMessages",
    serverOnly: true,
    act: (heymarket) => heymarket.listTeamMessages({ limit: 100 }),
    check: (messages) => {
      expect(messages.length === 100, `${messages.length} came`);
      expect(isSorted(messages, "date"), "the newest is not first");
      return `${messages.length} messages, newest ${messages[0].date}`;
    },
  },
  {
    operation: "countTeamMessages",
    serverOnly: true,
    act: (heymarket) => heymarket.countTeamMessages(),
    check: (count, _directory, seen) => {
      expect(Number.isSafeInteger(count), `${count} is not a count`);
      seen.messages = count;
      return `${count} messages`;
    },
  },
  {
    operation: "teamMessages (iterator)",
    serverOnly: true,
    act: (heymarket) => all(heymarket.teamMessages({ limit: 500 })),
    check: (messages, _directory, seen) => {
      const ids = new Set(messages.map(({ id }) => id));
      expect(ids.size === messages.length, "a message came twice");
      expect(ids.size === seen.messages, `${ids.size} came, counted were ${seen.messages}`);
      return `${ids.size} messages, none twice, as many as counted`;
    },
  },
];
