// What a page's call has changed, as the other pages see it: most of it no service posts.

import { idOf, type ServiceName } from "../service.ts";
import type { Chats } from "./chats.ts";

type Input = Readonly<Record<string, unknown>>;

type Changes = (input: Input, data: unknown) => Readonly<Record<string, unknown>>;

const CHANGES: Readonly<Record<ServiceName, Readonly<Record<string, Changes>>>> = {
  heymarket: {
    openConversation: () => ({ status: "open" }),
    closeConversation: () => ({ status: "closed" }),
    markRead: () => ({ read: true }),
    markUnread: () => ({ read: false }),
    reassignConversation: ({ reassignId }) => ({ assigned: reassignId }),
    transferConversation: ({ transferInboxId }) => ({ inbox: transferInboxId }),
    sendMessage: ({ text, localId }, data) => ({
      sent: { id: idOf((data as { id?: unknown } | undefined)?.id), text, localId },
    }),
  },
  qlara: {
    markRead: () => ({ unreadCount: 0 }),
    archiveConversation: () => ({ archived: true }),
    unarchiveConversation: () => ({ archived: false }),
    assignConversation: ({ userId }) => ({ assignee: userId }),
    unassignConversation: () => ({ assignee: null }),
    reply: ({ message }) => ({ sent: { id: null, text: message } }),
  },
};

export const changesOf = (
  service: ServiceName,
  operation: string,
  input: Input,
  data: unknown,
): Readonly<Record<string, unknown>> => CHANGES[service][operation]?.(input, data) ?? {};

/** The conversation that a call is about; null where its input names a contact whose conversation is not known. */
export const conversationIn = (
  service: ServiceName,
  input: Input,
  data: unknown,
  chats: Chats,
): string | null => {
  const named = idOf(input.chatId ?? input.conversationId ?? input.id);
  if (named !== null || service === "qlara") return named;
  const given = idOf((data as { convoId?: unknown } | undefined)?.convoId);
  return given ?? chats.findHeymarket(idOf(input.inboxId), input.target ?? input.phoneNumber);
};
