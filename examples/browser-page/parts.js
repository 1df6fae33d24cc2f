// Small pieces that both the list and the conversation are made of.

import { el, icon } from "./dom.js";
import { hueOf, initials, longTime, shortTime } from "./format.js";

export function avatar(name, key, size = "") {
  const letters = initials(name);
  const face = letters ?? icon("person");
  const properties = { class: `avatar hue-${hueOf(key)} ${size}`.trim(), "aria-hidden": "true" };
  return el("span", properties, face);
}

/** `picture` is the name of an icon, or null. */
export const badge = (text, kind = "", picture = null) =>
  el("span", { class: `badge ${kind}`.trim() }, picture && icon(picture), text);

export const actionButton = (label, picture, act, className = "button") =>
  el("button", { class: className, type: "button", onclick: act }, icon(picture), label);

/** Facts by term; `none` is shown where the value is missing. */
export function factList(...facts) {
  const line = ([term, value, none = "Unknown"]) =>
    el("div", {}, el("dt", {}, term), el("dd", { class: value ? null : "none" }, value || none));
  return el("dl", { class: "facts" }, ...facts.filter(Boolean).map(line));
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
