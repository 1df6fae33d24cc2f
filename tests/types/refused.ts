// For each operation, a call that it does not take. The compiler misses the one that is left out.

import { Heymarket, Qlara } from "threadline";
import type { OperationName } from "threadline/testing";

const heymarket = new Heymarket({ apiKey: "key" });
const qlara = new Qlara({ apiKey: "key" });
const mine = { inboxId: 1, userId: 2 };
const target = "15555550101";
const chatId = "810001";

export const refused = {
  // @ts-expect-error who asks is needed
  "heymarket.listConversations": () => heymarket.listConversations({ filters: {} }),
  // @ts-expect-error a number is no date
  "heymarket.countConversations": () => heymarket.countConversations({ date: 1775000000 }),
  // @ts-expect-error an id is needed
  "heymarket.getConversation": () => heymarket.getConversation(),
  // @ts-expect-error of no conversation
  "heymarket.openConversation": () => heymarket.openConversation(mine),
  "heymarket.closeConversation": () =>
    // @ts-expect-error by nobody
    heymarket.closeConversation({ inboxId: 1, chatId: 3, target }),
  // @ts-expect-error this one takes no chatId
  "heymarket.markRead": () => heymarket.markRead({ ...mine, chatId: 3 }),
  // @ts-expect-error a number is no phone number
  "heymarket.markUnread": () => heymarket.markUnread({ ...mine, target: 15555550101 }),
  // @ts-expect-error to nobody
  "heymarket.reassignConversation": () => heymarket.reassignConversation({ ...mine, target }),
  // @ts-expect-error to nowhere
  "heymarket.transferConversation": () => heymarket.transferConversation({ conversationId: 1 }),
  // @ts-expect-error by nobody
  "heymarket.sendMessage": () => heymarket.sendMessage({ inboxId: 1, chatId: 3, text: "Hi" }),
  // @ts-expect-error to nobody
  "heymarket.sendEmail": () => heymarket.sendEmail({ inbox: 1, creatorId: 2, rawText: "Hi" }),
  "heymarket.scheduleMessage": () =>
    // @ts-expect-error at no time
    heymarket.scheduleMessage({ inboxId: 1, conversationId: 3, content: { text: "Hi" } }),
  // @ts-expect-error null is no id
  "heymarket.getScheduledMessage": () => heymarket.getScheduledMessage({ id: null }),
  "heymarket.updateScheduledMessage": () =>
    // @ts-expect-error of no message
    heymarket.updateScheduledMessage({
      inboxId: 1,
      conversationId: 3,
      executeAt: new Date(),
      content: { text: "Hi" },
    }),
  // @ts-expect-error no such field
  "heymarket.deleteScheduledMessage": () => heymarket.deleteScheduledMessage({ id: 1, now: true }),
  // @ts-expect-error with nobody
  "heymarket.listMessages": () => heymarket.listMessages({ inboxId: 1 }),
  // @ts-expect-error text is no number
  "heymarket.listTeamMessages": () => heymarket.listTeamMessages({ limit: "30" }),
  // @ts-expect-error another type
  "heymarket.countTeamMessages": () => heymarket.countTeamMessages({ createdAt: true }),
  // @ts-expect-error nothing is asked for
  "heymarket.listInboxes": () => heymarket.listInboxes({ id: 1 }),
  // @ts-expect-error nothing is asked for
  "heymarket.getTeam": () => heymarket.getTeam({ id: 1 }),
  // @ts-expect-error no list
  "qlara.listConversations": () => qlara.listConversations({ channelIds: 7 }),
  // @ts-expect-error another name
  "qlara.getConversation": () => qlara.getConversation({ id: 1 }),
  // @ts-expect-error the iterator alone has directions
  "qlara.listMessages": () => qlara.listMessages({ chatId, direction: "older" }),
  // @ts-expect-error neither text nor body
  "qlara.reply": () => qlara.reply({ chatId }),
  // @ts-expect-error a chatId is needed
  "qlara.markRead": () => qlara.markRead({}),
  // @ts-expect-error an input is needed
  "qlara.archiveConversation": () => qlara.archiveConversation(),
  // @ts-expect-error null is no id
  "qlara.unarchiveConversation": () => qlara.unarchiveConversation({ chatId: null }),
  // @ts-expect-error nothing is asked for
  "qlara.listAssignableUsers": () => qlara.listAssignableUsers({ chatId }),
  // @ts-expect-error to nobody
  "qlara.assignConversation": () => qlara.assignConversation({ chatId }),
  // @ts-expect-error no such field
  "qlara.unassignConversation": () => qlara.unassignConversation({ chatId, userId: 55 }),
  // @ts-expect-error an address is needed
  "qlara.createCallback": () => qlara.createCallback(),
  // @ts-expect-error nothing is asked for
  "qlara.getCallback": () => qlara.getCallback({ callbackUrl: "https://example.com" }),
  // @ts-expect-error another name
  "qlara.updateCallback": () => qlara.updateCallback({ url: "https://example.com" }),
  // @ts-expect-error nothing is asked for
  "qlara.deleteCallback": () => qlara.deleteCallback({ callbackUrl: "https://example.com" }),
} satisfies Record<OperationName, () => unknown>;
