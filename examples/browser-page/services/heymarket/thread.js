// The messages of a conversation, as far as Heymarket lists them, and how to add one.
//
// It lists messages by phone number: of an e-mail conversation or a group it gives only the last one.

import { listed, mapped } from "../../walk.js";
import { nameIn } from "./directory.js";

const NOTE = "Accepted does not mean delivered: the carrier may still reject it.";
const NO_REPLY = "This page sends text messages only. Reply to e-mail in Heymarket's own app.";

const phoneOf = ({ target, targets }) =>
  targets.length < 2 && /^\+?[1-9]\d{6,14}$/.test(target) ? target : null;

const isEmail = ({ channel }) => channel === "email";

/** Another inbox has another thread with the same number. */
export const keyOf = ({ id, inbox }) => `${id} in ${inbox?.id}`;

export const noteOn = (conversation) => (isEmail(conversation) ? NO_REPLY : NOTE);

export const replyTo = (heymarket, { id, inbox, ...conversation }, { userId }) =>
  isEmail(conversation)
    ? null
    : (text) => heymarket.sendMessage({ inboxId: inbox?.id, creatorId: userId, chatId: id, text });

export function sourceOf(heymarket, conversation, session) {
  const phoneNumber = phoneOf(conversation);
  if (!phoneNumber || !conversation.inbox) return lastOnly(heymarket, conversation);
  const input = { phoneNumber, inboxId: conversation.inbox.id };
  const pages = (signal) => heymarket.messages(input, { signal });
  const view = (message) => viewOf(message, session);
  return {
    beginning: "This is the beginning of the conversation.",
    older: (signal) => mapped(pages(signal), view),
    newer: (last, signal) =>
      mapped(
        listed(() => since(pages(signal), last.timestamp)),
        view,
      ),
  };
}

/** The service lists the newest first: reads back to a timestamp, and returns them oldest first. */
async function since(pages, timestamp) {
  const found = [];
  for await (const message of pages) {
    // Also where one of them has no timestamp.
    if (!(Date.parse(message.date) >= Date.parse(timestamp))) break;
    found.unshift(message);
  }
  return found;
}

/** No field gives the direction: a message sent by a member names the member. */
function viewOf({ id, user, author, date, text, media, rawError }, { members }) {
  const mine = user !== null || author !== null;
  return {
    id,
    mine,
    who: mine ? (author ?? nameIn(members, user) ?? `Member ${user}`) : null,
    timestamp: date,
    text,
    media,
    status: rawError && "Not delivered",
    failed: rawError !== null,
  };
}

function lastOnly(heymarket, { id }) {
  const ask = async (signal) => {
    const { lastMsg: text, updated, replied } = await heymarket.getConversation({ id }, { signal });
    return text ? [{ id: text, mine: replied === true, timestamp: updated, text }] : [];
  };
  return {
    beginning:
      "Heymarket lists messages by phone number, so only the last message of this conversation is shown.",
    older: (signal) => listed(() => ask(signal)),
    newer: (_last, signal) => listed(() => ask(signal)),
  };
}
