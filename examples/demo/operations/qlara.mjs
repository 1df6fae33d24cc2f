// Every operation of Qlara Inbox once. Later steps work on the conversation that earlier ones found.

import { all, expect, isSorted, Subject } from "./steps.mjs";

const steps = [
  {
    operation: "listConversations",
    act: (qlara) => qlara.listConversations({ unreadOnly: true, orderBy: "-lastMessageDate" }),
    check: async (unread, { channels }, seen, qlara) => {
      const all = await qlara.listConversations();
      expect(all.length > unread.length, "the filter was not kept");
      expect(
        unread.length === all.filter(({ unreadCount }) => unreadCount > 0).length,
        "some unread ones are missing",
      );
      expect(isSorted(unread, "lastMessageDate"), "the newest is not first");
      expect(!all.some(({ archived }) => archived), "an archived one is listed");
      seen.subject = unread.find(({ channel }) => channel?.id === channels[0].id);
      return `${unread.length} unread of ${all.length}, newest ${unread[0].lastMessageDate}`;
    },
  },
  {
    operation: "getConversation",
    act: (qlara, _directory, { subject }) => qlara.getConversation({ chatId: subject.id }),
    check: (got, _directory, { subject }) => {
      expect(JSON.stringify(got) === JSON.stringify(subject), "it differs from the one listed");
      const { name, username, phoneNumber, id } = got.contact ?? {};
      return `#${got.id} with ${name ?? username ?? phoneNumber ?? id}, the same as listed`;
    },
  },
  {
    operation: "listMessages",
    act: (qlara, _directory, { subject }) => qlara.listMessages({ chatId: subject.id }),
    check: (messages, _directory, { subject }) => {
      const last = messages.at(-1);
      expect(isSorted(messages.toReversed(), "timestamp"), "they are not in chronological order");
      expect(last.text.startsWith(subject.lastMessage), "the last one is not the one listed");
      return `${messages.length} of them, the last ${last.direction}: “${last.text}”`;
    },
  },
  {
    operation: "messages (iterator)",
    act: async (qlara, { longThread }) => {
      const older = await all(qlara.messages({ chatId: longThread, direction: "older" }));
      const idFrom = older.at(-1).id;
      const newer = await all(qlara.messages({ chatId: longThread, direction: "newer", idFrom }));
      return { older, newer };
    },
    check: async ({ older, newer }, { longThread }, _seen, qlara) => {
      const ids = newer.map(({ id }) => id);
      const page = await qlara.listMessages({ chatId: longThread });
      expect(new Set(ids).size === ids.length, "a message came twice");
      expect(ids.length > page.length, "there was only one page");
      expect(
        older
          .toReversed()
          .map(({ id }) => id)
          .join() === ids.join(),
        "the results differ",
      );
      return `${ids.length} messages in pages of ${page.length}, back and forth, none twice`;
    },
  },
  {
    operation: "reply",
    act: (qlara, _directory, { subject }) => {
      return qlara.reply({
        chatId: subject.id,
        message: `Grazie! 👋 (after ${subject.lastMessageDate})`,
      });
    },
    check: async (outcome, _directory, { subject }, qlara) => {
      expect(outcome === undefined, `it resolved with ${outcome}`);
      const { direction, text, status } = (await qlara.listMessages({ chatId: subject.id })).at(-1);
      expect(direction === "outbound", `the last message is ${direction}`);
      expect(text.includes(subject.lastMessageDate), `the last message is “${text}”`);
      return `#${subject.id} holds “${text.split(" (")[0]}”, ${status}`;
    },
  },
  {
    operation: "markRead",
    act: (qlara, _directory, { subject }) => qlara.markRead({ chatId: subject.id }),
    check: afterwards(({ unreadCount }, { subject }) => [
      !unreadCount,
      `${subject.unreadCount} unread before, none now`,
      `${unreadCount} are unread`,
    ]),
  },
  {
    operation: "archiveConversation",
    act: (qlara, _directory, { subject }) => qlara.archiveConversation({ chatId: subject.id }),
    check: afterwards(({ archived }, _seen, listed) => [
      archived === true && !listed,
      "archived, and gone from the list",
      `archived is ${archived}, listed ${listed}`,
    ]),
  },
  {
    operation: "unarchiveConversation",
    act: (qlara, _directory, { subject }) => qlara.unarchiveConversation({ chatId: subject.id }),
    check: afterwards(({ archived }, _seen, listed) => [
      !archived && listed,
      "back in the list",
      `archived is ${archived}, listed ${listed}`,
    ]),
  },
  {
    operation: "listAssignableUsers",
    act: (qlara) => qlara.listAssignableUsers(),
    check: (users, _directory, seen) => {
      seen.user = users.find(({ id }) => id !== seen.subject.assignee?.id);
      expect(seen.user, "there is nobody to assign it to");
      return users.map(({ displayName }) => displayName).join(", ");
    },
  },
  {
    operation: "assignConversation",
    act: (qlara, _directory, { subject, user }) =>
      qlara.assignConversation({ chatId: subject.id, userId: user.id }),
    check: afterwards(({ assignee }, { user }) => [
      assignee?.id === user.id,
      `now ${user.displayName}'s`,
      `it is with ${assignee?.id ?? "nobody"}`,
    ]),
  },
  {
    operation: "unassignConversation",
    act: (qlara, _directory, { subject }) => qlara.unassignConversation({ chatId: subject.id }),
    check: afterwards(({ assignee }) => [
      assignee === null,
      "now nobody's",
      `it is with ${assignee?.id}`,
    ]),
  },
  // In the order of set-up and removal.
  ...[
    ["createCallback", "https://example.com/hooks?secret=0f3a9c5e7b1d4826"],
    ["updateCallback", "https://example.com/hooks?secret=d4826f3a9c5e7b10"],
  ].map(([operation, callbackUrl]) => ({
    operation,
    serverOnly: true,
    act: (qlara) => qlara[operation]({ callbackUrl }),
    check: async (outcome, _directory, seen, qlara) => {
      expect(outcome === undefined, `it resolved with ${outcome}`);
      const callback = await qlara.getCallback();
      expect(callback.callbackUrl === callbackUrl, `it is ${callback.callbackUrl}`);
      seen.callbackUrl = callbackUrl;
      return callbackUrl;
    },
  })),
  {
    operation: "getCallback",
    serverOnly: true,
    act: (qlara) => qlara.getCallback(),
    check: ({ callbackUrl }, _directory, seen) => {
      expect(callbackUrl === seen.callbackUrl, `it is ${callbackUrl}`);
      return callbackUrl;
    },
  },
  {
    operation: "deleteCallback",
    serverOnly: true,
    act: (qlara) => qlara.deleteCallback(),
    check: async (_nothing, _directory, _seen, qlara) => {
      const gone = await qlara.getCallback().catch(({ code }) => code);
      expect(gone === "NOT_FOUND", "it is still there");
      return "none left";
    },
  },
];

export const qlara = { name: "Qlara", steps, seen: () => new Subject() };

/** For actions, which resolve with nothing: reads the conversation back from the service. */
function afterwards(judge) {
  return async (outcome, _directory, seen, qlara) => {
    expect(outcome === undefined, `it resolved with ${outcome}`);
    const { id } = seen.subject;
    const now = await qlara.getConversation({ chatId: id });
    const listed = (await qlara.listConversations()).some((other) => other.id === id);
    const [holds, done, otherwise] = judge(now, seen, listed);
    expect(holds, otherwise);
    return `#${id} ${done}`;
  };
}
