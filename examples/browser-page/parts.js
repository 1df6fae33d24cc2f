// Small pieces that both the list and the conversation are made of.

import { el, icon } from "./dom.js";
import { channelName, channels, hueOf, initials, longTime, shortTime } from "./format.js";

export function avatar(name, key, size = "") {
  const letters = initials(name);
  const face = letters ?? icon("person");
  const properties = { class: `avatar hue-${hueOf(key)} ${size}`.trim(), "aria-hidden": "true" };
  return el("span", properties, face);
}

export function channelBadge({ channel }) {
  const picture = channel in channels ? icon(channel) : null;
  return el("span", { class: "badge" }, picture, channelName(channel));
}

export function time(timestamp) {
  return el("time", { datetime: timestamp, title: longTime(timestamp) }, shortTime(timestamp));
}

/** What a pane shows instead of content. */
export function instead({ picture, title, text, detail, problem, button }) {
  return el(
    "div",
    { class: problem ? "instead problem" : "instead", role: problem ? "alert" : "status" },
    icon(picture),
    el("h2", {}, title),
    text ? el("p", {}, text) : null,
    detail ? el("small", {}, detail) : null,
    button
      ? el("button", { class: "button", type: "button", onclick: button.act }, button.label)
      : null,
  );
}
