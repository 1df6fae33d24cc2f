// How a message looks, whatever the service.

import { el, icon } from "../dom.js";
import { clockTime, dayOf, longTime } from "../format.js";

/**
 * `mine`: it went out to the contact; `who` sent it, where that is known. `media` is the address of what
 * came with it. `status` is in words already; `failed` says that it did not arrive.
 */
export function bubble({ mine, who, timestamp, text, media, status, failed }) {
  return el(
    "li",
    { class: `message ${mine ? "outbound" : "inbound"}${failed ? " failed" : ""}` },
    el("span", { class: "unseen" }, mine ? `${who ?? "You"}: ` : "Contact: "),
    text ? el("p", { class: "bubble", dir: "auto" }, text) : null,
    media ? el("p", { class: "bubble" }, linkTo(media)) : null,
    text || media ? null : el("p", { class: "bubble none" }, NO_TEXT),
    el(
      "p",
      { class: "bubble-time" },
      failed ? icon("alert") : null,
      mine && who ? `${who} · ` : null,
      el("time", { datetime: timestamp, title: longTime(timestamp) }, clockTime(timestamp) ?? ""),
      // What became of an inbound message is plain: it is here.
      mine && status ? ` · ${status}` : null,
    ),
  );
}

const NO_TEXT = "No text: a picture, a recording or the like.";

/** Not shown before somebody asks for it: the address may be anyone's. */
const linkTo = (media) =>
  media.startsWith("https://")
    ? el("a", { href: media, target: "_blank", rel: "noopener noreferrer" }, "A picture or a file")
    : NO_TEXT;

/** A reply that was accepted, and is not listed yet. */
export const pendingBubble = (text) =>
  el(
    "li",
    { class: "message outbound pending" },
    el("p", { class: "bubble", dir: "auto" }, text),
    el("p", { class: "bubble-time", role: "status" }, "Accepted, not sent yet"),
  );

export const isOfDay = ({ timestamp }, before) =>
  before !== null && dayOf(timestamp) === dayOf(before.timestamp);

export const dayLine = ({ timestamp }) =>
  el("li", { class: "day" }, dayOf(timestamp) ?? "At an unknown time");
