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
  // @ts-expect-error the iterator has no raw replies
  heymarket.conversations(list, { raw: true });
  // @ts-expect-error the cursor is read only
  iterator.cursor = "2026-03-01T00:00:00Z";
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
  // @ts-expect-error null is no id
  heymarket.getConversation({ id: null });
  // @ts-expect-error none of chatId, target and targets
  heymarket.closeConversation({ inboxId: 1, userId: 2 });
  // @ts-expect-error two of them
  heymarket.closeConversation({ inboxId: 1, userId: 2, chatId: 3, target: "1" });
  // @ts-expect-error this one takes no chatId
  heymarket.markRead({ inboxId: 1, userId: 2, chatId: 3 });
};
