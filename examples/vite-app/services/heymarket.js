// Heymarket, as the app sees it.

import { heymarket } from "../connect.js";

/** Who is at the page. */
const userId = 1111;
const inboxes = [2222, 2223, 2224];

const isPhone = (target) => /^\d{7,15}$/.test(target);

export const name = "Heymarket";
export const away = { words: "Close", done: "Closed" };

export const conversations = () =>
  heymarket.conversations({ id: userId, filters: { inboxes, closed: false } });

/** What a row of the list says. */
export const rowOf = ({ name, target, targets, lastMsg, updated, read, inbox }) => ({
  name: name || target || targets.join(", "),
  preview: lastMsg,
  date: updated,
  unread: read === false,
  place: inbox?.name,
});

/** The messages, oldest first. Heymarket lists them by phone number, newest first. */
export async function messages({ target, targets, inbox, lastMsg, updated, replied }, signal) {
  if (!isPhone(target) || targets.length > 1) {
    return lastMsg ? [{ text: lastMsg, date: updated, ours: replied === true }] : [];
  }
  const page = await heymarket.listMessages({ phoneNumber: target, inboxId: inbox.id }, { signal });
  return page
    .map(({ text, date, user, author, rawError }) => ({
      text,
      date,
      ours: user !== null || author !== null,
      state: rawError && "Not delivered",
    }))
    .reverse();
}

/** Nothing where the service does not support a reply like this. */
export const replyTo = ({ id: chatId, inbox, channel }) =>
  channel === "email"
    ? undefined
    : (text) => heymarket.sendMessage({ inboxId: inbox.id, creatorId: userId, chatId, text });

export const putAway = ({ id: chatId, inbox }) =>
  heymarket.closeConversation({ inboxId: inbox.id, userId, chatId });

export const bringBack = ({ id: chatId, inbox }) =>
  heymarket.openConversation({ inboxId: inbox.id, userId, chatId });
