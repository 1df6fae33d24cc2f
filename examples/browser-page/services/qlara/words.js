// How Qlara's fields read on the page. Only the id is always present.

import { phone, shortened } from "../../format.js";
import { badge } from "../../parts.js";

const phoneOf = (contact) => contact?.phoneNumber && phone(contact.phoneNumber);

/** A WhatsApp contact may have a username instead of a phone number, or neither. */
const usernameOf = (contact) => contact?.username && `@${contact.username.replace(/^@/, "")}`;

export const nameOf = ({ id, contact }) =>
  contact?.name ||
  usernameOf(contact) ||
  phoneOf(contact) ||
  (contact?.id && `Contact ${shortened(contact.id)}`) ||
  `Conversation ${id}`;

/** The name for the contact's initials. */
export const faceOf = ({ contact }) => contact?.name || contact?.username || null;

/** The contact's other addresses. */
export const addressesOf = (conversation) =>
  [usernameOf(conversation.contact), phoneOf(conversation.contact)].filter(
    (address) => address && address !== nameOf(conversation),
  );

export const contactFacts = ({ contact }) => [
  usernameOf(contact) && ["Username", usernameOf(contact)],
  ["Phone number", phoneOf(contact)],
  ["Contact id", contact?.id],
];

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
