// How the client for Qlara Inbox may be called, and how it may not.

import { type Pages, Qlara, type QlaraMessagesInput, type Raw } from "threadline";
import { expectType } from "./expect.js";

const qlara = new Qlara({ apiKey: "key" });
const chat = { chatId: "810001" };

export const results = async () => {
  expectType<Qlara.Conversation[]>().of(await qlara.listConversations(), true);
  expectType<Qlara.Conversation[]>().of(await qlara.listConversations({ unreadOnly: true }), true);
  expectType<Qlara.Conversation>().of(await qlara.getConversation(chat), true);
  expectType<Qlara.Message[]>().of(await qlara.listMessages(chat), true);
  expectType<void>().of(await qlara.reply({ ...chat, message: "Ciao" }), true);
  expectType<void>().of(await qlara.markRead(chat), true);
  expectType<void>().of(await qlara.archiveConversation(chat), true);
  expectType<void>().of(await qlara.unarchiveConversation(chat), true);
  expectType<Qlara.User[]>().of(await qlara.listAssignableUsers(), true);
  // @ts-expect-error there is nothing to ask for
  qlara.listAssignableUsers(chat);
  expectType<void>().of(await qlara.assignConversation({ ...chat, userId: 55 }), true);
  expectType<void>().of(await qlara.unassignConversation(chat), true);
  const callback = { callbackUrl: "https://example.com/hooks?secret=0f3a9c5e7b1d4826" };
  expectType<void>().of(await qlara.createCallback(callback), true);
  expectType<Qlara.Callback>().of(await qlara.getCallback(), true);
  expectType<void>().of(await qlara.updateCallback(callback), true);
  expectType<void>().of(await qlara.deleteCallback(), true);
};

export const raw = async () => {
  const options = { raw: true } as const;
  expectType<Raw<Qlara.Message[]>>().of(await qlara.listMessages(chat, options), true);
  expectType<Raw<Qlara.Conversation[]>>().of(await qlara.listConversations({}, options), true);
  expectType<Raw<Qlara.User[]>>().of(await qlara.listAssignableUsers(undefined, options), true);
  expectType<Raw<undefined>>().of(await qlara.reply({ ...chat, message: "x" }, options), true);
};

export const pages = async () => {
  const iterator = qlara.messages({ ...chat, direction: "older" });
  expectType<Pages<Qlara.Message>>().of(iterator, true);
  for await (const message of iterator) {
    expectType<Qlara.Message>().of(message, true);
    // A message's id and the cursor are what an iterator begins at.
    qlara.messages({ ...chat, direction: "newer", idFrom: message.id });
    qlara.messages({ ...chat, direction: "older", idTo: iterator.cursor });
  }
  const input: QlaraMessagesInput = { ...chat, direction: "newer", idFrom: 1n, idTo: 2 };
  qlara.messages(input);
  // @ts-expect-error the iterator has no raw responses
  qlara.messages(input, { raw: true });
  // @ts-expect-error a direction is needed
  qlara.messages(chat);
  // @ts-expect-error there are two directions
  qlara.messages({ ...chat, direction: "both" });
  // @ts-expect-error that is not any string, but one of two
  qlara.messages({ ...chat, direction: "newer" as string });
};

export const conversation = ({
  id,
  lastMessageDate,
  lastMessage,
  unreadCount,
  channel,
  assignee,
  contact,
  archived,
}: Qlara.Conversation) => {
  expectType<string>().of(id, true);
  expectType<string | null>().of(lastMessageDate, true);
  expectType<string | null>().of(lastMessage, true);
  expectType<number | null>().of(unreadCount, true);
  expectType<Qlara.Channel | null>().of(channel, true);
  expectType<Qlara.User | null>().of(assignee, true);
  expectType<Qlara.Contact | null>().of(contact, true);
  expectType<boolean | null>().of(archived, true);
  expectType<string | null | undefined>().of(channel?.id, true);
  expectType<string | undefined>().of(assignee?.id, true);
  // The known values are suggested, others are possible.
  const known: boolean = channel?.type === "WHATSAPP";
  const other: boolean = channel?.type === "TELEGRAM";
  // @ts-expect-error may be null
  const phone: string = contact.phoneNumber;
  // @ts-expect-error a text, whatever the wire has
  const number: number = id;
  return [known, other, phone, number];
};

export const message = ({ id, direction, timestamp, text, status }: Qlara.Message) => {
  expectType<string>().of(id, true);
  expectType<"inbound" | "outbound" | null>().of(direction, true);
  expectType<string | null>().of(timestamp, true);
  expectType<string | null>().of(text, true);
  const known: boolean = status === "DELIVERED";
  const other: boolean = status === "QUEUED";
  // @ts-expect-error there are two directions
  const sideways: boolean = direction === "sideways";
  return [known, other, sideways];
};

export const inputs = () => {
  qlara.getConversation({ chatId: 810001 });
  qlara.getConversation({ chatId: 9007199254740993n });
  qlara.listConversations({ dateFrom: new Date(), channelIds: [1, "2", 3n] as const });
  qlara.listConversations({ dateFrom: "2026-03-01T00:00:00Z", unreadOnly: undefined });
  qlara.listConversations({ orderBy: "-lastMessageDate" });
  qlara.listConversations({ orderBy: "+lastMessageDate" });
  qlara.listConversations({ orderBy: "-somethingElse" });
  qlara.listMessages({ ...chat, idFrom: "1", idTo: 2n });
  qlara.reply({ body: { chat: 1, content: { text: "Ciao" } } });
  qlara.reply({ ...chat, message: "Ciao", body: undefined });

  // @ts-expect-error a chatId is needed
  qlara.getConversation({});
  // @ts-expect-error another name
  qlara.getConversation({ id: 1 });
  // @ts-expect-error null is not an id
  qlara.getConversation({ chatId: null });
  // @ts-expect-error no such field
  qlara.listConversations({ colour: 1 });
  // @ts-expect-error no list
  qlara.listConversations({ channelIds: 7 });
  // @ts-expect-error a number is not a date
  qlara.listConversations({ dateFrom: 1775000000 });
  // @ts-expect-error no text
  qlara.listConversations({ orderBy: -1 });
  // @ts-expect-error another type
  qlara.listConversations({ unreadOnly: "yes" });
  // @ts-expect-error a user is needed
  qlara.assignConversation(chat);
  // @ts-expect-error null is not a user: unassignConversation is for that
  qlara.assignConversation({ ...chat, userId: null });
};

export const replies = () => {
  // @ts-expect-error neither text nor body
  qlara.reply(chat);
  // @ts-expect-error to nobody
  qlara.reply({ message: "Ciao" });
  // @ts-expect-error both
  qlara.reply({ ...chat, message: "Ciao", body: {} });
  // @ts-expect-error the body names the conversation itself
  qlara.reply({ ...chat, body: {} });
  // @ts-expect-error no object
  qlara.reply({ body: "Ciao" });
  // @ts-expect-error nothing
  qlara.reply({});
};
