// The messages of a conversation, as Qlara tells them, and how to add one.

import { mapped } from "../../walk.js";
import { hasFailed, statusWords } from "./words.js";

export const NOTE =
  "Accepted is not delivered. WhatsApp takes replies for 24 hours after the contact's last message; a later one is accepted here, and fails there.";

export function sourceOf(qlara, { id: chatId }) {
  const inDirection = (direction, signal, bounds) =>
    mapped(qlara.messages({ chatId, direction, ...bounds }, { signal }), view);
  return {
    beginning: "The beginning of the conversation.",
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
