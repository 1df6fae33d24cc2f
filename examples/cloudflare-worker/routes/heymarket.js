// What a page may request from Heymarket. A request that matches no row never reaches it.
//
// A row is method, path, operation, and how the request becomes the operation's input.

import { first } from "../calls.js";

// The field for the acting user is filled from the session, whatever the page sent: a page must not be
// able to act as somebody else.
const actingAs =
  (field) =>
  ({ body, session }) => ({ ...body, [field]: session.userId });
const asSent = ({ body }) => body;
const byPath = ({ path }) => path;
const nothing = () => ({});
// The history of a number in an inbox; the wire's `inboxID` is the input's `inboxId`.
const history = ({ query: { inboxID, timestamp, ...query } }) => ({
  ...first(query),
  inboxId: inboxID?.[0],
  timestamp: timestamp && Number(timestamp[0]),
});

export const routes = [
  ["POST", "/v1/conversations", "listConversations", actingAs("id")],
  ["POST", "/v1/conversations/count", "countConversations", asSent],
  ["GET", "/v1/conversations/{id}", "getConversation", byPath],
  ["POST", "/v1/conversations/open", "openConversation", actingAs("userId")],
  ["POST", "/v1/conversations/close", "closeConversation", actingAs("userId")],
  ["POST", "/v1/conversations/read", "markRead", actingAs("userId")],
  ["POST", "/v1/conversations/unread", "markUnread", actingAs("userId")],
  ["POST", "/v1/conversations/reassign", "reassignConversation", actingAs("userId")],
  ["POST", "/v1/conversations/transfer", "transferConversation", asSent],
  ["GET", "/v1/messages", "listMessages", history],
  ["POST", "/v1/message/send", "sendMessage", actingAs("creatorId")],
  ["GET", "/v1/inboxes", "listInboxes", nothing],
  ["GET", "/v1/team", "getTeam", nothing],
];
