// Qlara Inbox, as the app sees it.

import { qlara } from "../connect.js";

const states = { ERROR: "Not delivered", EXPIRED: "Not delivered", SENT: "Sent", READ: "Read" };

export const name = "Qlara";
export const away = { words: "Archive", done: "Archived" };

/** The service's list comes whole. */
export async function* conversations() {
  yield* await qlara.listConversations({ orderBy: "-lastMessageDate" });
}

const shortened = (id) => (id.length > 16 ? `${id.slice(0, 7)}…${id.slice(-6)}` : id);

/** A WhatsApp contact may have a username instead of a phone number, or only an id. */
const nameOf = ({ id, contact }) =>
  contact?.name ||
  (contact?.username && `@${contact.username}`) ||
  contact?.phoneNumber ||
  (contact?.id && `Contact ${shortened(contact.id)}`) ||
  `Conversation ${id}`;

/** What a row of the list says. */
export const rowOf = ({ id, contact, channel, lastMessage, lastMessageDate, unreadCount }) => ({
  name: nameOf({ id, contact }),
  preview: lastMessage,
  date: lastMessageDate,
  unread: unreadCount > 0,
  place: channel?.name,
});

/** The messages, oldest first. */
export async function messages({ id: chatId }, signal) {
  const page = await qlara.listMessages({ chatId }, { signal });
  return page.map(({ text, timestamp, direction, status }) => {
    const ours = direction === "outbound";
    return { text, date: timestamp, ours, state: ours ? states[status] : undefined };
  });
}

export const replyTo =
  ({ id: chatId }) =>
  (message) =>
    qlara.reply({ chatId, message });

export const putAway = ({ id: chatId }) => qlara.archiveConversation({ chatId });
export const bringBack = ({ id: chatId }) => qlara.unarchiveConversation({ chatId });
