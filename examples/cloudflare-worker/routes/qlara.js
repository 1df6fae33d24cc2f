// What a page may request from Qlara Inbox. A request that matches no row never reaches it.
//
// A row is method, path, operation, and how the request becomes the operation's input. Where two
// rows match, the first one counts: `reply` is not a conversation.

import { first } from "../calls.js";

const ROOT = "/api/partner-gateway/v1/inbox/conversations";

const byPath = ({ path }) => path;
const asSent = ({ body }) => body;
const nothing = () => ({});
const filters = ({ query: { channelIds, unreadOnly, ...query } }) => ({
  ...first(query),
  channelIds,
  unreadOnly: toBoolean(unreadOnly),
});

const toBoolean = ([text] = []) => ({ true: true, false: false })[text] ?? text;

export const routes = [
  ["GET", ROOT, "listConversations", filters],
  ["POST", `${ROOT}/reply`, "reply", asSent],
  ["GET", `${ROOT}/assignable-users`, "listAssignableUsers", nothing],
  ["GET", `${ROOT}/{chatId}`, "getConversation", byPath],
  [
    "GET",
    `${ROOT}/{chatId}/messages`,
    "listMessages",
    ({ path, query }) => ({ ...first(query), ...path }),
  ],
  ["PATCH", `${ROOT}/{chatId}/read`, "markRead", byPath],
  ["PATCH", `${ROOT}/{chatId}/archive`, "archiveConversation", byPath],
  ["PATCH", `${ROOT}/{chatId}/unarchive`, "unarchiveConversation", byPath],
  [
    "POST",
    `${ROOT}/{chatId}/assignee`,
    "assignConversation",
    ({ path, body }) => ({ ...body, ...path }),
  ],
  ["DELETE", `${ROOT}/{chatId}/assignee`, "unassignConversation", byPath],
];
