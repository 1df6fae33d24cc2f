// How Qlara's fields read on the page. Only an id is sure to be there.

import { phone } from "../../format.js";
import { badge } from "../../parts.js";

export const addressOf = ({ contact }) => contact?.phoneNumber && phone(contact.phoneNumber);

export const nameOf = (conversation) =>
  conversation.contact?.name || addressOf(conversation) || `Conversation ${conversation.id}`;

export const isUnread = ({ unreadCount }) => unreadCount > 0;

const channels = {
  WHATSAPP: { name: "WhatsApp", picture: "whatsapp" },
  RCS: { name: "RCS", picture: "rcs" },
  SMS: { name: "SMS", picture: "sms" },
};

export const channelName = (channel) =>
  channels[channel?.type]?.name ?? channel?.type ?? channel?.name ?? "Unknown channel";

export const channelBadge = ({ channel }) =>
  badge(channelName(channel), "", channels[channel?.type]?.picture ?? null);

const statuses = {
  SENT: "Sent",
  DELIVERED: "Delivered",
  RECEIVED: "Delivered",
  READ: "Read",
  ERROR: "Not delivered",
  EXPIRED: "Expired, not delivered",
  UNKNOWN: "Status unknown",
};

export const statusWords = (status) => statuses[status] ?? status;
export const hasFailed = (status) => status === "ERROR" || status === "EXPIRED";
