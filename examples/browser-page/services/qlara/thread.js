// The messages of a conversation, as Qlara lists them, and how to add one.

import { mapped } from "../../walk.js";
import { hasFailed, statusWords } from "./words.js";

export const NOTE =
  "Accepted does not mean delivered. WhatsApp allows replies within 24 hours of the contact's last message; a later one is accepted here, but fails there.";

export function sourceOf(qlara, { id: chatId }) {
  const inDirection = (direction, signal, bounds) =>
    mapped(qlara.messages({ chatId, direction, ...bounds }, { signal }), view);
  return {
    beginning: "This is the beginning of the conversation.",
    older: (signal) => inDirection("older", signal),
    // Both bounds are inclusive.
    newer: ({ id: idFrom }, signal) => inDirection("newer", signal, { idFrom }),
  };
}

function view({ id, direction, timestamp, text, status }) {
  const mine = direction === "outbound";
  return {
    id,
    mine,
    timestamp,
    text,
    status: status && statusWords(status),
    failed: hasFailed(status),
    underWay: mine && status === "SENT",
  };
}
