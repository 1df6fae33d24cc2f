// What Heymarket posts, written by hand: any state of a conversation, whole or in part.

const at = (seconds) => new Date(1_772_000_000_000 + seconds * 1_000).toISOString();

/** A conversation as Heymarket writes it; `seconds` says when it changed. */
export const chatOf = (id, { seconds = 0, ...fields } = {}) => ({
  id,
  channel: "sms",
  status: "open",
  assigned: null,
  inbox: { id: 2222, name: "Support" },
  target: `1555${id}`,
  targets: [],
  members: [],
  name: null,
  last_msg: null,
  created: at(-1_000),
  updated: at(seconds),
  read: true,
  replied: false,
  blocked: false,
  muted: false,
  snooze_till: null,
  ...fields,
});

/** The body of a webhook: a contact's message, with its conversation. */
export const messagePosted = (token, id, text, conversation) => ({
  type: "message_received",
  id: 4711,
  token,
  event_data: { id, text, type: "message", status: "sent", date: at(0), user: null, conversation },
});

/** The same for what happened to a conversation, such as `chat_closed`. */
export const chatPosted = (token, name, conversation) => ({
  type: name,
  id: 4711,
  token,
  event_data: conversation,
});
