// The bar over the list: which inbox, open or closed, unread only.

import { nameIn } from "./directory.js";
import { el, icon } from "./dom.js";

export const noFilters = { inboxId: null, closed: false, unread: false };

/** `onChange(filters)` comes with every change; `onRefresh()` with the button beside them. */
export function createFilters(form, inboxes, { onChange, onRefresh }) {
  const inbox = el(
    "select",
    { name: "inbox", "aria-label": "Inbox" },
    el("option", { value: "" }, "All inboxes"),
    ...inboxes.map(({ id, name }) => el("option", { value: id }, name)),
  );
  const status = (value, label) =>
    el(
      "label",
      {},
      el("input", { type: "radio", name: "status", value, checked: value === "open" }),
      label,
    );
  const unread = el("input", { type: "checkbox", name: "unread" });

  form.append(
    el("div", { class: "picker" }, inbox, icon("down")),
    el(
      "div",
      { class: "segments", role: "radiogroup", "aria-label": "Status" },
      status("open", "Open"),
      status("closed", "Closed"),
    ),
    el("label", { class: "toggle" }, unread, "Unread"),
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
    ),
  );

  const read = () => ({
    inboxId: inboxes.find(({ id }) => `${id}` === inbox.value)?.id ?? null,
    closed: form.elements.status.value === "closed",
    unread: unread.checked,
  });
  form.addEventListener("change", () => onChange(read()));
  form.addEventListener("submit", (event) => event.preventDefault());

  return {
    reset() {
      form.reset();
      onChange(read());
    },
  };
}

/** What the service is asked for. */
export function toInput({ inboxId, closed, unread }, { userId, inboxes }) {
  const chosen = inboxId === null ? inboxes.map(({ id }) => id) : [inboxId];
  return { id: userId, filters: { inboxes: chosen, closed, unread: unread ? true : undefined } };
}

/** Whether a conversation still belongs to the list after an action. */
export function belongs({ inbox, status, read }, { inboxId, closed, unread }) {
  return (
    (inboxId === null || inbox?.id === inboxId) &&
    (status === "closed") === closed &&
    (!unread || read !== true)
  );
}

export function emptyWords({ inboxId, closed, unread }, inboxes) {
  const place = nameIn(inboxes, inboxId);
  const kind = `${unread ? "unread " : ""}${closed ? "closed" : "open"} conversations`;
  return {
    title: unread ? "All read" : "Nothing here",
    text: place ? `There are no ${kind} in ${place}.` : `There are no ${kind}.`,
  };
}
