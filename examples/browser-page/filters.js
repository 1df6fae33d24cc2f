// What the bars over the lists are made of.

import { el, icon } from "./dom.js";

/** The browser's own list of choices; `all` is the first, which has no value. */
export function picker(name, label, all, choices) {
  const select = el(
    "select",
    { name, "aria-label": label },
    el("option", { value: "" }, all),
    ...choices.map(({ id, name }) => el("option", { value: id }, name)),
  );
  return el("div", { class: "picker" }, select, icon("down"));
}

/** One of a few, the first to begin with. */
export function segments(name, label, choices) {
  const [first] = Object.keys(choices);
  return el(
    "div",
    { class: "segments", role: "radiogroup", "aria-label": label },
    ...Object.entries(choices).map(([value, words]) =>
      el("label", {}, el("input", { type: "radio", name, value, checked: value === first }), words),
    ),
  );
}

export const toggle = (name, words) =>
  el("label", { class: "toggle" }, el("input", { type: "checkbox", name }), words);

export const refreshButton = (onRefresh) =>
  el(
    "button",
    {
      class: "quiet",
      type: "button",
      "aria-label": "Refresh the list",
      title: "Refresh (r)",
      onclick: onRefresh,
    },
    icon("refresh"),
  );

/** `onChange(read())` is called on every change; `reset()` restores the initial filters. */
export function watch(form, read, onChange) {
  form.addEventListener("change", () => onChange(read()));
  form.addEventListener("submit", (event) => event.preventDefault());
  return {
    reset() {
      form.reset();
      onChange(read());
    },
  };
}
