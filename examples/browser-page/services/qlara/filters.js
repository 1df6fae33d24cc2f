// The bar over the list: which channel, unread only, in which order.

import { picker, refreshButton, segments, toggle, watch } from "../../filters.js";

export const noFilters = { channel: null, unread: false, order: "-lastMessageDate" };

/** `onChange(filters)` is called on every change; `onRefresh()` when the button beside them is pressed. */
export function createFilters(form, channels, { onChange, onRefresh }) {
  const channel = picker("channel", "Channel", "All channels", channels);
  const order = segments("order", "Order", {
    "-lastMessageDate": "Newest",
    "+lastMessageDate": "Oldest",
  });
  form.append(channel, order, toggle("unread", "Unread"), refreshButton(onRefresh));

  const read = () => ({
    channel: form.elements.channel.value || null,
    unread: form.elements.unread.checked,
    order: form.elements.order.value,
  });
  return watch(form, read, onChange);
}

/** What the service is asked for. */
export const toInput = ({ channel, unread, order }) => ({
  channelIds: channel ? [channel] : undefined,
  unreadOnly: unread ? true : undefined,
  orderBy: order,
});

/** Whether a conversation still belongs to the list after an action. */
export const belongs = ({ archived, unreadCount }, { unread }) =>
  archived !== true && (!unread || unreadCount > 0);

export const newestFirst = ({ order }) => order === noFilters.order;

export function emptyWords({ channel, unread }, channels) {
  const place = channels.find(({ id }) => `${id}` === channel)?.name;
  const kind = unread ? "unread conversations" : "conversations";
  return {
    title: unread ? "All read" : "Nothing here",
    text: `There are no ${kind}${place ? ` on ${place}` : ""}. Archived ones are not listed.`,
    showAll: channel || unread ? "Show all" : null,
  };
}
