// The bar over the list: which inbox, open or closed, unread only.

import { picker, refreshButton, segments, toggle, watch } from "../../filters.js";
import { nameIn } from "./directory.js";

export const noFilters = { inboxId: null, closed: false, unread: false };

/** `onChange(filters)` is called on every change; `onRefresh()` when the button beside them is pressed. */
export function createFilters(form, inboxes, { onChange, onRefresh }) {
  const inbox = picker("inbox", "Inbox", "All inboxes", inboxes);
  const status = segments("status", "Status", { open: "Open", closed: "Closed" });
  const unread = toggle("unread", "Unread");
  form.append(inbox, status, unread, refreshButton(onRefresh));

  const read = () => ({
    inboxId: inboxes.find(({ id }) => `${id}` === form.elements.inbox.value)?.id ?? null,
    closed: form.elements.status.value === "closed",
    unread: form.elements.unread.checked,
  });
  return watch(form, read, onChange);
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
    showAll: inboxId !== null || closed || unread ? "Show all open" : null,
  };
}
