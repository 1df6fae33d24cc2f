// How a message looks.

import { el, icon } from "../../dom.js";
import { clockTime, dayOf, longTime } from "../../format.js";
import { hasFailed, statusWords } from "./words.js";

export function bubble({ direction, timestamp, text, status }) {
  const failed = hasFailed(status);
  return el(
    "li",
    { class: `message ${direction ?? "inbound"}${failed ? " failed" : ""}` },
    el("span", { class: "unseen" }, direction === "outbound" ? "You: " : "Contact: "),
    text === null
      ? el("p", { class: "bubble none" }, "No text: a picture, a recording or the like.")
      : el("p", { class: "bubble", dir: "auto" }, text),
    el(
      "p",
      { class: "bubble-time" },
      failed ? icon("alert") : null,
      el("time", { datetime: timestamp, title: longTime(timestamp) }, clockTime(timestamp) ?? ""),
      // What became of an inbound message is plain: it is here.
      status && direction !== "inbound" ? ` · ${statusWords(status)}` : null,
    ),
  );
}

/** A reply that was accepted, and is not listed yet. */
export const pendingBubble = (text) =>
  el(
    "li",
    { class: "message outbound pending" },
    el("p", { class: "bubble", dir: "auto" }, text),
    el("p", { class: "bubble-time", role: "status" }, "Accepted, not sent yet"),
  );

export const isOfDay = (message, before) =>
  before !== null && dayOf(message.timestamp) === dayOf(before.timestamp);

export const dayLine = ({ timestamp }) =>
  el("li", { class: "day" }, dayOf(timestamp) ?? "At an unknown time");
