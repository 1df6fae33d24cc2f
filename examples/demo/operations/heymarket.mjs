// Every operation of Heymarket once. Later steps work on the conversation that earlier ones found.

import { messageSteps } from "./heymarket-messages.mjs";
import { peopleSteps } from "./heymarket-people.mjs";
import { all, expect, isSorted, Subject } from "./steps.mjs";

const steps = [
  {
    operation: "listConversations",
    act: (heymarket, { userId, inboxes: [home] }) =>
      heymarket.listConversations({ id: userId, filters: { inboxes: [home.id], closed: false } }),
    check: (page, { inboxes: [home] }) => {
      expect(page.length > 0, "the page is empty");
      expect(
        page.every(({ inbox, status }) => inbox?.id === home.id && status === "open"),
        "the filters were not kept",
      );
      expect(isSorted(page, "updated"), "the newest is not first");
      return `${page.length} conversations, newest ${page[0].updated}`;
    },
  },
  {
    operation: "countConversations",
    act: (heymarket) => heymarket.countConversations(),
    check: (count, _directory, seen) => {
      expect(Number.isSafeInteger(count), `${count} is not a count`);
      seen.count = count;
      return `${count} conversations`;
    },
  },
  {
    operation: "conversations (iterator)",
    act: (heymarket, { userId, inboxes }) => {
      const filters = { inboxes: inboxes.map(({ id }) => id) };
      return all(heymarket.conversations({ id: userId, filters }));
    },
    check: (found, directory, seen) => {
      const ids = new Set(found.map(({ id }) => id));
      expect(ids.size === found.length, "a conversation came twice");
      expect(isSorted(found, "updated"), "the newest is not first");
      expect(ids.size === seen.count, `${ids.size} came, counted were ${seen.count}`);
      seen.subject = findSubject(found, directory);
      return `${ids.size} conversations, none twice, as many as counted`;
    },
  },
  {
    operation: "getConversation",
    act: (heymarket, _directory, { subject }) => heymarket.getConversation({ id: subject.id }),
    check: (got, _directory, { subject }) => {
      expect(JSON.stringify(got) === JSON.stringify(subject), "it differs from the one listed");
      return `#${got.id} ${got.name ?? "without a name"}, the same as listed`;
    },
  },
  ...peopleSteps,
  ...messageSteps,
  {
    operation: "closeConversation",
    act: (heymarket, { userId }, { subject }) =>
      heymarket.closeConversation({ inboxId: subject.inbox.id, userId, chatId: subject.id }),
    check: afterwards(({ status }) => [status === "closed", "closed", `it is ${status}`]),
  },
  {
    operation: "openConversation",
    act: (heymarket, { userId }, { subject }) =>
      heymarket.openConversation({ inboxId: subject.inbox.id, userId, target: subject.target }),
    check: afterwards(({ status }) => [status === "open", "reopened", `it is ${status}`]),
  },
  {
    operation: "markRead",
    act: (heymarket, { userId }, { subject }) =>
      heymarket.markRead({ inboxId: subject.inbox.id, userId, target: subject.target }),
    check: afterwards(({ read }) => [read === true, "read", `read is ${read}`]),
  },
  {
    operation: "markUnread",
    act: (heymarket, { userId }, { subject }) =>
      heymarket.markUnread({ inboxId: subject.inbox.id, userId, target: subject.target }),
    check: afterwards(({ read }) => [read === false, "unread again", `read is ${read}`]),
  },
  {
    operation: "reassignConversation",
    act: (heymarket, directory, { subject }) =>
      heymarket.reassignConversation({
        inboxId: subject.inbox.id,
        userId: directory.userId,
        reassignId: newOwner(subject, directory).id,
        target: subject.target,
      }),
    check: afterwards(({ assigned }, directory, subject) => {
      const { id, name } = newOwner(subject, directory);
      return [assigned?.id === id, `now ${name}'s`, `it is with ${assigned?.name ?? "nobody"}`];
    }),
  },
  {
    operation: "transferConversation",
    act: (heymarket, { inboxes: [, away] }, { subject }) =>
      heymarket.transferConversation({ conversationId: subject.id, transferInboxId: away.id }),
    check: afterwards(({ inbox }, { inboxes: [home, away] }) => [
      inbox?.id === away.id,
      `moved from ${home.name} to ${away.name}`,
      `it is in ${inbox?.name}`,
    ]),
  },
];

export const heymarket = {
  name: "Heymarket",
  steps,
  seen: () => new Subject(),
  /** So that the next run finds something to work on as well. */
  async putBack(api, { inboxes: [home] }, { subject }) {
    await api.transferConversation({ conversationId: subject.id, transferInboxId: home.id });
  },
};

/** For actions, which resolve with nothing: reads the conversation back from the service. */
function afterwards(judge) {
  return async (outcome, directory, { subject }, heymarket) => {
    expect(outcome === undefined, `it resolved with ${outcome}`);
    const now = await heymarket.getConversation({ id: subject.id });
    const [holds, done, otherwise] = judge(now, directory, subject);
    expect(holds, otherwise);
    return `#${subject.id} ${done}`;
  };
}

/** One that each action changes, and whose target is unique. */
function findSubject(found, { inboxes: [home] }) {
  const known = (target) => found.filter((other) => other.target === target).length;
  const subject = found.find(
    ({ inbox, channel, status, read, target }) =>
      inbox?.id === home.id &&
      channel === "sms" &&
      status === "open" &&
      read === false &&
      target !== null &&
      known(target) === 1,
  );
  expect(subject, `${home.name} has no open, unread SMS conversation to work on`);
  return subject;
}

/** A member of the conversation's inbox to whom it is not assigned. */
function newOwner({ assigned }, { inboxes: [home], members }) {
  return members.find(({ id }) => home.members.includes(id) && id !== assigned?.id);
}
