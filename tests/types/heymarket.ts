// How the client for Heymarket may be called, and how it may not.

import { Heymarket, init, type Pages, type Raw } from "threadline";
import { expectType } from "./expect.js";

const heymarket = new Heymarket({ apiKey: "key" });
const list = { id: 1111, filters: { inboxes: [2222], closed: false } };
const target = { inboxId: 1, userId: 2, target: "15555550101" };

export const results = async () => {
  expectType<Heymarket.Conversation[]>().of(await heymarket.listConversations(list), true);
  expectType<number>().of(await heymarket.countConversations(), true);
  expectType<number>().of(
    await heymarket.countConversations({ date: "2026-03-01T00:00:00Z" }),
    true,
  );
  expectType<Heymarket.Conversation>().of(await heymarket.getConversation({ id: 1 }), true);
  expectType<void>().of(await heymarket.openConversation(target), true);
  expectType<void>().of(
    await heymarket.closeConversation({ inboxId: 1, userId: 2, chatId: 3 }),
    true,
  );
  expectType<void>().of(await heymarket.markRead(target), true);
  expectType<void>().of(await heymarket.markUnread(target), true);
  expectType<void>().of(await heymarket.reassignConversation({ ...target, reassignId: 3 }), true);
  expectType<void>().of(
    await heymarket.transferConversation({ conversationId: 1, transferInboxId: 2 }),
    true,
  );
  expectType<void>().of(await init(), true);
};

export const raw = async () => {
  expectType<Raw<Heymarket.Conversation[]>>().of(
    await heymarket.listConversations(list, { raw: true }),
    true,
  );
  expectType<Raw<number>>().of(await heymarket.countConversations({}, { raw: true }), true);
  expectType<Raw<number>>().of(await heymarket.countConversations(undefined, { raw: true }), true);
  const reply = await heymarket.markRead(target, { raw: true, timeoutMs: 5 });
  expectType<undefined>().of(reply.data, true);
  expectType<number>().of(reply.status, true);
  expectType<string | undefined>().of(reply.headers["x-request-id"], true);
  expectType<string | null>().of(reply.requestId, true);
  expectType<string>().of(reply.body, true);
  expectType<number>().of(await heymarket.countConversations({}, { raw: false }), true);
};

export const pages = async () => {
  const iterator = heymarket.conversations(list);
  expectType<Pages<Heymarket.Conversation>>().of(iterator, true);
  expectType<string | undefined>().of(iterator.cursor, true);
  for await (const conversation of iterator) {
    expectType<Heymarket.Conversation>().of(conversation, true);
    heymarket.conversations({ ...list, date: iterator.cursor });
  }
  // @ts-expect-error the iterator has no raw responses
  heymarket.conversations(list, { raw: true });
  // @ts-expect-error the cursor is read only
  iterator.cursor = "2026-03-01T00:00:00Z";
};

export const history = async () => {
  const number = { phoneNumber: "14155551234", inboxId: 2222 };
  const iterator = heymarket.messages(number);
  expectType<Pages<Heymarket.Message, number>>().of(iterator, true);
  expectType<number | undefined>().of(iterator.cursor, true);
  for await (const message of iterator) {
    expectType<Heymarket.Message>().of(message, true);
    heymarket.messages({ ...number, timestamp: iterator.cursor });
  }
  heymarket.messages({ ...number, timestamp: new Date() });
  // @ts-expect-error the iterator has no raw responses
  heymarket.messages(number, { raw: true });
  // @ts-expect-error an inbox is needed
  heymarket.messages({ phoneNumber: "14155551234" });
};

export const team = async () => {
  const iterator = heymarket.teamMessages();
  expectType<Pages<Heymarket.Message>>().of(iterator, true);
  for await (const message of iterator) {
    expectType<string | null>().of(message.date, true);
    heymarket.teamMessages({ createdAt: iterator.cursor, order: "updated_at", limit: 100 });
  }
  // @ts-expect-error no such field
  heymarket.teamMessages({ date: new Date() });
};

export const people = async () => {
  const users = await heymarket.assignableUsers({ inboxId: 2222n }, { timeoutMs: 5 });
  expectType<Heymarket.TeamMember[]>().of(users, true);
  for (const { id } of users) {
    heymarket.reassignConversation({ inboxId: 2222, userId: 1, reassignId: id, target: "1" });
  }
  expectType<Heymarket.Inbox[]>().of(await heymarket.listInboxes(), true);
  expectType<Heymarket.Team>().of(await heymarket.getTeam(), true);
  expectType<Heymarket.Team>().of(await heymarket.getTeam({}, { timeoutMs: 5 }), true);
  // @ts-expect-error there is nothing to ask for
  heymarket.listInboxes({ id: 2222 });
  // @ts-expect-error no object
  heymarket.getTeam("55");
  // @ts-expect-error an inbox is needed
  heymarket.assignableUsers();
  // @ts-expect-error it makes two calls and has no raw response
  heymarket.assignableUsers({ inboxId: 1 }, { raw: true });
};

const sender = { inboxId: 2222, creatorId: 1111 };

export const messages = async () => {
  const sent = await heymarket.sendMessage({ ...sender, chatId: 9920, text: "Hi", private: true });
  expectType<Heymarket.SentMessage>().of(sent, true);
  heymarket.sendMessage({ ...sender, phoneNumber: "+1 415-555-1234", templateId: 7 });
  heymarket.sendMessage({ ...sender, targets: ["14155551234"], mediaUrl: "https://example.com/a" });
  heymarket.sendMessage({ ...sender, listId: 5, localId: "a-1", text: "Hi" });
  const email = { inbox: 2222, creatorId: 1111, rawText: "Hi" };
  expectType<Heymarket.SentMessage>().of(
    await heymarket.sendEmail({ ...email, convoId: 9920, localId: "a-1" }),
    true,
  );
  const later = { inboxId: 2222, executeAt: new Date(), content: { text: "Hi" } };
  const scheduled = await heymarket.scheduleMessage({ ...later, conversationId: 9920 });
  expectType<Heymarket.Scheduled>().of(scheduled, true);
  expectType<Heymarket.ScheduledMessage>().of(await heymarket.getScheduledMessage(scheduled), true);
  expectType<Heymarket.Scheduled>().of(
    await heymarket.updateScheduledMessage({ ...scheduled, ...later, phoneNumber: "14155551234" }),
    true,
  );
  expectType<void>().of(await heymarket.deleteScheduledMessage(scheduled), true);
  const exchanged = await heymarket.listMessages({ phoneNumber: "14155551234", inboxId: 2222 });
  expectType<Heymarket.Message[]>().of(exchanged, true);
  expectType<Heymarket.Message[]>().of(await heymarket.listTeamMessages(), true);
  expectType<number>().of(await heymarket.countTeamMessages(), true);
  heymarket.sendMessage({ ...sender, chatId: 1, text: "Hi", mediaUrl: "https://example.com/a" });
  heymarket.sendEmail({ ...email, text: "<p>Hi</p>", targets: ["to:a@example.com"] });
  heymarket.scheduleMessage({ ...later, content: { template: { id: 1 } }, listId: 1 });
  // @ts-expect-error nothing is said
  heymarket.sendMessage({ ...sender, chatId: 1 });
  // @ts-expect-error nor here
  heymarket.sendEmail({ inbox: 2222, creatorId: 1111, convoId: 1 });
  // @ts-expect-error nor here, where a name alone is not content
  heymarket.scheduleMessage({ ...later, content: { to: "Jo" }, listId: 1 });
  // @ts-expect-error to nobody
  heymarket.sendMessage({ ...sender, text: "Hi" });
  // @ts-expect-error to two
  heymarket.sendMessage({ ...sender, chatId: 1, phoneNumber: "14155551234", text: "Hi" });
  // @ts-expect-error a list needs a localId
  heymarket.sendMessage({ ...sender, listId: 5, text: "Hi" });
  // @ts-expect-error a number is not a phone number
  heymarket.sendMessage({ ...sender, phoneNumber: 14155551234, text: "Hi" });
  // @ts-expect-error the inbox has another name here
  heymarket.sendEmail({ ...sender, rawText: "Hi", convoId: 1 });
  // @ts-expect-error whole seconds are not a time to send at
  heymarket.scheduleMessage({ ...later, conversationId: 1, executeAt: 1775000000 });
};

export const fields = ({
  id,
  channel,
  assigned,
  members,
  updated,
  read,
}: Heymarket.Conversation) => {
  expectType<Heymarket.Id>().of(id, true);
  expectType<Heymarket.Member | null>().of(assigned, true);
  expectType<Heymarket.Member[]>().of(members, true);
  expectType<string | null>().of(updated, true);
  expectType<boolean | null>().of(read, true);
  // The known values are suggested, others are possible.
  const known: boolean = channel === "sms";
  const other: boolean = channel === "carrier pigeon";
  // @ts-expect-error may be null
  const name: string = assigned.name;
  // @ts-expect-error digits, where a number would change them
  const number: number = id;
  return [known, other, name, number];
};

export const inputs = () => {
  heymarket.getConversation({ id: 1 });
  heymarket.getConversation({ id: 9007199254740993n });
  heymarket.getConversation({ id: "9007199254740993" });
  heymarket.listConversations({ id: 1, filters: {}, date: new Date() });
  heymarket.listConversations({ id: 1, filters: { inboxes: undefined }, date: undefined });
  heymarket.listConversations({ id: 1, filters: { inboxes: [1, "2", 3n] as const } });
  heymarket.closeConversation({ inboxId: 1, userId: 2, targets: ["1", "2"] });
  heymarket.closeConversation({ inboxId: 1, userId: 2, chatId: 3, target: undefined });
  // By at least one of them, or by several.
  const mine = { inboxId: 1, userId: 2 };
  heymarket.openConversation({ ...mine, chatId: 3, target: "14155551234" });
  heymarket.openConversation({ ...mine, chatId: 3, targets: ["14155551234"] });
  heymarket.closeConversation({ ...mine, target: "14155551234", targets: ["12345"] });
  heymarket.closeConversation({ ...mine, chatId: 3, target: "12345", targets: ["12345"] });
  heymarket.markRead({ ...mine, target: "12345", targets: ["12345"] });
  heymarket.markUnread({ ...mine, targets: ["12345"] });
  heymarket.reassignConversation({ ...target, reassignId: 3, targets: ["12345"] });
  const named: Heymarket.MarkReadInput = { inboxId: 1, userId: 2, target: "12345" };
  named.targets = ["12345"];

  // @ts-expect-error an input is needed
  heymarket.listConversations();
  // @ts-expect-error filters is needed
  heymarket.listConversations({ id: 1 });
  // @ts-expect-error no such field
  heymarket.listConversations({ id: 1, filters: {}, colour: 1 });
  // @ts-expect-error another name
  heymarket.closeConversation({ inbox_id: 1, userId: 2, chatId: 3 });
  // @ts-expect-error another type
  heymarket.listConversations({ id: 1, filters: { closed: "no" } });
  // @ts-expect-error null is not an id
  heymarket.getConversation({ id: null });
  // @ts-expect-error none of chatId, target and targets
  heymarket.closeConversation({ inboxId: 1, userId: 2 });
  // @ts-expect-error undefined is not one of them
  heymarket.closeConversation({ inboxId: 1, userId: 2, chatId: undefined, target: undefined });
  // @ts-expect-error another type, beside one that is right
  heymarket.closeConversation({ inboxId: 1, userId: 2, chatId: 3, target: 14155551234 });
  // @ts-expect-error this one takes no chatId
  heymarket.markRead({ inboxId: 1, userId: 2, chatId: 3 });
  // @ts-expect-error nor beside a target
  heymarket.markRead({ inboxId: 1, userId: 2, chatId: 3, target: "12345" });
  // @ts-expect-error nobody
  heymarket.reassignConversation({ inboxId: 1, userId: 2, reassignId: 3 });
  // @ts-expect-error nothing
  heymarket.openConversation({});
};
