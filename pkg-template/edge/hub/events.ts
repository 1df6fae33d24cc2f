// What pages get of what a service has posted.

import type {
  HeymarketChat,
  HeymarketEvent,
  HeymarketMessageEvent,
  QlaraInbound,
  QlaraStatus,
} from "../models.ts";
import { idOf } from "../service.ts";
import type { Entry } from "./log.ts";

/** All that a response says of a conversation, but what only some of them hold. */
const WHOLE = [
  "id",
  "channel",
  "status",
  "assigned",
  "inbox",
  "created",
  "updated",
  "read",
  "replied",
  "blocked",
  "muted",
  "snoozeTill",
] as const;

/** Whether a posted conversation has everything that a read would give. */
export const isWhole = (posted: HeymarketChat): boolean =>
  WHOLE.every((key) => posted[key] !== undefined) && Boolean(posted.updated);

/** The conversation that an event of Heymarket's is about. */
export const conversationOf = (event: HeymarketEvent): HeymarketChat | null => {
  if ("message" in event) return event.message.conversation;
  return "conversation" in event ? event.conversation : null;
};

export const conversationEntry = (
  service: "heymarket" | "qlara",
  place: string | null,
  conversation: { readonly id: string | number },
): Entry => ({
  service,
  place,
  event: { type: "conversation", service, id: `${conversation.id}`, conversation },
});

export const goneEntry = (
  service: "heymarket" | "qlara",
  place: string | null,
  id: string,
): Entry => ({ service, place, event: { type: "gone", service, id } });

export const heymarketMessage = (event: HeymarketMessageEvent, place: string | null): Entry => {
  const { conversation, ...message } = event.message;
  const id = idOf(conversation?.id);
  const sent = event.type === "message_sent";
  return {
    service: "heymarket",
    place,
    event: { type: "message", service: "heymarket", id, sent, message },
  };
};

export const qlaraMessage = (
  { messageId, timestamp, text, messageType, media, contact }: QlaraInbound,
  id: string,
  place: string | null,
): Entry => ({
  service: "qlara",
  place,
  event: {
    type: "message",
    service: "qlara",
    id,
    sent: false,
    message: { id: messageId, direction: "inbound", timestamp, text, messageType, media, contact },
  },
});

export const qlaraStatus = (
  { messageId, status, timestamp }: QlaraStatus,
  rank: number,
  id: string,
  place: string | null,
): Entry => ({
  service: "qlara",
  place,
  event: { type: "status", service: "qlara", id, message: messageId, status, rank, timestamp },
});

/** Something happened of which nobody can say where: those who see everything get to know that it did. */
export const unknownEntry = (
  service: "heymarket" | "qlara",
  { type, name }: { readonly type: string; readonly name: string | null },
): Entry => ({ service, place: null, event: { type: "unknown", service, event: type, name } });

/** How far a message has come. A status only rises; one that proves more stands above one that says less. */
const RANKS: Readonly<Record<string, number>> = {
  SENT: 1,
  EXPIRED: 2,
  ERROR: 2,
  DELIVERED: 3,
  RECEIVED: 3,
  READ: 4,
};

export const rankOf = ({ type, status }: QlaraStatus): number =>
  type === "read" ? 4 : (RANKS[status ?? ""] ?? 0);
