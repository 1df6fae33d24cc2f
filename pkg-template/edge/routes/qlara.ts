// What a page may ask of Qlara Inbox. Where two rows fit, the first one counts: `reply` is not a conversation.

import { type Route, route } from "./route.ts";

const ROOT = "/api/partner-gateway/v1/inbox/conversations";

export const qlaraRoutes: readonly Route[] = [
  route("GET", ROOT, "listConversations", "read", [
    "dateFrom",
    "channelIds",
    "unreadOnly",
    "orderBy",
  ]),
  route("POST", `${ROOT}/reply`, "reply", "send", ["chatId", "message"]),
  route("GET", `${ROOT}/assignable-users`, "listAssignableUsers", "read"),
  route("GET", `${ROOT}/{chatId}`, "getConversation", "read"),
  route("GET", `${ROOT}/{chatId}/messages`, "listMessages", "read", ["idFrom", "idTo"]),
  route("PATCH", `${ROOT}/{chatId}/read`, "markRead", "change"),
  route("PATCH", `${ROOT}/{chatId}/archive`, "archiveConversation", "change"),
  route("PATCH", `${ROOT}/{chatId}/unarchive`, "unarchiveConversation", "change"),
  route("POST", `${ROOT}/{chatId}/assignee`, "assignConversation", "change", ["userId"]),
  route("DELETE", `${ROOT}/{chatId}/assignee`, "unassignConversation", "change"),
];
