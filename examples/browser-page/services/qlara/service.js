// Qlara Inbox, as the page sees it: what its inbox is made of.

import { Qlara } from "threadline";
import { operationFinder } from "../../calls.js";
import { badge } from "../../parts.js";
import { listed } from "../../walk.js";
import { actionsOf } from "./actions.js";
import { createDetail } from "./detail.js";
import { belongs, createFilters, emptyWords, newestFirst, noFilters, toInput } from "./filters.js";
import { createUsers } from "./users.js";
import { channelBadge, faceOf, isUnread, nameOf } from "./words.js";

const key = "qlara";

export const qlara = {
  key,
  name: "Qlara",
  root: "/api/partner-gateway/v1/inbox",
  // Where two rows match, the first one counts.
  operationOf: operationFinder([
    ["GET", "/conversations", "listConversations"],
    ["POST", "/conversations/reply", "reply"],
    ["GET", "/conversations/assignable-users", "listAssignableUsers"],
    ["GET", "/conversations/{chatId}", "getConversation"],
    ["GET", "/conversations/{chatId}/messages", "listMessages"],
    ["PATCH", "/conversations/{chatId}/read", "markRead"],
    ["PATCH", "/conversations/{chatId}/archive", "archiveConversation"],
    ["PATCH", "/conversations/{chatId}/unarchive", "unarchiveConversation"],
    ["POST", "/conversations/{chatId}/assignee", "assignConversation"],
    ["DELETE", "/conversations/{chatId}/assignee", "unassignConversation"],
  ]),

  connect(options, { channels }) {
    const client = new Qlara(options);
    const users = createUsers(client);
    return {
      key,
      noFilters,
      createFilters: (form, on) => createFilters(form, channels, on),
      // The service's list has no pages: it comes whole.
      pages: (filters, signal) =>
        listed(() => client.listConversations(toInput(filters), { signal })),
      belongs,
      dateOf: ({ lastMessageDate: date }) => date,
      newestFirst,
      emptyWords: (filters) => emptyWords(filters, channels),
      rowOf: (conversation) => rowOf(conversation, users),
      get: (chatId) => client.getConversation({ chatId }),
      nameOf,
      onNames: users.onKnown,
      actions: actionsOf(client),
      createDetail: (parts) => createDetail({ ...parts, key, qlara: client, users }),
      shortcuts: [
        { key: "w", press: "write", words: "Write a reply" },
        { key: "e", press: "archive", words: "Archive or unarchive" },
        { key: "u", press: "reading", words: "Mark read" },
        { key: "a", press: "assign", words: "Assign to a user" },
      ],
    };
  },
};

function rowOf(conversation, users) {
  const { lastMessage, lastMessageDate, unreadCount, assignee } = conversation;
  const unread = isUnread(conversation);
  return {
    name: nameOf(conversation),
    face: faceOf(conversation),
    unread,
    date: lastMessageDate,
    preview: lastMessage,
    badges: [channelBadge(conversation), unread ? badge(`${unreadCount} unread`, "unread") : null],
    plain: assignee ? users.nameOf(assignee) : "unassigned",
  };
}
