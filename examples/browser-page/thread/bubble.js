// How a message looks, whatever the service.

import { el, icon } from "../dom.js";
import { clockTime, dayOf, longTime } from "../format.js";

/**
 * `mine`: it was sent to the contact, by `who` if known. `media` is the address of an
 * attachment. `status` is in words already; `failed` says that it was not delivered.
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
      // An inbound message needs no status: it has arrived.
      mine && status ? ` · ${status}` : null,
    ),
  );
}

const NO_TEXT = "No text (a picture or a recording, for example).";

/** A link, not the picture itself: the address may be anybody's. */
const linkTo = (media) =>
  media.startsWith("https://")
    ? el("a", { href: media, target: "_blank", rel: "noopener noreferrer" }, "Attachment")
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
  el("li", { class: "day" }, dayOf(timestamp) ?? "Unknown date");
