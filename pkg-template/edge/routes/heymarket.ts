// What a page may ask of Heymarket.

import { type Route, route } from "./route.ts";

const NAMED = ["inboxId", "chatId", "target", "targets"];
const NAMED_BY_TARGET = ["inboxId", "target", "targets"];

export const heymarketRoutes: readonly Route[] = [
  route("POST", "/v1/conversations", "listConversations", "read", ["filters", "date"], "id"),
  route("POST", "/v1/conversations/count", "countConversations", "read", ["date"]),
  route("GET", "/v1/conversations/{id}", "getConversation", "read"),
  route("POST", "/v1/conversations/open", "openConversation", "change", NAMED, "userId"),
  route("POST", "/v1/conversations/close", "closeConversation", "change", NAMED, "userId"),
  route("POST", "/v1/conversations/read", "markRead", "change", NAMED_BY_TARGET, "userId"),
  route("POST", "/v1/conversations/unread", "markUnread", "change", NAMED_BY_TARGET, "userId"),
  route(
    "POST",
    "/v1/conversations/reassign",
    "reassignConversation",
    "change",
    [...NAMED_BY_TARGET, "reassignId"],
    "userId",
  ),
  route("POST", "/v1/conversations/transfer", "transferConversation", "change", [
    "conversationId",
    "transferInboxId",
  ]),
  route("GET", "/v1/messages", "listMessages", "read", ["phoneNumber", "inboxId", "timestamp"]),
  // Not to lists, nor to groups that the page puts together: what goes to many at once is no reply.
  route(
    "POST",
    "/v1/message/send",
    "sendMessage",
    "send",
    ["inboxId", "chatId", "phoneNumber", "text", "templateId", "mediaUrl", "private", "localId"],
    "creatorId",
  ),
  route("GET", "/v1/inboxes", "listInboxes", "read"),
  route("GET", "/v1/team", "getTeam", "read"),
];
